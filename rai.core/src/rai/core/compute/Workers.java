package rai.core.compute;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that share out numbered tasks. How work is cut into tasks never depends on how many threads there are; so
 * results do not either, to the last bit.
 *
 * <p>All workers of the process share its processors ({@link Cores}): if several runs train at once, helpers stay away
 * rather than take turns on a processor. Tasks may call for work to be done themselves, and several threads may call at once:
 * a caller does its tasks alone if nobody helps, and waits only for helpers that are working on them.
 */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final Cores cores;
    private final ThreadPoolExecutor pool;
    private final Set<Thread> helpers = ConcurrentHashMap.newKeySet();

    /** @param threads how many threads may work, the caller's among them */
    public Workers(int threads) {
        this(threads, Cores.ALL);
    }

    Workers(int threads, Cores cores) {
        this.threads = threads;
        this.cores = cores;
        pool = threads == 1 ? null : idleThreadsEnd(threads - 1);
    }

    /** Threads end when they have been idle for a while: one that is never closed leaves none. */
    private ThreadPoolExecutor idleThreadsEnd(int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(threads, threads, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(() -> help(task), "rai-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private void help(Runnable tasks) {
        helpers.add(Thread.currentThread());
        try {
            tasks.run();
        } finally {
            helpers.remove(Thread.currentThread());
        }
    }

    /** @return the threads that help now, the callers not among them */
    public Set<Thread> threads() {
        return Set.copyOf(helpers);
    }

    /**
     * Runs all tasks, and returns when they are done.
     *
     * @param tasks how many
     * @param task receives the number of each, from 0
     */
    public void run(int tasks, IntConsumer task) {
        boolean counted = cores.enter();
        try {
            if (pool == null || tasks <= 1) {
                for (int i = 0; i < tasks; i++) {
                    task.accept(i);
                }
            } else {
                share(new Call(tasks, task));
            }
        } finally {
            if (counted) {
                cores.leave();
            }
        }
    }

    private void share(Call call) {
        int helpers = Math.min(threads, call.tasks) - 1;
        try {
            for (int t = 0; t < helpers; t++) {
                pool.execute(call);
            }
            call.work();
        } catch (RuntimeException | Error e) {
            call.fail(e);
        }
        if (call.end() < helpers) {
            while (pool.remove(call)) { // those that have not come yet are not needed
                continue;
            }
        }
        call.throwFailure();
    }

    /** One call for tasks to be done; run by each helper. */
    private final class Call implements Runnable {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private int came;
        private int working;
        private boolean ended;
        private Throwable failure;

        Call(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
        }

        void work() {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                help();
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                finish();
            }
        }

        private void help() {
            if (!cores.tryEnter()) {
                return;
            }
            boolean here = true;
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.accept(i);
                    if (cores.leaveIfCrowded()) {
                        here = false;
                        return;
                    }
                }
            } finally {
                if (here) {
                    cores.leave();
                }
            }
        }

        private synchronized boolean begin() {
            came++;
            if (ended) {
                return false;
            }
            working++;
            return true;
        }

        private synchronized void finish() {
            working--;
            notifyAll();
        }

        synchronized void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        /**
         * Lets no more helpers begin, and waits for those at work, even if the caller is interrupted: the arrays are in use
         * until they are done.
         *
         * @return how many helpers came
         */
        synchronized int end() {
            ended = true;
            boolean interrupted = false;
            while (working > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return came;
        }

        void throwFailure() {
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
