package rai.studies.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.Trainer;
import rai.api.study.StudyControl;

/** Measures how long trials take, by training one of each kind for a moment, without keeping it. */
final class Estimator {
    /** Seconds for a plan, which is about the time. */
    static final double CAREFULLY = 2;
    /** Seconds before a study runs: what trains then measures better. */
    static final double QUICKLY = 0.4;

    /** From fewer steps of a longer training nothing follows. */
    private static final int ENOUGH = 20;
    /** How many times as long as it may take, about, a measurement may last until there are enough steps. */
    private static final double PATIENCE = 5;

    /** The share of the time in which the kind with most steps is trained, until the compiler has seen it. */
    private static final double WARMING = 0.7;

    private static final int MOST_KINDS = 6;

    private final Trainer trainer;
    private final StudyControl control;
    private final LongSupplier clock;

    Estimator(Trainer trainer, StudyControl control) {
        this(trainer, control, System::nanoTime);
    }

    /** @param clock the time in nanoseconds */
    Estimator(Trainer trainer, StudyControl control, LongSupplier clock) {
        this.trainer = trainer;
        this.control = control;
        this.clock = clock;
    }

    /**
     * @param seconds how long it may take, about
     * @return the times of these trials
     */
    Times measure(List<PlannedTrial> trials, double seconds) {
        Map<List<Object>, PlannedTrial> longest = new LinkedHashMap<>();
        Map<List<Object>, Long> steps = new LinkedHashMap<>();
        trials.forEach(trial -> {
            longest.merge(trial.kind(), trial, (a, b) -> a.steps() >= b.steps() ? a : b);
            steps.merge(trial.kind(), trial.steps(), Long::sum);
        });
        List<List<Object>> kinds = new ArrayList<>(steps.keySet());
        kinds.sort(Comparator.comparing(steps::get, Comparator.reverseOrder()));
        kinds = kinds.subList(0, Math.min(MOST_KINDS, kinds.size()));
        Times times = new Times();
        long begun = clock.getAsLong();
        long warm = begun + (long) (seconds * WARMING * 1e9);
        long end = begun + (long) (seconds * 1e9);
        while (!kinds.isEmpty() && clock.getAsLong() < warm && !control.isFinishing()) {
            if (!measure(longest.get(kinds.get(0)), seconds * WARMING, times)) {
                break;
            }
        }
        double each = seconds * (1 - WARMING) / Math.max(1, kinds.size());
        for (List<Object> kind : kinds) {
            if (clock.getAsLong() < end && !control.isFinishing()) {
                measure(longest.get(kind), each, times);
            }
        }
        return times;
    }

    /** @return whether it could be trained */
    private boolean measure(PlannedTrial trial, double seconds, Times times) {
        Watch watch = new Watch(clock.getAsLong(), seconds);
        try (Run run = trainer.prepare(
                trial.trial().request().toBuilder().directory(null).threads(1).build())) {
            run.train(event -> watch.see(event, run));
        } catch (RuntimeException | Error e) {
            return false; // when it is its turn, this is how it ends
        }
        watch.cost().ifPresent(cost -> times.put(trial.kind(), cost));
        return true;
    }

    /**
     * Marks when steps were done, and ends a training after some time. The first steps of a process take a hundred times as long as
     * later ones, until the compiler has seen them; so the later half of the steps counts, and a few steps say nothing.
     */
    private final class Watch {
        private final long begun;
        private final double limit;
        private final List<Long> times = new ArrayList<>();
        private long started;
        private boolean cut;

        Watch(long begun, double limit) {
            this.begun = begun;
            this.limit = limit;
        }

        void see(RunEvent event, Run run) {
            if (event instanceof RunEvent.Started) {
                started = clock.getAsLong();
            } else if (event instanceof RunEvent.Stepped) {
                times.add(clock.getAsLong());
                double since = (last() - started) / 1e9;
                if (!cut && (since > limit && times.size() >= ENOUGH || since > limit * PATIENCE)) {
                    cut = true;
                    run.stop();
                }
            }
        }

        private long last() {
            return times.get(times.size() - 1);
        }

        Optional<Times.Cost> cost() {
            if (times.isEmpty() || cut && times.size() < ENOUGH) {
                return Optional.empty();
            }
            int half = times.size() / 2;
            double perStep =
                    half == 0 ? (last() - started) / 1e9 : (last() - times.get(half - 1)) / 1e9 / (times.size() - half);
            double overhead = (clock.getAsLong() - begun - (last() - started)) / 1e9;
            return Optional.of(new Times.Cost(overhead, perStep));
        }
    }
}
