package rai.core.compute;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processors, shared by all {@link Workers} of this process. A thread that calls for work to be done counts always, as
 * often as it calls within its own call still once: so nobody ever waits for a processor, and nothing can lock. Helpers come
 * only if a processor is free, and stop when callers occupy more than there are.
 */
final class Cores {
    /** Those of this machine. */
    static final Cores ALL = new Cores(Runtime.getRuntime().availableProcessors());

    private final int count;
    private final AtomicInteger busy = new AtomicInteger();
    private final ThreadLocal<Boolean> counted = new ThreadLocal<>();

    /** @param count how many there are */
    Cores(int count) {
        this.count = count;
    }

    /**
     * The calling thread computes from now on.
     *
     * @return whether it is to be counted out by {@link #leave()}; not if it has been counted before
     */
    boolean enter() {
        if (counted.get() != null) {
            return false;
        }
        counted.set(true);
        busy.incrementAndGet();
        return true;
    }

    /**
     * The calling thread computes from now on, if a processor is free.
     *
     * @return whether one was
     */
    boolean tryEnter() {
        for (int now = busy.get(); now < count; now = busy.get()) {
            if (busy.compareAndSet(now, now + 1)) {
                counted.set(true);
                return true;
            }
        }
        return false;
    }

    /** The calling thread, which was counted, computes no more. */
    void leave() {
        counted.remove();
        busy.decrementAndGet();
    }

    /**
     * The calling thread, which was counted, stops computing if there are more threads than processors.
     *
     * @return whether it was counted out
     */
    boolean leaveIfCrowded() {
        for (int now = busy.get(); now > count; now = busy.get()) {
            if (busy.compareAndSet(now, now - 1)) {
                counted.remove();
                return true;
            }
        }
        return false;
    }

    /** @return how many threads compute */
    int busy() {
        return busy.get();
    }
}
