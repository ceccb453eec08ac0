package rai.shell.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.Runs;
import rai.shell.console.Console;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.text.EventLine;
import rai.shell.text.EventSentences;
import rai.shell.text.JobSentences;
import rai.shell.text.Numbers;

/** Shows on stderr the progress of a run, until it ends or somebody has seen enough. */
final class Watching {
    private static final long LOOK_MILLIS = 200;
    /** Files are looked at less often: they are read as a whole. */
    private static final long LOOK_AT_FILES_MILLIS = 1000;

    private static final String ENOUGH = "the run continues; it is no longer watched";

    private Watching() {}

    /** Watches a run of this process. */
    static void job(Job job, Console console) throws InterruptedException {
        BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (Job.Listening listening = job.listen(event -> {
                    if (!EventSentences.isQuiet(event)) { // these come too often, and the end is reported below
                        events.add(event);
                    }
                });
                Interrupts interrupts = Interrupts.during(() -> enough.set(true), ENOUGH, console)) {
            try (Progress progress = Progress.on(console, "steps", false)) {
                boolean ended = false;
                while (!ended && !enough.get()) {
                    at(progress, RunSummary.of(new RunFinder.Found(Optional.of(job), Optional.empty())));
                    RunEvent event = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    for (; event != null; event = events.poll()) {
                        RunEvent told = event;
                        EventSentences.of(job.name(), event)
                                .ifPresent(sentence -> progress.say(sentence(told, sentence, job)));
                    }
                    ended = job.status().state() == Job.State.ENDED;
                }
            }
            if (!enough.get()) {
                OwnRun.requireEnd(job);
                console.out().println(JobSentences.end(job));
                console.notices().ifPresent(notices -> notices.forget(job));
            }
        }
    }

    private static String sentence(RunEvent event, String sentence, Job job) {
        return event instanceof RunEvent.Paused paused && !JobSentences.waits(paused)
                ? sentence + "; resume " + job.name() + " continues it"
                : sentence;
    }

    /** Watches a run of another process, by its files. */
    static void directory(Runs runs, Path directory, Console console) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        RunSummary now;
        try (Interrupts interrupts = Interrupts.during(() -> enough.set(true), ENOUGH, console)) {
            try (Progress progress = Progress.on(console, "steps", false)) {
                int seen = -1;
                do {
                    Runs.Kept kept = runs.open(directory).status();
                    now = RunSummary.of(new RunFinder.Found(Optional.empty(), Optional.of(kept)));
                    List<RecordedEvent> events = kept.events();
                    for (int i = seen < 0 ? events.size() : Math.min(seen, events.size()); i < events.size(); i++) {
                        if (!EventLine.isRoutine(events.get(i).event())) {
                            progress.say(EventLine.of(events.get(i)));
                        }
                    }
                    seen = events.size();
                    at(progress, now);
                    TimeUnit.MILLISECONDS.sleep(LOOK_AT_FILES_MILLIS);
                } while (now.state().equals("running") && !enough.get());
            }
            if (!enough.get()) {
                console.out().println(now.name() + " is " + now.stateText() + " after step " + now.stepText());
            }
        }
    }

    private static void at(Progress progress, RunSummary run) {
        if (run.totalSteps() > 0) {
            progress.at(run.step(), run.totalSteps(), () -> line(run));
        }
    }

    /** The present in a few words. */
    private static String line(RunSummary run) {
        StringBuilder line = new StringBuilder(run.state().equals("running") ? "" : run.state() + ", ");
        line.append(
                run.method().isEmpty()
                        ? "before its first step"
                        : run.method() + ", objective " + Numbers.text(run.objective()));
        String figure = RunSummary.first(run.test());
        String onTrain = RunSummary.first(run.train());
        if (!figure.isEmpty()) {
            line.append(", test ").append(figure);
        } else if (!onTrain.isEmpty()) {
            line.append(", train ").append(onTrain);
        }
        if (run.stepsPerSecond() > 0) {
            line.append(", ")
                    .append(Numbers.text(run.stepsPerSecond()))
                    .append(" steps/s, ")
                    .append(RunSummary.duration(run.secondsLeft()))
                    .append(" left");
        }
        return line.toString();
    }
}
