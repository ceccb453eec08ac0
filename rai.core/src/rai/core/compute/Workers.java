package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that share out numbered tasks. How work is cut into tasks never depends on how many threads there are; so
 * results do not either, to the last bit.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /** @param threads how many threads may work, the caller's among them */
    public Workers(int threads) {
        this.threads = threads;
        pool = threads == 1 ? null : idleThreadsEnd(threads - 1);
    }

    /** Threads end when they have been idle for a while: whoever forgets to close leaves nothing behind. */
    private static ExecutorService idleThreadsEnd(int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(threads, threads, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "rai-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Runs all tasks, and returns when they are done.
     *
     * @param tasks how many
     * @param task told the number of each, from 0
     */
    public void run(int tasks, IntConsumer task) {
        if (pool == null || tasks == 1) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, tasks); t++) {
            others.add(pool.submit(share));
        }
        RuntimeException failed = null;
        try {
            share.run();
        } catch (RuntimeException e) {
            failed = e;
        }
        for (Future<?> other : others) {
            failed = first(failed, join(other));
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Waits even where the caller is interrupted: the arrays are in use until the others are done. */
    private static RuntimeException join(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException first(RuntimeException a, RuntimeException b) {
        return a != null ? a : b;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
