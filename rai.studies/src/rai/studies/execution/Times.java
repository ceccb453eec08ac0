package rai.studies.execution;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long trials take: as short trainings of their kind have shown, corrected by those that have ended. */
final class Times {
    /**
     * What a kind of trial costs in one thread.
     *
     * @param overhead seconds before the first step and after the last
     * @param perStep seconds per step, evaluations between steps included
     */
    record Cost(double overhead, double perStep) {
        double of(long steps) {
            return overhead + steps * perStep;
        }
    }

    private final Map<List<Object>, Cost> costs = new HashMap<>();
    private double estimated;
    private double taken;

    /** Of several measurements the fastest counts: whatever else the machine does makes them slower. */
    void put(List<Object> kind, Cost cost) {
        costs.merge(
                kind,
                cost,
                (a, b) -> new Cost(Math.min(a.overhead(), b.overhead()), Math.min(a.perStep(), b.perStep())));
    }

    /** @return the estimated seconds of a trial in one thread; NaN if nothing is known of any */
    double of(PlannedTrial trial) {
        Cost cost = costs.get(trial.kind());
        return cost != null
                ? cost.of(trial.steps())
                : costs.values().stream()
                        .mapToDouble(other -> other.of(trial.steps()))
                        .average()
                        .orElse(Double.NaN);
    }

    /** A trial has ended that did all its steps. */
    synchronized void learn(PlannedTrial trial, double seconds) {
        double expected = of(trial);
        if (Double.isFinite(expected)) {
            estimated += expected;
            taken += seconds;
        }
    }

    /**
     * @param trials trials that have not ended
     * @param atOnce how many train at once
     * @return the seconds until they have ended, as the trials that have ended let expect; NaN if none has
     */
    synchronized double left(Collection<PlannedTrial> trials, int atOnce) {
        return estimated > 0 ? estimate(trials, atOnce) * taken / estimated : Double.NaN;
    }

    /**
     * @param trials trials
     * @param atOnce how many train at once
     * @return the seconds that they take, as estimated before any has been trained
     */
    synchronized double estimate(Collection<PlannedTrial> trials, int atOnce) {
        double all = trials.stream().mapToDouble(this::of).sum();
        double longest = trials.stream().mapToDouble(this::of).max().orElse(0);
        return Math.max(longest, all / Math.max(1, atOnce));
    }
}
