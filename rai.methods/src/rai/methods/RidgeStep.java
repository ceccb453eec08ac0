package rai.methods;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.method.LinearAlgebra;
import rai.api.spec.SpecException;

/**
 * {@link Ridge} for one block of rows in single precision, fast enough for thousands of maps per second. No Φ is formed: c and ρ enter
 * in float64, after the products. With T = Z - c V the targets:
 *
 * <pre>
 * more rows than inputs:  C = [W; (b + c 1ᵀW) / ρ], so that Φ C = H W + b:   ΔC = (Φᵀ Φ + λ I)⁻¹ (Φᵀ T + λ C) - C
 * otherwise:              ΔC = Φᵀ Y,  Y = (Φ Φᵀ + λ I)⁻¹ (T - H W - b)
 * with a turn M and a decay δ:   [ΔW; β] = ΔC M,   W = (1 - δ) W + ΔW,   b += ρ β - c 1ᵀ ΔW
 * </pre>
 *
 * <p>The products' rounding is small beside a λ of 1 % of the rows or more. It keeps nothing but room for its arrays, and belongs to one
 * thread.
 */
final class RidgeStep {
    /**
     * A map, and where it is to go.
     *
     * @param weight W [inputs, outputs]
     * @param bias b [1, outputs]
     * @param centre c, what is subtracted from its inputs, so that they vary about 0
     * @param input H [n, inputs]
     * @param z Z [n, outputs], the middle of its targets
     * @param v V [n, outputs], their direction
     * @param length the targets are Z - length · V
     * @param turn M [outputs, outputs]; null for none
     * @param decay δ, what the weights lose
     */
    record Aim(
            INDArray weight,
            INDArray bias,
            double centre,
            INDArray input,
            INDArray z,
            INDArray v,
            double length,
            INDArray turn,
            double decay) {}

    /** Rows per slice. */
    private static final int SLICE = 64;

    private final double rho;
    private final Blocks blocks = new Blocks();
    private final Equations equations = new Equations(blocks);

    /** @param rho ρ, the size of the input that stands for the bias: with 1 it is held back like a weight */
    RidgeStep(double rho) {
        this.rho = rho;
    }

    /**
     * Moves a map.
     *
     * @param algebra computes products
     * @param aim the map
     * @param lambda λ
     * @throws SpecException if the equations have no solution, as with too small a λ
     */
    void move(LinearAlgebra algebra, Aim aim, double lambda) {
        if (byRows(aim.input)) {
            room((int) aim.input.size(0));
            algebra.run(slices(aim.input), slice -> square(algebra, aim.input, slice));
            INDArray factor = factor(algebra, aim.input, aim.centre, lambda);
            equations.solve(algebra, factor, error(algebra, aim), (int) aim.weight.size(1));
            byRows(algebra, aim);
        } else {
            byColumns(algebra, aim, lambda);
        }
    }

    /** @return whether a map with this input is solved by the matrix of its rows, the smaller one */
    static boolean byRows(INDArray input) {
        return input.size(0) <= input.size(1);
    }

    /** @return in how many slices {@link #square} is computed */
    static int slices(INDArray input) {
        return (int) ((input.size(0) + SLICE - 1) / SLICE);
    }

    /**
     * A slice of H Hᵀ, the longest first. Slices may be computed side by side, after {@link #room}.
     *
     * @param slice from 0
     */
    void square(LinearAlgebra algebra, INDArray h, int slice) {
        int n = (int) h.size(0);
        int from = (slices(h) - 1 - slice) * SLICE;
        algebra.square(h, from, Math.min(n, from + SLICE), room(n).array);
    }

    /** Room for H Hᵀ of n rows. */
    Blocks.Singles room(int n) {
        return blocks.singles("square", n, n);
    }

