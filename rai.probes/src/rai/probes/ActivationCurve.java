package rai.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * The curve of each activation that learns, as it is now: a = σ(z; θ) on a grid of z, in float64. If each unit has learnt its own, a is
 * the mean over the units, between the lowest and the highest of them.
 */
@Component
@Named("activation-curve")
@About(
        value = "The curve of each learnable activation, as it has been learnt so far.",
        formula = "a = f(z; theta) for z on a grid; its mean, lowest and highest over the units",
        source = "He et al., 2015, arXiv:1502.01852; Agostinelli et al., 2014, arXiv:1412.6830")
public class ActivationCurve implements Probe, Checked {
    @Setting("The first z.")
    double from = -4;

    @Setting("The last z.")
    double to = 4;

    @Setting(value = "How many points the curve has.", min = 2, max = 10_001)
    int points = 81;

    @Override
    public void check() {
        if (!(from < to)) {
            throw new SpecException("activation-curve needs from below to, not from=" + from + ", to=" + to);
        }
    }

    @Override
    public List<String> columns() {
        return List.of("z", "a", "lowest", "highest");
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        double[] z = new double[points];
        Arrays.setAll(z, i -> from + i * (to - from) / (points - 1));
        List<Measurement> rows = new ArrayList<>();
        for (ProbedLayer layer : run.layers()) {
            if (layer.parameters().isEmpty()) {
                continue;
            }
            List<double[]> curves =
                    layer.activations().stream().map(a -> values(a, z)).toList();
            for (int i = 0; i < (curves.isEmpty() ? 0 : points); i++) {
                int at = i;
                double[] ofUnits =
                        curves.stream().mapToDouble(curve -> curve[at]).toArray();
                rows.add(Measurement.of(
                        layer.name(),
                        z[i],
                        Numbers.mean(ofUnits),
                        Arrays.stream(ofUnits).min().orElseThrow(),
                        Arrays.stream(ofUnits).max().orElseThrow()));
            }
        }
        return rows;
    }

    private static double[] values(Activation activation, double[] z) {
        INDArray at = Nd4j.createFromArray(z).reshape(z.length, 1);
        INDArray out = at.ulike();
        activation.value(at, out);
        return Doubles.copy(out);
    }
}
