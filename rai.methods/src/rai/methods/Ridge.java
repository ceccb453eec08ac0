package rai.methods;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.spec.SpecException;

/**
 * Moves one dense map after another so that it gives its targets, by ridge regression of its remaining error:
 *
 * <pre>
 * Φ = [H - c | ρ·1],  R = T - (H W + b),  [ΔW; β] = (Φᵀ Φ + λ I)⁻¹ Φᵀ R = Φᵀ (Φ Φᵀ + λ I)⁻¹ R,
 * W += ΔW,  b += ρ β - c 1ᵀ ΔW
 * </pre>
 *
 * <p>which minimizes ‖H W + b - T‖² + λ (‖ΔW‖² + β²). The rows may come block by block: then the two products with Φᵀ are
 * summed, and no block is kept. A single block is solved by the smaller of the two matrices. Everything is
 * computed in float64; {@link RidgeStep} is the form in single precision.
 *
 * <p>It keeps nothing but room for its arrays, and belongs to one thread.
 */
final class Ridge {
    /** The targets of a map on the rows of a block. */
    @FunctionalInterface
    interface Target {
        /**
         * @param from the first element, in the order of rows
         * @param to receives the elements, from index 0
         * @param count how many
         */
        void get(int from, double[] to, int count);
    }

    /** Rows per task. */
    private static final int TILE = 256;
    /** Rows that are copied at once: they stay in the first-level cache. */
    private static final int STRIP = 32;

    private final LinearAlgebra algebra;
    private final double rho;

    private record Place(String name, long rows, long columns) {}

    private final Map<Place, INDArray> room = new HashMap<>();

    private INDArray weight;
    private INDArray bias;
    private INDArray exactWeight;
    private double centre;
    private INDArray phi;
    private INDArray error;
    private INDArray gram;
    private INDArray right;
    private int blocks;

    /**
     * @param algebra computes products
     * @param rho ρ, the size of the input that stands for the bias: with 1 it is held back like a weight
     */
    Ridge(LinearAlgebra algebra, double rho) {
        this.algebra = algebra;
        this.rho = rho;
    }

    /**
     * Begins with a map.
     *
     * @param ofMap its weights [inputs, outputs]
     * @param biasOfMap its biases [1, outputs]
     * @param c what is subtracted from its inputs, so that they vary about 0
     */
    void begin(INDArray ofMap, INDArray biasOfMap, double c) {
        weight = ofMap;
        bias = biasOfMap;
        centre = c;
        exactWeight = ofMap.castTo(DataType.DOUBLE);
        blocks = 0;
    }

    /**
     * Adds rows.
     *
     * @param input H of these rows, [n, inputs]
     * @param target T of these rows, [n, outputs]
     * @return R, the errors that the map has on them, [n, outputs]; valid until the next call
     */
    INDArray add(INDArray input, Target target) {
        if (blocks > 0) {
            sum();
        }
        long n = input.size(0);
        phi = room("phi", n, input.size(1) + 1);
        error = room("error", n, weight.size(1));
        INDArray h = input.dataType() == DataType.DOUBLE ? input : room("h", input.shape());
        forRows(n, (from, to) -> features(input, from, to, centre, rho, h == input ? null : h, phi));
        algebra.product(h, false, exactWeight, false, false, error);
        forRows(n, (from, to) -> subtract(target, from, to, bias, error));
        blocks++;
        return error;
    }

    /**
     * Moves the map.
     *
     * @param lambda λ
     * @throws SpecException if the equations have no solution, as with too small a λ
     */
    void move(double lambda) {
        if (blocks > 1) {
            sum();
            move(solution(gram, right, lambda));
        } else {
            move(Doubles.copy(algebra.ridge(phi, error, lambda)));
        }
    }

    /** ΦᵀΦ and ΦᵀR of the last block are added to those before. */
    private void sum() {
        gram = room("gram", phi.size(1), phi.size(1));
        right = room("right", phi.size(1), error.size(1));
        algebra.product(phi, true, phi, false, blocks > 1, gram);
        algebra.product(phi, true, error, false, blocks > 1, right);
    }

