package rai.shell.text;

import java.util.List;
import java.util.stream.Collectors;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunResult.Stop;

/** What is said of jobs in more than one place. */
public final class JobSentences {
    private JobSentences() {}

    /** @return whether a run waits for something, and not since somebody paused it */
    public static boolean waits(RunEvent.Paused paused) {
        return !paused.isByRequest();
    }

    /** @return whether a job that has ended failed */
    public static boolean hasFailed(Job job) {
        Stop stopped = job.stopped().orElse(Stop.FAILED);
        return stopped == Stop.NAN || stopped == Stop.FAILED;
    }

    /** @return how a job ended */
    public static String end(Job job) {
        Job.Status status = job.status();
        String kept = job.directory().map(directory -> ", kept in " + directory).orElse("");
        if (hasFailed(job)) {
            return job.name() + " failed: " + status.reason() + (job.result().isPresent() ? kept : "");
        }
        if (job.result().isEmpty()) {
            return job.name() + " was stopped before it began";
        }
        if (job.result().orElseThrow().stopped() == Stop.INTERRUPTED) {
            return job.name() + " was stopped after step " + status.step() + " of " + status.totalSteps() + kept
                    + (kept.isEmpty() ? "" : "; resume " + job.name() + " continues it");
        }
        return job.name() + " has ended after step " + status.step() + kept
                + (status.reason().isEmpty() ? "" : ": " + status.reason());
    }

    public static String names(List<Job> jobs) {
        return jobs.stream().map(Job::name).collect(Collectors.joining(", "));
    }

    /** @return the jobs that have not ended */
    public static List<Job> present(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.status().state() != Job.State.ENDED)
                .toList();
    }
}
