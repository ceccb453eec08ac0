package rai.experiments.mnist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.study.Outcome;

/** The trainings of the grid: one per activation and rate, that of the first seed. */
final class Cells {
    static final String ACTIVATION = "activation";
    static final String RATE = "rate";
    static final String VALID = "valid.accuracy";
    /** Ten classes: a network that has learnt anything is above. The source counts one at chance, 0.11, as diverged. */
    static final double CHANCE = 0.15;

    private static final String TUNE = "tune";

    private final Map<String, TreeMap<Double, Outcome>> byActivation = new LinkedHashMap<>();

    private Cells() {}

    static Cells of(List<Outcome> outcomes) {
        Cells cells = new Cells();
        for (Outcome outcome : outcomes) {
            if (outcome.trial().stage().equals(TUNE) && outcome.state() != Outcome.State.FAILED) {
                cells.byActivation
                        .computeIfAbsent(activation(outcome), any -> new TreeMap<>())
                        .putIfAbsent(rate(outcome), outcome);
            }
        }
        return cells;
    }

    static String activation(Outcome outcome) {
        return String.valueOf(outcome.trial().factors().get(ACTIVATION));
    }

    static double rate(Outcome outcome) {
        return ((Number) outcome.trial().factors().get(RATE)).doubleValue();
    }

    /** @return whether a training became infinite or NaN, or ended at chance on the data of this metric */
    static boolean diverged(Outcome outcome, String accuracy) {
        return isInfinite(outcome) || !(outcome.metric(accuracy) >= CHANCE);
    }

    /** @return whether a training became infinite or NaN */
    static boolean isInfinite(Outcome outcome) {
        return outcome.state() == Outcome.State.DIVERGED;
    }

    static boolean diverged(Outcome outcome) {
        return diverged(outcome, VALID);
    }

    boolean isEmpty() {
        return byActivation.isEmpty();
    }

    List<String> activations() {
        return List.copyOf(byActivation.keySet());
    }

    /** @return the trainings of an activation, by rising rate */
    Map<Double, Outcome> of(String activation) {
        return byActivation.getOrDefault(activation, new TreeMap<>());
    }

    Optional<Outcome> at(String activation, double rate) {
        return Optional.ofNullable(of(activation).get(rate));
    }

    /** @return all rates, rising */
    List<Double> rates() {
        return byActivation.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    static String text(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    /** Four decimals. */
    static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