    /** (S + λ I)⁻¹ B. */
    private double[] solution(INDArray spd, INDArray b, double lambda) {
        int n = (int) spd.size(0);
        double[] s = Doubles.copy(spd);
        for (int i = 0; i < n; i++) {
            s[i * (n + 1)] += lambda;
        }
        double[] x = Doubles.copy(b);
        algebra.solve(s, n, x, (int) b.size(1));
        return x;
    }

    /**
     * Moves a map by one block of rows.
     *
     * @param ofMap its weights [inputs, outputs]
     * @param biasOfMap its biases [1, outputs]
     * @param c what is subtracted from its inputs, so that they vary about 0
     * @param input H, [n, inputs]
     * @param target T, [n, outputs]
     * @param lambda λ
     * @throws SpecException if the equations have no solution, as with too small a λ
     */
    void fit(INDArray ofMap, INDArray biasOfMap, double c, INDArray input, Target target, double lambda) {
        begin(ofMap, biasOfMap, c);
        add(input, target);
        move(lambda);
    }

    /** The change of W and b that changes the map's values by Φ C. */
    private void move(double[] c) {
        int inputs = (int) weight.size(0);
        int outputs = (int) weight.size(1);
        double[] w = new double[inputs * outputs];
        double[] b = new double[outputs];
        double[] sum = new double[outputs];
        Doubles ofWeight = Doubles.of(weight);
        Doubles ofBias = Doubles.of(bias);
        ofWeight.get(0, w, w.length);
        ofBias.get(0, b, outputs);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                double change = c[i * outputs + j];
                w[i * outputs + j] += change;
                sum[j] += change;
            }
        }
        for (int j = 0; j < outputs; j++) {
            b[j] += c[inputs * outputs + j] * rho - sum[j] * centre;
        }
        ofWeight.put(0, w, w.length);
        ofBias.put(0, b, outputs);
    }

    private interface Rows {
        void between(int from, int to);
    }

    /** Work on each row by itself, distributed over the threads of the run. */
    private void forRows(long rows, Rows work) {
        algebra.run((int) ((rows + TILE - 1) / TILE), task -> {
            int end = (int) Math.min(rows, (task + 1L) * TILE);
            for (int from = task * TILE; from < end; from += STRIP) {
                work.between(from, Math.min(end, from + STRIP));
            }
        });
    }

    /** Φ = [H - c | ρ·1], and H in double precision unless {@code h} is null. */
    static void features(INDArray input, int from, int to, double centre, double rho, INDArray h, INDArray phi) {
        int width = (int) input.size(1);
        double[] rows = new double[(to - from) * width];
        Doubles.of(input).get(from * width, rows, rows.length);
        if (h != null) {
            Doubles.of(h).put(from * width, rows, rows.length);
        }
        double[] wider = new double[(to - from) * (width + 1)];
        for (int i = 0; i < to - from; i++) {
            for (int j = 0; j < width; j++) {
                wider[i * (width + 1) + j] = rows[i * width + j] - centre;
            }
            wider[i * (width + 1) + width] = rho;
        }
        Doubles.of(phi).put(from * (width + 1), wider, wider.length);
    }

    /** From the estimates H W, the remaining errors T - (H W + b). */
    private static void subtract(Target target, int from, int to, INDArray bias, INDArray estimate) {
        int width = (int) estimate.size(1);
        int count = (to - from) * width;
        double[] b = new double[width];
        Doubles.of(bias).get(0, b, width);
        double[] t = new double[count];
        double[] e = new double[count];
        Doubles ofEstimate = Doubles.of(estimate);
        ofEstimate.get(from * width, e, count);
        target.get(from * width, t, count);
        for (int i = 0; i < count; i += width) {
            for (int j = 0; j < width; j++) {
                e[i + j] = t[i + j] - (e[i + j] + b[j]);
            }
        }
        ofEstimate.put(from * width, e, count);
    }

    private INDArray room(String name, long... shape) {
        return room.computeIfAbsent(
                new Place(name, shape[0], shape[1]), key -> Nd4j.createUninitialized(DataType.DOUBLE, shape, 'c'));
    }
}
