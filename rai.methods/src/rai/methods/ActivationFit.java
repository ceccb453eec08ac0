package rai.methods;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;

/**
 * For each example and unit the pre-activation z that gives a wanted activation v and stays near m,
 *
 * <pre>
 * argmin over z of h(z) = ½ (v - f(z))² + c/2 (z - m)²
 * </pre>
 *
 * <p>For ReLU in closed form: the better of min(m, 0) and max((v + c m) / (1 + c), 0). For other activations, from the better of m
 * and the z before, by Gauss-Newton steps -h'(z) / (f'(z)² + c), halved per element until h falls, so that h never rises. The
 * minimum is then the only one if c is large enough for h to be convex: |v - f(z)| below 10.3 c for sigmoid, 1.29 c for tanh.
 */
final class ActivationFit {
    private static final int MOST_STEPS = 20;

    private final Training training;
    private final DenseChain chain;
    private final int map;
    private final double c;

    ActivationFit(Training training, DenseChain chain, int map, double c) {
        this.training = training;
        this.chain = chain;
        this.map = map;
        this.c = c;
    }

    /**
     * @param z the pre-activations before, replaced by those sought
     * @param v the wanted activations
     * @param m what they are to be near
     */
    void fit(INDArray z, INDArray v, INDArray m) {
        if (chain.isRelu(map)) {
            Elementwise.run(training.algebra(), 1, this::relu, z, v, m);
        } else {
            descend(z, v, m);
        }
    }

    private double relu(double[][] x, int count) {
        for (int i = 0; i < count; i++) {
            double v = x[1][i];
            double m = x[2][i];
            double below = Math.min(m, 0);
            double above = Math.max((v + c * m) / (1 + c), 0);
            x[0][i] = h(v, 0, below, m) <= h(v, above, above, m) ? below : above;
        }
        return 0;
    }

    private double h(double v, double f, double z, double m) {
        return (v - f) * (v - f) / 2 + c * (z - m) * (z - m) / 2;
    }

    private void descend(INDArray z, INDArray v, INDArray m) {
        INDArray f = training.scratch("activations of the best", z.shape());
        INDArray slope = training.scratch("slopes of the best", z.shape());
        INDArray damping = training.scratch("damping", z.shape());
        INDArray candidate = training.scratch("candidate", z.shape());
        double tolerance = z.dataType() == DataType.FLOAT ? 1e-5 : 1e-10;
        f.assign(DenseChain.activate(training, map, z));
        slope.assign(chain.slope(training, map, z));
        damping.assign(1);
        candidate.assign(m);
        for (int step = 0; step < MOST_STEPS; step++) {
            INDArray ofCandidate = chain.slope(training, map, candidate);
            INDArray there = DenseChain.activate(training, map, candidate);
            boolean first = step == 0;
            double moving = Elementwise.run(
                    training.algebra(),
                    5,
                    (x, count) -> step(x, count, first, tolerance),
                    z,
                    f,
                    slope,
                    damping,
                    candidate,
                    there,
                    ofCandidate,
                    v,
                    m);
            if (moving == 0) {
                return;
            }
        }
    }

    /** Takes the candidates that are better, and makes new ones; returns how many of them are still moving. */
    private double step(double[][] x, int count, boolean first, double tolerance) {
        int moving = 0;
        for (int i = 0; i < count; i++) {
            double v = x[7][i];
            double m = x[8][i];
            boolean better = h(v, x[5][i], x[4][i], m) < h(v, x[1][i], x[0][i], m);
            if (better) {
                x[0][i] = x[4][i];
                x[1][i] = x[5][i];
                x[2][i] = x[6][i];
            }
            double damping = first || better ? 1 : x[3][i] / 2;
            double slope = x[2][i];
            double gradient = (x[1][i] - v) * slope + c * (x[0][i] - m);
            double step = -damping * gradient / (slope * slope + c);
            x[3][i] = damping;
            x[4][i] = x[0][i] + step;
            moving += Math.abs(step) > tolerance * (1 + Math.abs(x[0][i])) ? 1 : 0;
        }
        return moving;
    }
}
