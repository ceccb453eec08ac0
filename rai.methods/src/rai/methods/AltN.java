package rai.methods;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * {@link Alt} with steps of equal length in every map: for starts in which signals die on their way back. With G = n dL/dO
 * and f the factor of the schedule,
 *
 * <pre>
 * U_T = (G W_oᵀ) ⊙ D_T,  U_{t-1} = (U_t W_tᵀ) ⊙ D_{t-1},  each divided by its root mean square before the next is made,
 * targets Z_t - a f U_t of the hidden maps, O - s f G of the output;
 * for t = first ... output, on the real input H of the map:
 * (W_t, b_t) = argmin ‖H W + 1b - target‖² + λ n/100 (‖W - W_t‖² + β²)
 * </pre>
 *
 * <p>with β the change of the bias as an input of size 0.3 has it, as in {@link Refit}. From a collapsed start, such as sigmoid
 * layers with weights uniform by fan-in, one step trains a network that backprop does not move. It does not bear repetition: the
 * steps do not become shorter when the error does, so after about three of them the network gets worse, unless a schedule lets f
 * fall. Nothing is kept from step to step; the cost is that of alt.
 */
@Component
@Named("alt-n")
@About(
        value = "RAI in alternation with targets at the same distance in every map: one step from a collapsed start.",
        formula = "[ΔW; β] = Φᵀ (Φ Φᵀ + λ n/100 I)⁻¹ (Z_t - a U_t / rms(U_t) - H W - b), U_{t-1} ~ (U_t W_tᵀ) ⊙"
                + " f'(Z_{t-1})",
        source = "this project, from the Relaxed Activation Identity; compare LocoProp: Amid, Anil & Warmuth, 2021,"
                + " arXiv:2106.06199")
public class AltN implements TrainingMethod {
    /** The size of the input that stands for the bias. */
    private static final double BIAS = 0.3;

    @Setting(value = "Root mean square of the step of the hidden targets.", min = 0, open = true)
    double a = 0.5;

    @Setting(value = "Length of the step of the output's target.", min = 0)
    double s = 4;

    @Setting(value = "Ridge: how strongly each map is held where it is.", min = 0, open = true)
    double lambda = 1e-8;

    @Override
    public List<Variable> variables(Network network, int examples) {
        Sweep.require(network, "alt-n");
        Sweep.requirePlain(network, "alt-n");
        return List.of();
    }

    @Override
    public void step(Training training) {
        Sweep sweep = training.derived("sweep", () -> new Sweep(training, "alt-n"));
        INDArray output = sweep.forward(training).reshape(training.targets().shape());
        INDArray ofOutput = training.scratch("dL/d(output)", output.shape());
        training.loss().gradient(output, training.targets(), ofOutput);
        sweep.backward(training, ofOutput, (map, z, v) -> normalize(v));

        int n = (int) training.inputs().size(0);
        double f = training.scheduleFactor();
        int last = training.network().maps().size() - 1;
        IntToDoubleFunction length = map -> map == last ? s * f * n : a * f;
        INDArray moved = Sweep.type(training, lambda) == DataType.FLOAT
                ? inSinglePrecision(training, sweep, length, lambda * n / 100)
                : exactly(training, sweep, length, lambda * n / 100);
        LayerUpdates.count(training, 4L * (last + 1)); // each map is run forward twice, backward once, and solved once
        training.completed(training.loss().value(moved.reshape(output.shape()), training.targets()));
    }

    private static INDArray inSinglePrecision(
            Training training, Sweep sweep, IntToDoubleFunction length, double ridge) {
        RidgeStep step = training.derived("ridge step", () -> new RidgeStep(BIAS));
        return sweep.refit(training, (map, centre, input, z, v) -> {
            RidgeStep.Aim aim = new RidgeStep.Aim(
                    training.weight(map), training.bias(map), centre, input, z, v, length.applyAsDouble(map), null, 0);
            step.move(training.algebra(), aim, ridge);
            return false;
        });
    }

    private INDArray exactly(Training training, Sweep sweep, IntToDoubleFunction length, double held) {
        Solving solving = new Solving("alt-n", "lambda", lambda, Solving.Help.LARGER, 1e-6);
        Ridge ridge = training.derived("ridge", () -> new Ridge(training.algebra(), BIAS));
        return sweep.refit(training, (map, centre, input, z, v) -> {
            Towards target = new Towards(z, v, length.applyAsDouble(map));
            solving.ofMap(map, () -> ridge.fit(training.weight(map), training.bias(map), centre, input, target, held));
            return false;
        });
    }

    /** Divides by the root mean square; what is 0 everywhere stays so. */
    private static void normalize(INDArray u) {
        double largest = u.amaxNumber().doubleValue(); // squares of small numbers vanish in single precision
        if (largest > 0) {
            u.divi(largest);
            double norm = u.norm2Number().doubleValue();
            u.muli(Math.sqrt(u.length()) / norm);
        }
    }
}
