package rai.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * How much of the gradient of the loss arrives at each layer: ‖dL/dθ‖₂ of the layer's parameters θ, the same relative to
 * ‖θ‖₂, ‖dL/da‖ of its output a on the sample, [n, outputs], as a Frobenius norm, and the mean of abs(dL/dθ). Where gradients vanish or explode, the
 * norms fall or grow by a constant factor from layer to layer (Glorot and Bengio, 2010). A layer without parameters has NaN in
 * all but the third; a layer whose parameters are all 0 has NaN in the second.
 */
@Component
@Named("gradient-flow")
@About(
        value = "Norm of the loss's gradient layer by layer: whether gradients vanish or explode.",
        formula = "|dL/dtheta|, |dL/dtheta| / |theta|, |dL/da|, mean(abs(dL/dtheta))",
        source = "Glorot and Bengio, 2010, AISTATS; Hochreiter, 1998, Int. J. Uncertain. Fuzz. 6")
public class GradientFlow implements Probe {
    @Override
    public List<String> columns() {
        return List.of("gradient_norm", "relative", "output_gradient_norm", "mean_abs_gradient");
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        double[] gradients = {};
        double[] parameters = {};
        double total = 0;
        int count = 0;
        for (ProbedLayer layer : run.layers()) {
            double gradient = Double.NaN;
            double size = Double.NaN;
            double mean = Double.NaN;
            if (!layer.parameters().isEmpty()) {
                double[] all = Numbers.of(layer, run::gradient);
                double sum = Arrays.stream(all).map(Math::abs).sum();
                total += sum;
                count += all.length;
                mean = sum / all.length;
                gradient = Numbers.norm(all);
                size = Numbers.norm(Numbers.of(layer, run::tensor));
                gradients = Numbers.join(gradients, gradient);
                parameters = Numbers.join(parameters, size);
            }
            double ofOutput = Numbers.norm(Doubles.copy(layer.outputGradient()));
            rows.add(Measurement.of(layer.name(), gradient, relative(gradient, size), ofOutput, mean));
        }
        double all = Numbers.norm(gradients);
        rows.add(Measurement.of(
                Measurement.NETWORK, all, relative(all, Numbers.norm(parameters)), Double.NaN, total / count));
        return rows;
    }

    private static double relative(double gradient, double size) {
        return size == 0 ? Double.NaN : gradient / size;
    }
}
