package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Relu networks do not train as networks of sigmoid or tanh do.
 *
 * <p>A method is compared with itself on the smooth activation, sigmoid or tanh, and the start on which it is best by the mean test
 * accuracy. If that is not a trained network, the question is open. A setting of relu is good if no run of it diverged or ended no
 * better than chance, and its mean test accuracy is at most {@value #MARGIN} below. The limit is gone if relu is good as the
 * method is known to train, from its own start; else it is gone with the first good one of a smaller step, the other start, leaky
 * relu; else it remains.
 */
final class ReluLimit implements Limit {
    static final double MARGIN = 0.02;

    @Override
    public String name() {
        return "relu";
    }

    @Override
    public String question() {
        return "Relu trains worse than sigmoid or tanh";
    }

    @Override
    public LimitVerdict of(LimitCells cells, String method) {
        return of(cells, method, cells.deepest(method));
    }

    static LimitVerdict of(LimitCells cells, String method, int depth) {
        Optional<Column> best = smooth(cells, method, depth);
        if (best.isEmpty()) {
            return LimitVerdict.open("not measured");
        }
        if (!LimitCells.isTrained(best.get())) {
            return LimitVerdict.open("trains neither");
        }
        if (cells.of(method, depth, LimitCells.RELU).outcomes().isEmpty()) {
            boolean never = cells.depths(method).stream()
                    .allMatch(any ->
                            cells.of(method, any, LimitCells.RELU).outcomes().isEmpty());
            return LimitVerdict.open(never ? "trains no relu" : "not measured");
        }
        if (isGood(cells.of(method, depth, LimitCells.RELU), best.get())) {
            return LimitVerdict.GONE;
        }
        return LimitCells.remedied(setting -> isGood(cells.of(method, depth, setting), best.get()));
    }

    /** The best of sigmoid and tanh, from both starts. */
    static Optional<Column> smooth(LimitCells cells, String method, int depth) {
        return Stream.of(LimitCells.SIGMOID, LimitCells.TANH)
                .flatMap(activation -> Stream.of(activation, activation + LimitCells.OTHER))
                .map(setting -> cells.of(method, depth, setting))
                .filter(cell -> Double.isFinite(LimitCells.mean(cell)))
                .max(Comparator.comparingDouble(LimitCells::mean));
    }

    private static boolean isGood(Column cell, Column best) {
        return LimitCells.lost(cell) == 0 && LimitCells.mean(best) - LimitCells.mean(cell) <= MARGIN;
    }

    /** Seed by seed, how much the test accuracy of a setting lies above that of another. */
    static double[] differences(Column cell, Column from) {
        Map<Long, Double> ours = Ladder.bySeed(cell, Column.ACCURACY);
        Map<Long, Double> theirs = Ladder.bySeed(from, Column.ACCURACY);
        List<Double> differences = new ArrayList<>();
        ours.forEach((seed, value) -> {
            if (theirs.containsKey(seed)) {
                differences.add(value - theirs.get(seed));
            }
        });
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
