package rai.shell.console;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import rai.api.run.RunEvent;
import rai.shell.text.EventSentences;
import rai.shell.text.JobSentences;

/**
 * Reports what happens to a run, without alarm: a wait that is over within a moment, as while an extension is updated, is not
 * reported, and an update of an extension that provides several services is one line.
 */
public final class RunNews implements AutoCloseable {
    private static final long MOMENT_MILLIS = 2000;

    private final String run;
    private final Consumer<String> to;
    private final long moment;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rai-news");
        thread.setDaemon(true);
        return thread;
    });
    /** The wait that has not been reported yet; null if there is none. */
    private RunEvent waits;

    private String last = "";

    /**
     * @param run how the sentences call the run
     * @param to shows a sentence; called in any thread
     */
    public RunNews(String run, Consumer<String> to) {
        this(run, to, MOMENT_MILLIS);
    }

    RunNews(String run, Consumer<String> to, long moment) {
        this.run = run;
        this.to = to;
        this.moment = moment;
    }

    public synchronized void report(RunEvent event) {
        String sentence = EventSentences.of(run, event).orElse("");
        if (sentence.isEmpty()) {
            return;
        }
        if (event instanceof RunEvent.Paused paused && JobSentences.waits(paused)) {
            waits = event;
            later.schedule(() -> reportWait(event, sentence), moment, TimeUnit.MILLISECONDS);
        } else if (event instanceof RunEvent.Resumed && waits != null) {
            waits = null;
        } else if (!(event instanceof RunEvent.Swapped && sentence.equals(last))) {
            last = sentence;
            to.accept(sentence);
        }
    }

    private synchronized void reportWait(RunEvent wait, String sentence) {
        if (waits == wait) {
            waits = null;
            to.accept(sentence);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
