package rai.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rai.api.bench.CaseResult;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;

/**
 * Measures runs that train at once, each in a thread of its own, against the first of them alone: in rounds of the one, of all,
 * and of their floors, so that whatever else the machine is doing meets all of them alike. Between two turns all runs wait.
 */
final class Together implements AutoCloseable {
    static final String ALONE = "ms_alone";
    static final String RATIO = "ratio_to_one_after_the_other";

    private static final int ROUNDS = 5;
    private static final int LEAST_STEPS = 2;
    private static final double WARM_SHARE = 0.4;
    private static final double ALONE_SHARE = 0.3;
    private static final double ALL_SHARE = 0.5;
    private static final double FLOOR_SHARE = 0.2;
    private static final long LOOK_MILLIS = 20;

    private final double nanos;
    private final BooleanSupplier cancelled;
    private final List<Member> members = new ArrayList<>();
    private final Times alone = new Times();
    private final Times floors = new Times();
    private final Allocation allocation = new Allocation();
    private double allocated;
    private long allocating;

    /**
     * @param seconds how long
     * @param cancelled whether to end early
     */
    Together(double seconds, BooleanSupplier cancelled) {
        nanos = seconds * 1e9;
        this.cancelled = cancelled;
    }

    /** Adds a run; it is closed with this. */
    void add(Run run) {
        members.add(new Member(run));
    }

    /**
     * Measures.
     *
     * @param floor computes the floor of one run's step
     * @return whether it came to its end
     */
    boolean measure(Runnable floor) {
        members.forEach(member -> member.thread.start());
        turn(members, 0);
        turn(members, WARM_SHARE * nanos);
        floor.run();
        members.forEach(member -> member.times = new Times());
        for (int round = 0; round < ROUNDS && !cancelled.getAsBoolean(); round++) {
            Member first = members.get(0);
            Times together = first.times;
            first.times = alone;
            turn(List.of(first), ALONE_SHARE * nanos / ROUNDS);
            first.times = together;

            long before = steps();
            allocation.start();
            turn(members, ALL_SHARE * nanos / ROUNDS);
            allocated += allocation.stop();
            allocating += steps() - before;

            long end = System.nanoTime() + (long) (FLOOR_SHARE * nanos / ROUNDS);
            do {
                long from = System.nanoTime();
                members.forEach(member -> floor.run());
                floors.add(System.nanoTime() - from);
            } while (System.nanoTime() < end);
        }
        return !cancelled.getAsBoolean();
    }

    private long steps() {
        return members.stream().mapToLong(member -> member.steps).sum();
    }

    /** Lets some train for a time, and until each of them has done the least; all wait when this returns. */
    private synchronized void turn(List<Member> some, double time) {
        long end = System.nanoTime() + (long) time;
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

    /**
     * @param of the case
     * @param threads how many threads computed for each run
     * @param engine who provided the engine
     * @return what was measured
     */
    CaseResult result(Case of, int threads, String engine) {
        Times all = new Times();
        Map<String, Double> more = new LinkedHashMap<>();
        for (Member member : members) {
            all.addAll(member.times);
            more.put("ms_run_" + (more.size() + 1), member.times.median());
        }
        more.put(ALONE, alone.median());
        more.put(RATIO, all.median() / (members.size() * alone.median()));
        int runs = members.size();
        return new CaseResult(
                of.name(),
                of.group(),
                of.size(),
                threads,
                of.network(),
                of.method(),
                of.optimizer().spec(),
                engine,
                of.work().rows(),
                all.count(),
                all.median(),
                all.best(),
                all.quantile(Measurement.MOST),
                floors.median(),
                runs * of.work().gflop(),
                runs * of.work().bytes(),
                runs * allocated / allocating,
                more,
                Map.of());
    }

    @Override
    public void close() {
        members.forEach(Member::end);
        members.forEach(member -> member.run.close());
    }

    /** A run that trains while it is let; its fields are guarded by the measurement. */
    private final class Member implements Consumer<RunEvent> {
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

        void begin() {
            open = true;
            passOver = true;
            counted = 0;
        }

        boolean trains() {
            return !training.isDone();
        }

        @Override
        public void accept(RunEvent event) {
            long now = System.nanoTime();
            if (event instanceof RunEvent.Stepped) {
                synchronized (Together.this) {
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
                Together.this.notifyAll();
            }
            while (!open && !ending) {
                pause(LOOK_MILLIS);
            }
            waits = false;
        }

        /** A run that has ended before it was stopped has failed. */
        void requireGood() {
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
        void end() {
            run.stop();
            synchronized (Together.this) {
                ending = true;
                Together.this.notifyAll();
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
