package rai.shell.run;

import java.util.List;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.run.Job;
import rai.api.run.Runs;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.JobSentences;

/** {@code stop}: ends runs in the background. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "stop"})
public final class StopCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public StopCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "stop",
            description = "End runs in the background after their current steps, evaluated and saved; resume continues"
                    + " them.")
    private final class Use extends Invocation {
        @Parameters(
                arity = "1..*",
                paramLabel = Labels.JOB,
                description = "Runs in the background: their names or prefixes of them.")
        List<String> wanted;

        @Override
        protected void run(Console console) throws InterruptedException {
            RunFinder finder = new RunFinder(runs);
            // all are looked for before the first is stopped
            List<Job> jobs = wanted.stream()
                    .map(text -> OwnRun.of(finder.find(text), "stop it"))
                    .distinct()
                    .toList();
            jobs.forEach(Job::stop);
            for (Job job : jobs) {
                report(job, console);
            }
        }

        private static void report(Job job, Console console) throws InterruptedException {
            if (OwnRun.await(job, console, state -> state == Job.State.ENDED)) {
                OwnRun.requireEnd(job);
                console.notices().ifPresent(notices -> notices.forget(job));
                console.out().println(JobSentences.end(job));
            } else {
                console.out().println(job.name() + " will end after its step");
            }
        }
    }
}
