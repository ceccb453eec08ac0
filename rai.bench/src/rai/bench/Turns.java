package rai.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;

/** Runs, each in a thread of its own, that train in turns, one of them or several at once. Between two turns all wait. */
final class Turns implements AutoCloseable {
    private static final int LEAST_STEPS = 2;
    private static final long LOOK_MILLIS = 20;

    private final BooleanSupplier cancelled;
    private final List<Member> members = new ArrayList<>();

    /** @param cancelled whether to end early */
    Turns(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** Adds a run; it is closed with this. */
    void add(Run run) {
        members.add(new Member(run));
    }

    /** @return all runs, in the order in which they were added */
    List<Member> members() {
        return members;
    }

    boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    /** All begin, one after the other, and wait after their first steps. */
    void start() {
        for (Member member : members) {
            member.thread.start();
            turn(List.of(member), 0);
        }
    }

    /** @return the steps that all runs have done */
    synchronized long steps() {
        return members.stream().mapToLong(member -> member.steps).sum();
    }

    /**
     * Lets some train for a time, and until each of them has done the least; all wait when this returns.
     *
     * @param some who trains
     * @param nanos how long
     */
    synchronized void turn(List<Member> some, double nanos) {
        long end = System.nanoTime() + (long) nanos;
        some.forEach(Member::begin);
        notifyAll();
        while (!cancelled.getAsBoolean()
                && some.stream().allMatch(Member::trains)
                && (System.nanoTime() < end || some.stream().anyMatch(member -> member.counted < LEAST_STEPS))) {
            long left = (end - System.nanoTime()) / 1_000_000;
            pause(left > 0 ? Math.min(LOOK_MILLIS, left) : LOOK_MILLIS);
        }
        some.forEach(member -> member.open = false);
        while (!some.stream().allMatch(member -> member.waits || !member.trains())) {
            pause(LOOK_MILLIS);
        }
        members.forEach(Member::requireGood);
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while runs are measured", e);
        }
    }

    @Override
    public void close() {
        members.forEach(Member::end);
        members.forEach(member -> member.run.close());
    }

    /** A run that trains while it is let; its fields are guarded by the measurement. */
    final class Member implements Consumer<RunEvent> {
        private final Run run;
        private final FutureTask<RunResult> training;
        private final Thread thread;
        private Times times = new Times();
        private long steps;
        private int counted;
        private boolean open;
        private boolean waits;
        private boolean passOver;
        private boolean ending;
        private long resumed;

        Member(Run run) {
            this.run = run;
            training = new FutureTask<>(() -> run.train(this));
            thread = new Thread(training, "rai-bench-" + run.name());
        }

        /** @return the times of the steps since the last call */
        Times take() {
            Times taken = times;
            times = new Times();
            return taken;
        }

        private void begin() {
            open = true;
            passOver = true;
            counted = 0;
        }

        private boolean trains() {
            return !training.isDone();
        }

        @Override
        public void accept(RunEvent event) {
            long now = System.nanoTime();
            if (event instanceof RunEvent.Stepped) {
                synchronized (Turns.this) {
                    stepped(now);
                }
            }
            resumed = System.nanoTime();
        }

        /** The first step of a turn is not counted, since the caches are not the run's own; nor one that outlasts the turn. */
        private void stepped(long now) {
            steps++;
            if (open && !passOver) {
                times.add(now - resumed);
                counted++;
            }
            passOver = false;
            if (!open && !ending) {
                waits = true;
                Turns.this.notifyAll();
            }
            while (!open && !ending) {
                pause(LOOK_MILLIS);
            }
            waits = false;
        }

        /** A run that has ended before it was stopped has failed. */
        private void requireGood() {
            if (trains()) {
                return;
            }
            try {
                Bench.requireGood(training.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException failed
                        ? failed
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Returns when the run's thread computes no more. */
        private void end() {
            run.stop();
            synchronized (Turns.this) {
                ending = true;
                Turns.this.notifyAll();
            }
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
