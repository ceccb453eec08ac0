package rai.core.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import rai.api.run.RunEvent.Swapped;
import rai.api.spec.SpecException;
import rai.core.plan.Planned;

/** What other threads want of a run; it looks between two steps. */
final class PendingRequests {
    /** A plan that is to be followed from the next step on. */
    record Change(Planned planned, int phase, CompletableFuture<List<Swapped>> made) {}

    private volatile boolean stop;
    private volatile boolean pause;
    private volatile Change change;
    /** Why no change can be made: the run has not begun, or has ended. */
    private volatile String closed = "has not begun";

    synchronized void stop() {
        stop = true;
        notifyAll();
    }

    boolean isStopped() {
        return stop;
    }

    synchronized void pause() {
        pause = true;
    }

    synchronized void proceed() {
        pause = false;
        notifyAll();
    }

    boolean isPaused() {
        return pause;
    }

    /** The run takes wishes from now on. */
    synchronized void open() {
        closed = null;
    }

    /** The run takes no wishes any more. */
    synchronized void close() {
        closed = "has ended";
        if (change != null) {
            change.made().completeExceptionally(new SpecException("the run has ended before the change was made"));
            change = null;
        }
    }

    /** @throws SpecException if nothing can be changed */
    synchronized void requireOpen() {
        if (closed != null) {
            throw new SpecException("the run " + closed + ": nothing can be changed in it");
        }
    }

    /** Asks for a change, and waits until it is made or refused. One at a time: the caller sees to that. */
    List<Swapped> ask(Planned planned, int phase) {
        Change wanted = new Change(planned, phase, new CompletableFuture<>());
        synchronized (this) {
            requireOpen();
            change = wanted;
            notifyAll();
        }
        try {
            return wanted.made().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : e;
        }
    }

    /** @return the change that somebody waits for; null if nobody does */
    synchronized Change takeChange() {
        Change taken = change;
        change = null;
        return taken;
    }

    /**
     * Waits for a wish.
     *
     * @param millis at most so long
     */
    synchronized void await(long millis) {
        if (stop || change != null) {
            return;
        }
        try {
            wait(millis);
        } catch (InterruptedException e) {
            stop = true;
            Thread.currentThread().interrupt();
        }
    }
}
