package rai.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * batch-norm: each unit is shifted and scaled to mean 0 and variance 1 over the examples of the step, then scaled by γ and
 * shifted by β, which are learnt:
 *
 * <pre>
 * x̂ = (x - m) / √(v + ε),  y = γ x̂ + β,  m and v mean and (biased) variance over the n examples
 * dL/dx = γ / √(v + ε) · (dL/dy - mean(dL/dy) - x̂ mean(x̂ dL/dy))
 * </pre>
 *
 * <p>Meanwhile running averages are kept, r = (1 - momentum) r + momentum · (m, or v n / (n - 1)); evaluation takes them in
 * place of m and v. As PyTorch's BatchNorm1d.
 */
@Component(service = LayerFunction.class)
@Named("batch-norm")
@About(
        value = "Mean 0 and variance 1 for each unit over the examples of a step; by running averages in evaluation.",
        formula = "gamma (x - mean) / sqrt(variance + epsilon) + beta",
        source = "Ioffe and Szegedy, 2015, ICML, arXiv:1502.03167")
public class BatchNorm implements LayerFunction, Portable {
    /** Units a task takes: some cache lines of each row. */
    private static final int UNITS = 32;

    private static final String GAMMA = "gamma";
    private static final String BETA = "beta";
    private static final String RUNNING_MEAN = "running-mean";
    private static final String RUNNING_VARIANCE = "running-variance";

    @Setting(value = "Weight of the present step in the running averages.", min = 0, max = 1)
    double momentum = 0.1;

    @Setting(value = "Added to the variance.", min = 0)
    double epsilon = 1e-5;

    @Setting("Whether scale and shift are learnt; else they are 1 and 0.")
    boolean affine = true;

    @Override
    public List<Tensor> parameters(int inputs) {
        return affine ? List.of(new Tensor(GAMMA, inputs, 1), new Tensor(BETA, inputs, 0)) : List.of();
    }

    @Override
    public List<Tensor> state(int inputs) {
        return List.of(new Tensor(RUNNING_MEAN, inputs, 0), new Tensor(RUNNING_VARIANCE, inputs, 1));
    }

    @Override
    public boolean mixesRows() {
        return true;
    }

    @Override
    public void forward(Pass pass) {
        int rows = (int) pass.input().size(0);
        if (pass.training() && rows < 2) {
            throw new SpecException(
                    "batch-norm needs at least two examples at every step: choose a --batch that leaves none"
                            + " alone");
        }
        share(pass, (from, units) -> new Block(pass, from, units).forward());
    }

    @Override
    public void backward(Pass pass) {
        share(pass, (from, units) -> new Block(pass, from, units).backward());
    }

    @Override
    public void updateState(Pass pass) {
        double n = pass.input().size(0);
        updateState(pass.state(RUNNING_MEAN), mean(pass), 1);
        updateState(pass.state(RUNNING_VARIANCE), variance(pass), n / (n - 1));
    }

    private void updateState(INDArray running, INDArray seen, double factor) {
        Doubles r = Doubles.of(running);
        Doubles s = Doubles.of(seen);
        for (int i = 0; i < r.length(); i++) {
            r.put(i, (1 - momentum) * r.get(i) + momentum * factor * s.get(i));
        }
    }

    private static INDArray mean(Pass pass) {
        return pass.scratch("mean", 1, pass.input().size(1));
    }

    private static INDArray variance(Pass pass) {
        return pass.scratch("variance", 1, pass.input().size(1));
    }

    private interface OfUnits {
        void of(int from, int units);
    }

    private static void share(Pass pass, OfUnits work) {
        int width = (int) pass.input().size(1);
        if (pass.training()) { // made before threads ask for them
            mean(pass);
            variance(pass);
        }
        pass.share((width + UNITS - 1) / UNITS, task -> work.of(task * UNITS, Math.min(UNITS, width - task * UNITS)));
    }

    /** Some neighbouring units. */
    private final class Block {
        private final Pass pass;
        private final int from;
        private final int units;
        private final int rows;
        private final int width;
        private final Doubles x;
        private final double[] mean;
        private final double[] variance;
        private final double[] gamma;
        private final double[] row;