    /**
     * The first half of the work on a map with few rows, which needs nothing but its input; after all slices of {@link #square}.
     *
     * @return the factor of Φ Φᵀ + λ I, for {@link #solveUnchanged}; valid until the next call
     */
    INDArray factor(LinearAlgebra algebra, INDArray h, double centre, double lambda) {
        int n = (int) h.size(0);
        int p = (int) h.size(1);
        Blocks.Singles square = room(n);
        float[] k = square.read();
        double[] s = blocks.exact("square", n, n).values;
        double[] sums = centre == 0 ? null : sums(h);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                s[i * n + j] = k[i * n + j] + rho * rho;
            }
            for (int j = 0; sums != null && j <= i; j++) {
                s[i * n + j] -= centre * (sums[i] + sums[j] - p * centre);
            }
            s[i * n + i] += lambda;
        }
        return equations.factor(algebra, s, n, lambda);
    }

    private static double[] sums(INDArray rows) {
        int width = (int) rows.size(1);
        float[] row = new float[width];
        double[] sums = new double[(int) rows.size(0)];
        FloatBuffer all = Elements.floats(rows);
        for (int i = 0; i < sums.length; i++) {
            all.get(i * width, row);
            for (float value : row) {
                sums[i] += value;
            }
        }
        return sums;
    }

    /**
     * Solves for a map with few rows whose Z is what it gives now, so that its errors are - length · V. What it gives after the step
     * takes no product with its inputs, Φ ΔC = (R - λ Y) M: the maps above can have it before the map is moved.
     *
     * @param factor what {@link #factor} gave
     * @param lambda λ
     * @param values whether Z becomes what the map gives when it has been moved
     */
    void solveUnchanged(LinearAlgebra algebra, Aim aim, INDArray factor, double lambda, boolean values) {
        int n = (int) aim.input.size(0);
        int m = (int) aim.weight.size(1);
        Blocks.Singles step = blocks.singles("step", n, m);
        Elements.floats(aim.v).get(0, step.values);
        double[] r = blocks.exact("error", n, m).values;
        for (int i = 0; i < r.length; i++) {
            r[i] = -aim.length * step.values[i];
        }
        equations.solve(algebra, factor, r, m);
        if (values) {
            follow(algebra, aim, lambda);
        }
    }

    /** Moves the map of the last {@link #solveUnchanged}. */
    void moveUnchanged(LinearAlgebra algebra, Aim aim) {
        byRows(algebra, aim);
    }

    /** Z = (1 - δ) (Z - b) + b + (R - λ Y) M. */
    private void follow(LinearAlgebra algebra, Aim aim, double lambda) {
        int n = (int) aim.input.size(0);
        int m = (int) aim.weight.size(1);
        float[] b = new float[m];
        Elements.floats(aim.bias).get(0, b);
        Blocks.Singles step = blocks.singles("step", n, m);
        Blocks.Singles change = blocks.singles("change of the values", n, m);
        double[] y = blocks.exact("error", n, m).values;
        for (int i = 0; i < y.length; i++) {
            change.values[i] = (float) (-aim.length * step.values[i] - lambda * y[i]);
        }
        float[] d = turned(algebra, aim, change);
        FloatBuffer ofValues = Elements.floats(aim.z);
        float[] z = step.values;
        ofValues.get(0, z);
        float keep = (float) (1 - aim.decay);
        for (int i = 0; i < z.length; i += m) {
            for (int j = 0; j < m; j++) {
                z[i + j] = keep * (z[i + j] - b[j]) + b[j] + d[i + j];
            }
        }
        ofValues.put(0, z);
    }

    /** T - H W - b, in double precision. */
    private double[] error(LinearAlgebra algebra, Aim aim) {
        int n = (int) aim.input.size(0);
        int m = (int) aim.weight.size(1);
        Blocks.Singles estimate = blocks.singles("estimate", n, m);
        algebra.product(aim.input, false, aim.weight, false, false, estimate.array);
        float[] e = estimate.read();
        float[] t = target(aim).values;
        float[] b = new float[m];
        Elements.floats(aim.bias).get(0, b);
        double[] error = blocks.exact("error", n, m).values;
        for (int i = 0; i < t.length; i += m) {
            for (int j = 0; j < m; j++) {
                error[i + j] = (double) t[i + j] - e[i + j] - b[j];
            }
        }
        return error;
    }

    /** ΔC M = Φᵀ (Y M). */
    private void byRows(LinearAlgebra algebra, Aim aim) {
        int n = (int) aim.input.size(0);
        int p = (int) aim.input.size(1);
        int m = (int) aim.weight.size(1);
        double[] y = blocks.exact("error", n, m).values;
        Blocks.Singles single = blocks.singles("solution", n, m);
        Equations.narrow(y, single.values);
        float[] turned = turned(algebra, aim, single);
        double[] sums = new double[m];
        for (int i = 0; i < turned.length; i += m) {
            for (int j = 0; j < m; j++) {
                sums[j] += turned[i + j];
            }
        }
        INDArray right = aim.turn == null ? single.array : blocks.singles("turned", n, m).array;
        Blocks.Singles change = blocks.singles("change", p + 1, m);
        Blocks.Singles upper = blocks.singles("Hᵀ Y", p, m);
        algebra.product(aim.input, true, right, false, false, upper.array);
        float[] hy = upper.read();
        float[] d = change.values;
        for (int i = 0; i < hy.length; i += m) {
            for (int j = 0; j < m; j++) {
                d[i + j] = (float) (hy[i + j] - aim.centre * sums[j]);
            }
        }
        for (int j = 0; j < m; j++) {
            d[p * m + j] = (float) (rho * sums[j]);
        }
        finish(aim, d);
    }

    private void byColumns(LinearAlgebra algebra, Aim aim, double lambda) {
        INDArray h = aim.input;
        int n = (int) h.size(0);
        int p = (int) h.size(1);
        int m = (int) aim.weight.size(1);
        int q = p + 1;
        Blocks.Singles ofInputs = blocks.singles("[H | 1]ᵀ H", q, p);
        Blocks.Singles ofTargets = blocks.singles("[H | 1]ᵀ T", q, m);
        algebra.moments(h, h, ofInputs.array);
        algebra.moments(h, target(aim).write(), ofTargets.array);
        double[] s = blocks.exact("equations", q, q).values;
        fill(s, ofInputs.read(), n, p, aim.centre, lambda);
        float[] old = blocks.singles("old", q, m).values;
        double[] x = blocks.exact("solution", q, m).values;
        fill(x, old, ofTargets.read(), aim, p, m, lambda);
        equations.solve(algebra, equations.factor(algebra, s, q, lambda), x, m);
        Blocks.Singles change = blocks.singles("change", q, m);
        for (int i = 0; i < x.length; i++) {
            change.values[i] = (float) (x[i] - old[i]);
        }
        finish(aim, turned(algebra, aim, change));
    }

    /** Φᵀ Φ + λ I, its lower triangle. */
    private void fill(double[] s, float[] hh, int n, int p, double centre, double lambda) {
        int q = p + 1;
        int sums = p * p;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                s[i * q + j] = hh[i * p + j];
            }
            for (int j = 0; centre != 0 && j <= i; j++) {
                s[i * q + j] -= centre * ((double) hh[sums + i] + hh[sums + j] - n * centre);
            }
            s[i * q + i] += lambda;
            s[p * q + i] = rho * (hh[sums + i] - n * centre);
        }
        s[p * q + p] = rho * rho * n + lambda;
    }

    /** Φᵀ T + λ C, and C. */
    private void fill(double[] x, float[] old, float[] ht, Aim aim, int p, int m, double lambda) {
        double centre = aim.centre;
        double[] last = new double[m];
        float[] b = new float[m];
        Elements.floats(aim.weight).get(0, old, 0, p * m);
        Elements.floats(aim.bias).get(0, b);
        for (int i = 0; i < p * m; i += m) {
            for (int j = 0; j < m; j++) {
                x[i + j] = ht[i + j] - centre * ht[p * m + j] + lambda * old[i + j];
            }
            for (int j = 0; centre != 0 && j < m; j++) {
                last[j] += centre * old[i + j];
            }
        }
        for (int j = 0; j < m; j++) {
            double c = (b[j] + last[j]) / rho;
            old[p * m + j] = (float) c;
            x[p * m + j] = rho * ht[p * m + j] + lambda * c;
        }
    }

    private Blocks.Singles target(Aim aim) {
        int n = (int) aim.input.size(0);
        int m = (int) aim.weight.size(1);
        Blocks.Singles target = blocks.singles("target", n, m);
        float[] t = target.values;
        float[] step = blocks.singles("step", n, m).values;
        Elements.floats(aim.z).get(0, t);
        Elements.floats(aim.v).get(0, step);
        float c = (float) aim.length;
        for (int i = 0; i < t.length; i++) {
            t[i] -= c * step[i];
        }
        return target;
    }

    /** What is in the block, times M. */
    private float[] turned(LinearAlgebra algebra, Aim aim, Blocks.Singles block) {
        INDArray array = block.write();
        if (aim.turn == null) {
            return block.values;
        }
        Blocks.Singles turned = blocks.singles("turned", array.size(0), array.size(1));
        algebra.product(array, false, aim.turn, false, false, turned.array);
        return turned.read();
    }

    /** W = (1 - δ) W + ΔW,  b += ρ β - c 1ᵀ ΔW. */
    private void finish(Aim aim, float[] change) {
        int inputs = (int) aim.weight.size(0);
        int m = (int) aim.weight.size(1);
        FloatBuffer ofWeight = Elements.floats(aim.weight);
        FloatBuffer ofBias = Elements.floats(aim.bias);
        float[] w = blocks.singles("new", inputs, m).values;
        float[] b = new float[m];
        ofWeight.get(0, w);
        ofBias.get(0, b);
        float keep = (float) (1 - aim.decay);
        for (int i = 0; i < w.length; i++) {
            w[i] = keep * w[i] + change[i];
        }
        double[] sum = new double[m];
        for (int i = 0; aim.centre != 0 && i < w.length; i += m) {
            for (int j = 0; j < m; j++) {
                sum[j] += change[i + j];
            }
        }
        for (int j = 0; j < m; j++) {
            b[j] += (float) (rho * change[inputs * m + j] - aim.centre * sum[j]);
        }
        ofWeight.put(0, w);
        ofBias.put(0, b);
    }
}
