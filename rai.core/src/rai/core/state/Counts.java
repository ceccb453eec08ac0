package rai.core.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures that methods count in the steps of a phase. Unlike the numbers of a method they outlast it, and a return to the best
 * state leaves them as they are. A sum is NaN if it isn't known, since some step of the phase did not count.
 */
final class Counts {
    /** The sums over the steps that are done; replaced whole, so that copies of the state can keep it. */
    private Map<String, Double> sums = Map.of();
    /** What the present step has added. */
    private final Map<String, Double> ofStep = new LinkedHashMap<>();

    private boolean open;

    /** Takes over the sums as they were after some step. */
    void restore(Map<String, Double> other) {
        sums = other;
    }

    /** Begins a step; what an earlier one added without being completed is dropped. */
    void begin() {
        ofStep.clear();
        open = true;
    }

    /** The method has returned from its step. */
    void end() {
        open = false;
    }

    void add(String name, double amount) {
        if (!open) {
            throw new IllegalStateException("'" + name + "' is counted outside a step: count it in step() alone");
        }
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException(
                    "'" + name + "' can't be counted: a name has lower-case letters, digits and underscores");
        }
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("'" + name + "' is counted by " + amount + ", which is not finite");
        }
        ofStep.merge(name, amount, Double::sum);
    }

    /** @return the sums over the steps that are done */
    Map<String, Double> sums() {
        return sums;
    }

    /**
     * @param done the steps of the phase before the present one
     * @return the sums with the present step
     */
    Map<String, Double> withStep(long done) {
        Map<String, Double> all = new LinkedHashMap<>();
        sums.forEach((name, sum) -> all.put(name, sum + ofStep.getOrDefault(name, Double.NaN)));
        ofStep.forEach((name, amount) -> all.putIfAbsent(name, done == 0 ? amount : Double.NaN));
        return Collections.unmodifiableMap(all);
    }

    /** The present step is done: it is part of the sums. */
    void complete(long done) {
        sums = withStep(done);
    }

    /** Adds the sums to the figures that are reported; what is counted is reported by its sum alone. */
    void addTo(Map<String, Object> reports) {
        sums.forEach((name, sum) -> {
            reports.remove(name);
            if (!Double.isNaN(sum)) {
                reports.put(name, sum);
            }
        });
    }
}
