package rai.shell.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import rai.api.run.Job;
import rai.api.run.RunResult.Stop;
import rai.api.run.Runs;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.run.OwnRun;
import rai.shell.text.JobSentences;
import rai.shell.text.Json;

/** Trainings in the background of a session. */
public final class Background {
    private Background() {}

    /** @return whether a training goes to the background: since an option says so, or since the command was called with &amp; */
    static boolean isWanted(boolean option) {
        return option || Console.behind();
    }

    /**
     * Submits a run in the background and prints its name.
     *
     * @param submit submits it
     * @param json whether its name is printed as a JSON document
     * @param console where
     * @throws Failure if the process would end with the command
     */
    static void start(Supplier<Job> submit, boolean json, Console console) {
        if (!console.lasting()) {
            throw new Failure(
                    "a run in the background would end with this command: use RAI's shell (./rai without arguments),"
                            + " or let the system's shell do it (./rai ... & without --background)");
        }
        Job job = submit.get();
        console.notices().ifPresent(notices -> notices.follow(job));
        if (json) {
            tell(job, console);
        } else {
            console.out().println(job.name());
        }
        console.out().flush();
    }

    /** The name of a job, and where it is kept, as a JSON document. */
    static void tell(Job job, Console console) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", job.name());
        job.directory().ifPresent(directory -> document.put("directory", directory.toString()));
        console.out().println(Json.text(document));
    }

    /** Does something with the runs of this process, if there is a service that has any. */
    public static void with(BundleContext context, Work work) throws InterruptedException {
        ServiceReference<Runs> reference;
        Runs runs;
        try {
            reference = context.getServiceReference(Runs.class);
            runs = reference == null ? null : context.getService(reference);
        } catch (IllegalStateException e) {
            return; // this bundle is stopped already, and with it all runs
        }
        if (runs != null) {
            work.on(runs);
            // the reference is not given back: the framework may be gone by now, and this bundle with it
        }
    }

    /** The work to do. */
    public interface Work {
        void on(Runs runs) throws InterruptedException;
    }

    /**
     * Ends all jobs after their current steps, says so, and waits for them; a second Ctrl-C does not wait.
     *
     * @param runs has them
     * @param console where to say so
     */
    public static void stopAll(Runs runs, Console console) {
        List<Job> jobs = JobSentences.present(runs.jobs());
        if (!jobs.isEmpty()) {
            console.say(
                    "stopping after " + (jobs.size() == 1 ? "its step: " : "their steps: ") + JobSentences.names(jobs));
            try (Interrupts interrupts = Interrupts.during(() -> {}, "still stopping", console)) {
                runs.stopAll();
            }
        }
    }

    /**
     * Waits until all jobs have ended; Ctrl-C stops them.
     *
     * @param runs has them
     * @param console where to say so
     * @throws Failure if one has failed
     */
    public static void awaitAll(Runs runs, Console console) throws InterruptedException {
        List<Job> jobs = JobSentences.present(runs.jobs());
        if (!jobs.isEmpty()) {
            console.say(
                    "waiting for " + JobSentences.names(jobs) + "; Ctrl-C stops " + (jobs.size() == 1 ? "it" : "them"));
            try (Interrupts interrupts = Interrupts.during(() -> runs.jobs().forEach(Job::stop), console)) {
                for (Job job : jobs) {
                    OwnRun.requireEnd(job);
                }
            }
        }
        for (Job job : runs.jobs()) {
            if (job.status().state() == Job.State.ENDED && JobSentences.hasFailed(job)) {
                throw new Failure(
                        job.stopped().orElse(Stop.FAILED) == Stop.NAN ? ExitCode.DIVERGED : ExitCode.FAILED,
                        JobSentences.end(job));
            }
        }
    }
}
