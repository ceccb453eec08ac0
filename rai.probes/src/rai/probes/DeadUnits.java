package rai.probes;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Units of each activation that no longer pass on a gradient, by the slope σ'(z_ij) of unit j at its pre-activation for
 * example i of the sample:
 *
 * <ul>
 *   <li>unit j is <em>dead</em> if |σ'(z_ij)| ≤ threshold for all i: with threshold 0 it is a ReLU that is never active on the
 *       sample, so that no example changes the weights into it (Lu et al., 2019);
 *   <li>a pair (i, j) is <em>saturated</em> if |σ'(z_ij)| &lt; slope: such as a sigmoid far from 0, or an inactive ReLU.
 * </ul>
 *
 * <p>The columns: the share of units that are dead, their number, and the share of pairs that are saturated.
 */
@Component
@Named("dead-units")
@About(
        value = "Units that pass on no gradient: never active, or saturated.",
        formula = "dead: |f'(z_ij)| <= threshold for all i; saturated: |f'(z_ij)| < slope",
        source = "Lu et al., 2019, arXiv:1903.06733; Glorot and Bengio, 2010, AISTATS")
public class DeadUnits implements Probe {
    @Setting(value = "The largest slope at which a unit counts as dead.", min = 0)
    double threshold = 0;

    @Setting(value = "The slope below which a unit counts as saturated for an example.", min = 0)
    double slope = 0.01;

    @Override
    public List<String> columns() {
        return List.of("dead", "dead_units", "saturated");
    }

    @Override
    public List<Measurement> measure(ProbedRun run) {
        List<Measurement> rows = new ArrayList<>();
        for (ProbedLayer layer : run.layers()) {
            List<Activation> activations = layer.activations();
            if (!activations.isEmpty()) {
                rows.add(measure(layer.name(), Slopes.of(activations, layer.input())));
            }
        }
        return rows;
    }

    private Measurement measure(String layer, double[][] slopes) {
        int dead = 0;
        long saturated = 0;
        for (double[] ofUnit : slopes) {
            boolean passes = false;
            for (double of : ofUnit) {
                passes |= !(Math.abs(of) <= threshold); // NaN is not dead
                saturated += Math.abs(of) < slope ? 1 : 0;
            }
            dead += passes ? 0 : 1;
        }
        double units = slopes.length;
        return Measurement.of(layer, dead / units, dead, saturated / (units * slopes[0].length));
    }

    /** σ'(z) of each unit for each example. */
    private static final class Slopes {
        static double[][] of(List<Activation> activations, INDArray z) {
            int units = (int) z.size(1);
            double[][] slopes = new double[units][];
            if (activations.size() == 1) {
                double[] all = slope(activations.get(0), z);
                for (int j = 0; j < units; j++) {
                    slopes[j] = new double[(int) z.size(0)];
                    for (int i = 0; i < slopes[j].length; i++) {
                        slopes[j][i] = all[i * units + j];
                    }
                }
                return slopes;
            }
            for (int j = 0; j < units; j++) {
                INDArray ofUnit = z.get(NDArrayIndex.all(), NDArrayIndex.interval(j, j + 1))
                        .dup('c');
                slopes[j] = slope(activations.get(j), ofUnit);
            }
            return slopes;
        }

        /** The backward pass of an upstream gradient of 1. */
        private static double[] slope(Activation activation, INDArray z) {
            INDArray value = z.ulike();
            activation.value(z, value);
            INDArray slope = z.ulike();
            activation.backward(z, value, z.ulike().assign(1), slope);
            return Doubles.copy(slope);
        }
    }
}
