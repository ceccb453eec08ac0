package rai.experiments.relaxed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import rai.api.study.Outcome;

/** The trials by method, number of hidden layers, and setting. A setting is an activation, and what is changed beside it. */
final class LimitCells {
    static final String SETTING = "setting";
    static final String SIGMOID = "sigmoid";
    static final String TANH = "tanh";
    static final String RELU = "relu";
    static final String LEAKY_RELU = "leaky-relu";
    static final String OTHER = ", other start";
    static final String SMALLER = ", smaller step";
    static final String BACKPROP = "backprop";

    /** What may take a limit of relu away, in the order in which it is tried. */
    private static final List<String> REMEDIES = List.of(RELU + SMALLER, RELU + OTHER, LEAKY_RELU);

    /** Of a run that ended no better than chance. */
    static final double CHANCE = 0.6;

    private final Map<String, SortedMap<Integer, Map<String, Column>>> cells;

    private LimitCells(Map<String, SortedMap<Integer, Map<String, Column>>> cells) {
        this.cells = cells;
    }

    static LimitCells of(List<Outcome> outcomes) {
        List<Outcome> ended = outcomes.stream()
                .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                .toList();
        Map<String, SortedMap<Integer, Map<String, Column>>> cells = new LinkedHashMap<>();
        for (Column method : Column.of("method", ended)) {
            SortedMap<Integer, Map<String, Column>> depths = new TreeMap<>();
            Ladder.of(method).rungs().forEach((depth, trials) -> {
                Map<String, Column> settings = new LinkedHashMap<>();
                Column.of(SETTING, trials.outcomes()).forEach(setting -> settings.put(setting.level(), setting));
                depths.put(depth, settings);
            });
            cells.put(method.level(), depths);
        }
        return new LimitCells(cells);
    }

    List<String> methods() {
        return List.copyOf(cells.keySet());
    }

    List<Integer> depths(String method) {
        return cells.containsKey(method) ? List.copyOf(cells.get(method).keySet()) : List.of();
    }

    int deepest(String method) {
        return cells.get(method).lastKey();
    }

    /** The trials of a cell; a column without trials if it was not trained. */
    Column of(String method, int depth, String setting) {
        return cells.getOrDefault(method, new TreeMap<>())
                .getOrDefault(depth, Map.of())
                .getOrDefault(setting, new Column(setting, List.of()));
    }

    Set<String> settings(String method, int depth) {
        return cells.get(method).get(depth).keySet();
    }

    /**
     * Whether a limit of relu can be taken away.
     *
     * @param helps whether a setting does
     * @return gone with the first that does, or remains
     */
    static LimitVerdict remedied(Predicate<String> helps) {
        return REMEDIES.stream()
                .filter(helps)
                .findFirst()
                .map(LimitVerdict::goneWith)
                .orElse(LimitVerdict.REMAINS);
    }

    /** Whether a setting relaxes some of the maps only. */
    static boolean choosesMaps(String setting) {
        return setting.contains(" map");
    }

    static boolean isTrained(Column cell) {
        return mean(cell) > Column.TRAINED;
    }

    /** The mean test accuracy; NaN without trials. */
    static double mean(Column cell) {
        return Arrays.stream(cell.values(Column.ACCURACY)).average().orElse(Double.NaN);
    }

    /** Runs that diverged, or ended no better than chance. */
    static int lost(Column cell) {
        return (int) cell.outcomes().stream()
                .filter(outcome -> isUndefined(outcome) || !(outcome.metric(Column.ACCURACY) > CHANCE))
                .count();
    }

    /** Runs that diverged, or whose network has a loss that is not finite on the training or the test data. */
    static int undefined(Column cell) {
        return (int) cell.outcomes().stream().filter(LimitCells::isUndefined).count();
    }

    private static boolean isUndefined(Outcome outcome) {
        return outcome.state() == Outcome.State.DIVERGED
                || outcome.result()
                        .map(result -> isInfinite(result.train()) || isInfinite(result.test()))
                        .orElse(false);
    }

    private static boolean isInfinite(Map<String, Double> metrics) {
        Double loss = metrics.get("loss");
        return loss != null && !Double.isFinite(loss);
    }
}
