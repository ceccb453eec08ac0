package rai.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * layer-norm: each example is shifted and scaled to mean 0 and variance 1 over its units, then scaled by γ and shifted by
 * β, which are learnt, one of each for every unit:
 *
 * <pre>
 * x̂ = (x - m) / √(v + ε),  y = γ x̂ + β,  m and v mean and (biased) variance over the units
 * dL/dx = (g - mean(g) - x̂ mean(x̂ g)) / √(v + ε),  g = γ dL/dy
 * </pre>
 */
@Component(service = LayerFunction.class)
@Named("layer-norm")
@About(
        value = "Mean 0 and variance 1 over the units of each example; the same in training and evaluation.",
        formula = "gamma (x - mean) / sqrt(variance + epsilon) + beta",
        source = "Ba, Kiros and Hinton, 2016, arXiv:1607.06450")
public class LayerNorm implements LayerFunction, Portable {
    private static final String GAMMA = "gamma";
    private static final String BETA = "beta";

    @Setting(value = "Added to the variance.", min = 0)
    double epsilon = 1e-5;

    @Setting("Whether scale and shift are learnt; else they are 1 and 0.")
    boolean affine = true;

    @Override
    public List<Tensor> parameters(int inputs) {
        return affine ? List.of(new Tensor(GAMMA, inputs, 1), new Tensor(BETA, inputs, 0)) : List.of();
    }

    @Override
    public void forward(Pass pass) {
        Doubles from = Doubles.of(pass.input());
        Doubles to = Doubles.of(pass.output());
        double[] x = new double[(int) pass.input().size(1)];
        double[] gamma = parameter(pass, GAMMA, x.length);
        double[] beta = parameter(pass, BETA, x.length);
        for (int row = 0, rows = (int) pass.input().size(0); row < rows; row++) {
            from.get(row * x.length, x, x.length);
            normalize(x);
            for (int i = 0; affine && i < x.length; i++) {
                x[i] = gamma[i] * x[i] + beta[i];
            }
            to.put(row * x.length, x, x.length);
        }
    }

    @Override
    public void backward(Pass pass) {
        Doubles from = Doubles.of(pass.input());
        Doubles up = Doubles.of(pass.upstream());
        Doubles to = pass.downstream() == null ? null : Doubles.of(pass.downstream());
        double[] x = new double[(int) pass.input().size(1)];
        double[] g = new double[x.length];
        double[] gamma = parameter(pass, GAMMA, x.length);
        double[] ofGamma = new double[x.length];
        double[] ofBeta = new double[x.length];
        for (int row = 0, rows = (int) pass.input().size(0); row < rows; row++) {
            from.get(row * x.length, x, x.length);
            up.get(row * x.length, g, x.length);
            double scale = normalize(x);
            double mean = 0;
            double meanWithX = 0;
            for (int i = 0; i < x.length; i++) {
                ofGamma[i] += g[i] * x[i];
                ofBeta[i] += g[i];
                g[i] *= affine ? gamma[i] : 1;
                mean += g[i];
                meanWithX += g[i] * x[i];
            }
            for (int i = 0; to != null && i < x.length; i++) {
                g[i] = scale * (g[i] - (mean + x[i] * meanWithX) / x.length);
            }
            if (to != null) {
                to.put(row * x.length, g, x.length);
            }
        }
        if (affine) {
            Doubles.of(pass.gradient(GAMMA)).put(0, ofGamma, x.length);
            Doubles.of(pass.gradient(BETA)).put(0, ofBeta, x.length);
        }
    }

    private double[] parameter(Pass pass, String name, int width) {
        double[] values = new double[width];
        if (affine) {
            Doubles.of(pass.parameter(name)).get(0, values, width);
        }
        return values;
    }

    /** x becomes x̂; returns 1 / √(v + ε). */
    private double normalize(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value;
        }
        mean /= x.length;
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean);
        }
        double scale = 1 / Math.sqrt(variance / x.length + epsilon);
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - mean) * scale;
        }
        return scale;
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        Node gamma = affine ? tensors.get(GAMMA) : NormGraph.all(1, x.width());
        Node beta = affine ? tensors.get(BETA) : NormGraph.all(0, x.width());
        return Optional.of(NormGraph.layer(x, gamma, beta, epsilon));
    }
}
