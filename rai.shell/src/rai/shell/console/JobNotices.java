package rai.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job.Status;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.shell.text.EventSentences;
import rai.shell.text.JobSentences;

/** Reports what happens in the background of a session: at the prompt, or before the next one if a command is running. */
public final class JobNotices {
    /** Session variable: the notices of the session. */
    public static final String VARIABLE = ".rai.notices";

    private record Notice(String about, String text) {}

    private final List<Notice> waiting = new ArrayList<>();
    /** Null while a command is at work. */
    private Consumer<String> prompt;
    /** How many commands are at work though the prompt may be there. */
    private int behind;

    /** The prompt is there: prints what has come in the meantime, and from now on all as it comes. */
    public synchronized void open(Consumer<String> to) {
        prompt = to;
        waiting.forEach(notice -> to.accept(notice.text()));
        waiting.clear();
    }

    /** A command is at work from now on. */
    public synchronized void close() {
        prompt = null;
    }

    /**
     * Reports something.
     *
     * @param about the name of the job that it is about, or an empty text
     * @param text one line
     */
    public synchronized void say(String about, String text) {
        if (prompt != null) {
            prompt.accept(text);
        } else {
            waiting.add(new Notice(about, text));
        }
    }

    /** What has not been reported about a job yet need not be: a command has done so. */
    public synchronized void forget(Job job) {
        waiting.removeIf(notice -> notice.about().equals(job.name()));
    }

    /** Reports when a job ends, waits for something, or continues after that. */
    public void follow(Job job) {
        AtomicBoolean ended = new AtomicBoolean();
        boolean[] waited = {false};
        job.listen(event -> {
            if (event instanceof RunEvent.Stopped) {
                tellEnd(job, ended);
            } else if (isNews(event, waited)) {
                EventSentences.of(job.name(), event).ifPresent(sentence -> say(job.name(), "rai: " + sentence));
            }
        });
        if (job.status().state() == Job.State.ENDED) {
            tellEnd(job, ended); // it ended before anybody listened
        }
    }

    /**
     * Whoever pauses, resumes or changes a run knows of it; that it waits, and that it need no longer, nobody does. A swap of a
     * bundle is in the run's history.
     */
    private static boolean isNews(RunEvent event, boolean[] waited) {
        if (event instanceof RunEvent.Paused paused) {
            waited[0] |= JobSentences.waits(paused);
            return JobSentences.waits(paused);
        }
        if (event instanceof RunEvent.Resumed) {
            boolean before = waited[0];
            waited[0] = false;
            return before;
        }
        return !(event instanceof RunEvent.Swapped || event instanceof RunEvent.WentBack);
    }

    private void tellEnd(Job job, AtomicBoolean ended) {
        if (!ended.getAndSet(true)) {
            say(job.name(), "rai: " + JobSentences.end(job));
        }
    }

    /** Reports commands called with &amp; that fail, which Gogo does not; and counts those at work. */
    public void follow(CommandSession session) {
        session.setJobListener((command, before, now) -> {
            if (now == Status.Background) {
                count(1);
            } else if (before == Status.Background) {
                Exception failure = now == Status.Done && command.result() != null
                        ? command.result().exception()
                        : null;
                if (failure != null) {
                    say("", "rai: " + Failure.of(failure).getMessage());
                }
                count(-1);
            }
        });
    }

    private synchronized void count(int change) {
        behind += change;
        notifyAll();
    }

    /** Waits until all commands called with &amp; have ended; runs that they have begun may continue. */
    public synchronized void awaitCommands() throws InterruptedException {
        while (behind > 0) {
            wait();
        }
    }
}
