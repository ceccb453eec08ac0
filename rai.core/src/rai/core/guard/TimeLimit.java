package rai.core.guard;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls what may never return: in a daemon thread, with a time limit. A call that is abandoned is interrupted; if it
 * takes no notice, its thread stays until the process ends, since Java can't end it.
 */
public final class TimeLimit {
    private TimeLimit() {}

    /** A call did not return in time. */
    public static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1L;

        private Exceeded(Duration limit) {
            super("no answer within " + text(limit));
        }
    }

    /**
     * Calls, and waits for the answer; an interrupt of the calling thread stays pending until then. A call within a call has a
     * time of its own, which does not count for the outer one.
     *
     * @param <T> what it answers
     * @param name the name of the thread
     * @param limit how long it may take
     * @param task what to call
     * @return its answer
     * @throws ExecutionException if it throws; the cause is what it throws
     * @throws Exceeded if it does not return in time
     */
    public static <T> T call(String name, Duration limit, Callable<T> task) throws ExecutionException, Exceeded {
        FutureTask<T> answer = new FutureTask<>(task);
        Limited outer = Thread.currentThread() instanceof Limited limited ? limited : null;
        Limited thread = new Limited(answer, name, outer, System.nanoTime() + limit.toNanos());
        for (Limited waiting = outer; waiting != null; waiting = waiting.outer) {
            waiting.deadline += limit.toNanos();
        }
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(thread.deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (thread.deadline - System.nanoTime() <= 0) {
                        answer.cancel(true);
                        throw new Exceeded(limit);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * @param limit a time
     * @return such as {@code 10 s}
     */
    public static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static final class Limited extends Thread {
        private final Limited outer;
        /** Moved by the thread itself only, while the one that waits for it reads it. */
        private volatile long deadline;

        Limited(Runnable task, String name, Limited outer, long deadline) {
            super(task, name);
            this.outer = outer;
            this.deadline = deadline;
            setDaemon(true);
        }
    }
}
