package rai.experiments.relaxed;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rai.api.study.Outcome;

/**
 * What a method reached at each depth.
 *
 * @param method the level of the axis of methods
 * @param rungs the trials of each depth, from the shallowest
 */
record Ladder(String method, SortedMap<Integer, Column> rungs) {
    static Ladder of(Column method) {
        SortedMap<Integer, Column> rungs = new TreeMap<>();
        for (Column depth : Column.of(DepthLadder.DEPTH, method.outcomes())) {
            rungs.put((int) Double.parseDouble(depth.level()), depth);
        }
        return new Ladder(method.level(), rungs);
    }

    /** The metric by seed, so that methods can be compared seed by seed; a seed without a finite value is left out. */
    static Map<Long, Double> bySeed(Column rung, String metric) {
        Map<Long, Double> values = new TreeMap<>();
        for (Outcome outcome : rung.outcomes()) {
            double value = outcome.metric(metric);
            if (Double.isFinite(value)) {
                values.put(seed(outcome), value);
            }
        }
        return values;
    }

    static long seed(Outcome outcome) {
        return ((Number) outcome.trial().factors().get("seed")).longValue();
    }

    List<Integer> depths() {
        return List.copyOf(rungs.keySet());
    }
}