        Block(Pass pass, int from, int units) {
            this.pass = pass;
            this.from = from;
            this.units = units;
            rows = (int) pass.input().size(0);
            width = (int) pass.input().size(1);
            x = Doubles.of(pass.input());
            row = new double[units];
            mean = read(pass.training() ? mean(pass) : pass.state(RUNNING_MEAN));
            variance = read(pass.training() ? variance(pass) : pass.state(RUNNING_VARIANCE));
            gamma = affine ? read(pass.parameter(GAMMA)) : null;
        }

        private double[] read(INDArray array) {
            double[] values = new double[units];
            Doubles.of(array).get(from, values, units);
            return values;
        }

        void forward() {
            if (pass.training()) {
                measure();
            }
            double[] scale = new double[units];
            double[] shift = affine ? read(pass.parameter(BETA)) : new double[units];
            for (int u = 0; u < units; u++) {
                scale[u] = (affine ? gamma[u] : 1) / Math.sqrt(variance[u] + epsilon);
            }
            Doubles y = Doubles.of(pass.output());
            for (int r = 0; r < rows; r++) {
                x.get(r * width + from, row, units);
                for (int u = 0; u < units; u++) {
                    row[u] = (row[u] - mean[u]) * scale[u] + shift[u];
                }
                y.put(r * width + from, row, units);
            }
        }

        /** Twice over the examples: a difference of squares would cancel. */
        private void measure() {
            Arrays.fill(mean, 0);
            Arrays.fill(variance, 0);
            for (int r = 0; r < rows; r++) {
                x.get(r * width + from, row, units);
                for (int u = 0; u < units; u++) {
                    mean[u] += row[u];
                }
            }
            for (int u = 0; u < units; u++) {
                mean[u] /= rows;
            }
            for (int r = 0; r < rows; r++) {
                x.get(r * width + from, row, units);
                for (int u = 0; u < units; u++) {
                    variance[u] += (row[u] - mean[u]) * (row[u] - mean[u]);
                }
            }
            for (int u = 0; u < units; u++) {
                variance[u] /= rows;
            }
            Doubles.of(mean(pass)).put(from, mean, units);
            Doubles.of(variance(pass)).put(from, variance, units);
        }

        void backward() {
            double[] scale = new double[units];
            for (int u = 0; u < units; u++) {
                scale[u] = 1 / Math.sqrt(variance[u] + epsilon);
            }
            Doubles dy = Doubles.of(pass.upstream());
            double[] up = new double[units];
            double[] sum = new double[units];
            double[] sumWithX = new double[units];
            for (int r = 0; r < rows; r++) {
                x.get(r * width + from, row, units);
                dy.get(r * width + from, up, units);
                for (int u = 0; u < units; u++) {
                    sum[u] += up[u];
                    sumWithX[u] += up[u] * (row[u] - mean[u]) * scale[u];
                }
            }
            if (affine) {
                Doubles.of(pass.gradient(BETA)).put(from, sum, units);
                Doubles.of(pass.gradient(GAMMA)).put(from, sumWithX, units);
            }
            if (pass.downstream() == null) {
                return;
            }
            Doubles dx = Doubles.of(pass.downstream());
            for (int r = 0; r < rows; r++) {
                x.get(r * width + from, row, units);
                dy.get(r * width + from, up, units);
                for (int u = 0; u < units; u++) {
                    double normal = (row[u] - mean[u]) * scale[u];
                    up[u] = (affine ? gamma[u] : 1) * scale[u] * (up[u] - (sum[u] + normal * sumWithX[u]) / rows);
                }
                dx.put(r * width + from, up, units);
            }
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        Node mean = tensors.get(RUNNING_MEAN);
        Node variance = tensors.get(RUNNING_VARIANCE);
        return Optional.of(
                affine
                        ? NormGraph.batch(x, mean, variance, tensors.get(GAMMA), tensors.get(BETA), epsilon)
                        : NormGraph.batch(x, mean, variance, epsilon));
    }
}
