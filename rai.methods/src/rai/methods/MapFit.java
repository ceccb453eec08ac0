package rai.methods;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.array.Doubles;
import rai.api.method.Training;

/**
 * Moves weights and biases of maps towards desired pre-activations for given inputs, by {@link Ridge} in float64:
 *
 * <pre>
 * argmin over C = [W; b] of ‖Z - [A | 1] C‖² + λ ‖C - C_before‖²
 * </pre>
 *
 * <p>Maps do not depend on each other, so they are solved side by side; rows come in blocks, so that no large array is copied.
 */
final class MapFit {
    /** Rows per block. */
    private static final int BLOCK = 2048;

    /**
     * What a map is to give.
     *
     * @param map the map, from 0
     * @param input A [n, inputs]
     * @param target Z [n, outputs]
     * @param shift added to the target; null for 0
     */
    record Wanted(int map, INDArray input, INDArray target, INDArray shift) {}

    private MapFit() {}

    /**
     * Moves the weights and biases of some maps.
     *
     * @param training the run's state
     * @param wanted what each is to give
     * @param lambda λ, greater than 0
     * @param equations says what helps if there is no solution
     */
    static void all(Training training, List<Wanted> wanted, double lambda, Solving equations) {
        Ridge[] ridges = new Ridge[wanted.size()];
        for (int i = 0; i < ridges.length; i++) {
            int map = wanted.get(i).map();
            ridges[i] = training.derived("ridge of map " + map, () -> new Ridge(training.algebra(), 1));
            ridges[i].begin(training.weight(map), training.bias(map), 0);
        }
        training.algebra().run(ridges.length, i -> {
            add(ridges[i], wanted.get(i));
            equations.ofMap(wanted.get(i).map(), () -> ridges[i].move(lambda));
        });
    }

    private static void add(Ridge ridge, Wanted wanted) {
        long n = wanted.input().size(0);
        if (n <= BLOCK) {
            ridge.add(wanted.input(), target(wanted.target(), wanted.shift()));
        } else {
            for (long from = 0; from < n; from += BLOCK) {
                long to = Math.min(n, from + BLOCK);
                ridge.add(
                        rows(wanted.input(), from, to),
                        target(
                                rows(wanted.target(), from, to),
                                wanted.shift() == null ? null : rows(wanted.shift(), from, to)));
            }
        }
    }

    private static INDArray rows(INDArray array, long from, long to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    private static Ridge.Target target(INDArray values, INDArray shift) {
        Doubles z = Doubles.of(values);
        if (shift == null) {
            return z::get;
        }
        Doubles p = Doubles.of(shift);
        return (from, to, count) -> {
            double[] more = new double[count];
            z.get(from, to, count);
            p.get(from, more, count);
            for (int i = 0; i < count; i++) {
                to[i] += more[i];
            }
        };
    }
}
