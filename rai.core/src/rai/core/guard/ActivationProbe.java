package rai.core.guard;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.spec.Settings;

/** Probes an activation. */
final class ActivationProbe {
    /** None of them where kinks, poles and borders of domains usually lie. */
    private static final double[] Z = {-3.71875, -1.3125, -0.359375, 0.234375, 0.734375, 4.28125};

    private ActivationProbe() {}

    static void of(Activation activation, DataType type) throws Fault {
        boolean everywhere = activation.properties().isPresent();
        Trial trial = new Trial(type);
        INDArray z = trial.input(Z, 2, 3);
        INDArray a = trial.output(2, 3);
        INDArray upstream = trial.input(new double[] {1, 1, 1, 1, 1, 1}, 2, 3);
        INDArray gradient = trial.output(2, 3);
        trial.twice(() -> {
            activation.value(z, a);
            activation.backward(z, a, upstream, gradient);
            return 0;
        });
        require(trial.numbers(a), everywhere, "");
        require(trial.numbers(gradient), everywhere, "the derivative ");
    }

    private static void require(double[] numbers, boolean everywhere, String what) throws Fault {
        if (Arrays.stream(numbers).allMatch(Double::isNaN)) {
            throw Fault.inNumbers("returns " + what + "NaN for all z");
        }
        for (int i = 0; everywhere && i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw Fault.inNumbers("returns " + what + numbers[i] + " for z = " + Settings.number(Z[i]));
            }
        }
    }
}
