package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * Boundaries vary more from run to run than those of backprop.
 *
 * <p>For each seed of the start: in how large a share of [-3, 3]² its network says another class than the networks of the other
 * seeds, on average. The networks are those of sigmoids, and backprop's are as deep. The limit remains if the 95 % interval of the
 * difference from backprop, seed by seed, lies above 0; with the other start it is gone if it does not do so there. Whether a
 * network that is not trained varies says nothing. The shares of different seeds have networks in common, so the intervals are
 * approximate.
 *
 * @param networks what the kept networks say
 */
record BoundaryLimit(LimitNetworks networks) implements Limit {
    private static final int FEWEST = 3;

    @Override
    public String name() {
        return "boundaries";
    }

    @Override
    public String question() {
        return "Boundaries vary more from run to run than those of backprop";
    }

    @Override
    public LimitVerdict of(LimitCells cells, String method) {
        if (method.equals(LimitCells.BACKPROP)) {
            return LimitVerdict.open("the measure");
        }
        LimitVerdict own = of(cells, method, LimitCells.SIGMOID);
        LimitVerdict other = of(cells, method, LimitCells.SIGMOID + LimitCells.OTHER);
        return own.equals(LimitVerdict.REMAINS) && other.equals(LimitVerdict.GONE)
                ? LimitVerdict.goneWith(LimitCells.OTHER.substring(2))
                : own;
    }

    private LimitVerdict of(LimitCells cells, String method, String setting) {
        Column cell = cells.of(method, cells.deepest(method), setting);
        double[] differences = differences(cells, method, setting);
        if (differences.length < FEWEST) {
            return LimitVerdict.open("not measured");
        }
        if (!LimitCells.isTrained(cell)) {
            return LimitVerdict.open("not trained");
        }
        Interval interval = Intervals.t(differences, 0.95);
        return interval.low() > 0 ? LimitVerdict.REMAINS : LimitVerdict.GONE;
    }

    /** Seed by seed, how much more the networks of a method disagree than those of backprop. */
    double[] differences(LimitCells cells, String method, String setting) {
        int depth = cells.deepest(method);
        Map<Long, Double> ours = networks.disagreement(cells.of(method, depth, setting));
        Map<Long, Double> theirs = networks.disagreement(cells.of(LimitCells.BACKPROP, depth, LimitCells.SIGMOID));
        List<Double> differences = new ArrayList<>();
        ours.forEach((seed, share) -> {
            if (theirs.containsKey(seed)) {
                differences.add(share - theirs.get(seed));
            }
        });
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
