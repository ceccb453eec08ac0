package rai.core.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs work in a thread of its own, and measures how long it spends in services. If one hangs it is interrupted;
 * if that does not help, the thread is abandoned and the caller continues without it.
 */
public final class Watchdog {
    /** How long a service may take to come back when it is interrupted. */
    private static final long GRACE_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 100;

    /** Unwinds a thread that has been abandoned. */
    private static final class LeftBehind extends Error {
        private static final long serialVersionUID = 1L;

        LeftBehind() {
            super("the run has ended without this thread", null, false, false);
        }
    }

    /** A service did not come back in time. */
    public static final class Hang extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<StackTraceElement[]> traces;

        Hang(double limit, List<StackTraceElement[]> traces) {
            super(String.format(Locale.ROOT, "it did not return within %s s", text(limit)));
            this.traces = traces;
        }

        private static String text(double seconds) {
            return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
        }

        /** @return what the threads of the run did when it was found */
        public List<StackTraceElement[]> traces() {
            return traces;
        }
    }

    /** @return where services were when something failed, the most informative stack trace first */
    public static List<StackTraceElement[]> traces(Throwable failure) {
        return failure instanceof Hang hang ? hang.traces() : FaultAttribution.traces(failure);
    }

    private final double limit;
    private final Supplier<? extends Collection<Thread>> helpers;
    private boolean busy;
    private long since;
    private Hang hang;
    private boolean leftBehind;

    /**
     * @param limit seconds that a service may take; 0 is for ever
     * @param helpers threads that services may hang in besides the one that does the work
     */
    public Watchdog(double limit, Supplier<? extends Collection<Thread>> helpers) {
        this.limit = limit;
        this.helpers = helpers;
    }

    /** The work is in the hands of services from now on. */
    public synchronized void begin() {
        busy = true;
        since = System.nanoTime();
    }

    /**
     * The work is back from services.
     *
     * @return a hang, if they took too long; else null
     */
    public synchronized Hang end() {
        if (leftBehind) {
            throw new LeftBehind();
        }
        busy = false;
        Hang found = hang;
        hang = null;
        if (found != null) {
            Thread.interrupted(); // that was the watchdog's, and has done its work
        }
        return found;
    }

    /** Does something quick during which the thread of the run is not abandoned. */
    public synchronized void undisturbed(Runnable quick) {
        if (leftBehind) {
            throw new LeftBehind();
        }
        quick.run();
    }

    /**
     * Does work that is in the hands of services from its beginning to its end.
     *
     * @param name the name of its thread
     * @param work the work; interrupted if the calling thread is
     * @throws Hang if it does not come back
     */
    public <T> T lend(String name, Callable<T> work) {
        Callable<T> lent = () -> {
            begin();
            try {
                return work.call();
            } finally {
                Hang found = end();
                if (found != null) {
                    throw found; // whatever came of the interrupt
                }
            }
        };
        return watch(name, lent, Thread::interrupt, hang -> {
            throw hang;
        });
    }

    /**
     * Does work.
     *
     * @param name the name of its thread
     * @param work the work
     * @param interrupted asks the work, in its thread, to end; called if the calling thread is interrupted
     * @param without gives the result in the place of work that hangs and does not come back
     */
    public <T> T watch(String name, Callable<T> work, Consumer<Thread> interrupted, Function<Hang, T> without) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Hang lost = look(thread);
                    if (lost != null) {
                        return without.apply(lost);
                    }
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupted.accept(thread);
                } catch (ExecutionException e) {
                    throw thrown(e.getCause());
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** @return a hang whose thread has been abandoned; null if there is none so far */
    private synchronized Hang look(Thread thread) {
        if (!busy || limit == 0) {
            return null;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        if (hang == null && millis > limit * 1e3) {
            List<StackTraceElement[]> traces = new ArrayList<>();
            traces.add(thread.getStackTrace());
            helpers.get().forEach(helper -> traces.add(helper.getStackTrace()));
            hang = new Hang(limit, traces);
            thread.interrupt();
            helpers.get().forEach(Thread::interrupt);
        }
        if (hang != null && millis > limit * 1e3 + GRACE_MILLIS) {
            leftBehind = true;
            return hang;
        }
        return null;
    }
}
