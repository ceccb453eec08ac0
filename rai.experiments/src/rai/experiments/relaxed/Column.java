package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rai.api.report.DataTable.Entry;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.statistics.Summary;

/**
 * The tests of a level of an axis, over their seeds.
 *
 * @param level the level
 * @param outcomes its trials that have a result
 */
record Column(String level, List<Outcome> outcomes) {
    static final String ACCURACY = "test.accuracy";
    /** Of a network on two moons that has been trained: far from chance, 0.5, and reached by RAI without a refit. */
    static final double TRAINED = 0.8;

    private static final String TUNE = "tune";
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;

    /** The columns of an axis, in the order of the plan; trials that tuned or failed belong to none. */
    static List<Column> of(String axis, List<Outcome> outcomes) {
        Map<String, List<Outcome>> columns = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (!outcome.trial().stage().equals(TUNE) && outcome.result().isPresent()) {
                columns.computeIfAbsent(level(outcome.trial(), axis), level -> new ArrayList<>())
                        .add(outcome);
            }
        }
        return columns.entrySet().stream()
                .map(column -> new Column(column.getKey(), List.copyOf(column.getValue())))
                .toList();
    }

    static String level(Trial trial, String axis) {
        return String.valueOf(trial.factors().get(axis));
    }

    /** The trials without those of some levels whose seeds are not among the first: for trainings that take too long for more. */
    static List<Trial> fewer(List<Trial> trials, String axis, Set<String> levels, int seeds) {
        Set<Long> all = new TreeSet<>();
        trials.forEach(trial -> all.add(seed(trial)));
        List<Long> first = all.stream().limit(seeds).toList();
        return trials.stream()
                .filter(trial -> !levels.contains(level(trial, axis)) || first.contains(seed(trial)))
                .toList();
    }

    private static long seed(Trial trial) {
        return ((Number) trial.factors().get("seed")).longValue();
    }

    /** The values of a metric that are finite. */
    double[] values(String metric) {
        return outcomes.stream()
                .mapToDouble(outcome -> outcome.metric(metric))
                .filter(Double::isFinite)
                .toArray();
    }

    Summary summary(String metric) {
        return Summary.of(values(metric));
    }

    List<String> ids() {
        return outcomes.stream().map(Outcome::id).toList();
    }

    /** Mean [min, max] of a metric. */
    Entry entry(String metric) {
        return entry(values(metric));
    }

    /** Mean [min, max] of a number of each outcome; without a value for tables if one is infinite. */
    Entry entry(double[] values) {
        boolean finite = values.length > 0 && Arrays.stream(values).allMatch(Double::isFinite);
        return new Entry(finite ? Summary.of(values).mean() : null, spread(values), ids());
    }

    /** Mean [min, max]; of values some of which are infinite, how many. */
    static String spread(double[] values) {
        long infinite = Arrays.stream(values).filter(Double::isInfinite).count();
        if (infinite > 0) {
            return infinite == values.length ? "infinite" : "infinite (" + infinite + " of " + values.length + ")";
        }
        Summary summary = Summary.of(values);
        return values.length < 2
                ? number(summary.mean())
                : number(summary.mean()) + " [" + number(summary.min()) + ", " + number(summary.max()) + "]";
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size != 0 && size < SMALL || size >= LARGE ? "%.2e" : size < 10 ? "%.4f" : "%.1f", value);
    }
}
