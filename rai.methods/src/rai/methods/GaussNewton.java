package rai.methods;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.run.RefusalException;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Levenberg-Marquardt with a metric that counts every map alike, solved among the outputs, of which there are fewer than
 * parameters. With o the outputs of the n examples, N = n c numbers, J = do/dθ, g = dL/do and h = d²L/do², one step is the minimum of
 * the loss's quadratic model plus a penalty on the step,
 *
 * <pre>
 * δ = argmin gᵀ J δ + ½ (J δ)ᵀ h (J δ) + ½ λ δᵀ M δ      (Jᵀ h J + λ M) δ = -Jᵀ g
 *   = M⁻¹ Jᵀ v,   v = -(λ I + h K)⁻¹ g,   K = J M⁻¹ Jᵀ = 1/T Σ_t N K_t / tr K_t
 * K_t = (Φ_t Φ_tᵀ) ∘ (Δ_t Δ_tᵀ),   M_t = T tr K_t / N,   Δ_t = do/dZ_t,   Φ_t = [H_t - c | β 1]
 * [ΔW_t; Δβ_t] = M_t⁻¹ Φ_tᵀ Σ_a diag(v_a) Δ_{t,a},   Δb_t = β Δβ_t - c 1ᵀ ΔW_t
 * </pre>
 *
 * <p>H_t is the input of map t of T; c = σ(0) of the activation it reads, 0 for the data; β = c, or 1 if c is 0. These are the
 * coordinates in which a sigmoid network takes the very steps of the tanh network that computes the same. If a map has no
 * bias, or no place for it, c is still taken off, which is a choice of M alone.
 *
 * <p>A step that lowers the loss of its examples is kept and divides λ by 3; another is taken back and multiplies λ by 4. The
 * optimizer is not used. λ, and the number of steps taken back, are all that the method keeps.
 *
 * <p>A step costs a forward pass, c + 1 backward passes and a forward pass to look at the result; T Gram matrices, n² d + N² d each; and a
 * solve, N³/3, in float64. It needs about 40 N² bytes, 0.6 GB at {@value #MOST} outputs; with more, it is refused: use
 * mini-batches.
 *
 * <p>Where it differs from the sources: K is a weighted sum of the kernels of the maps rather than J Jᵀ, so a map whose gradient
 * is small because it lies deep moves as far as the others; and steps are accepted by the loss alone, without a ratio of gains.
 */
@Component
@Named("gauss-newton")
@About(
        value = "Damped Gauss-Newton steps on all maps at once, solved among the outputs of the examples.",
        formula =
                "v = -(lambda I + h K)^-1 g, K = 1/T sum_t N K_t / tr K_t, dW_t = w_t H_t^T sum_a diag(v_a) Delta_t,a",
        source =
                "Marquardt, 1963; Schraudolph, Neural Computation 14, 2002; Cai et al., Gram-Gauss-Newton method, 2019,"
                        + " arXiv:1905.11675")
public class GaussNewton implements TrainingMethod {
    private static final String LAMBDA = "lambda";
    private static final String REJECTED = "rejected";

    /** The most outputs of a step. */
    static final int MOST = 4096;

    private static final double SMALLEST = 1e-10;
    private static final double LARGEST = 1e10;

    @Setting(value = "Damping of the first step; it then follows the success of the steps.", min = 0, open = true)
    double lambda = 1;

    @Override
    public List<Variable> variables(Network network, int examples) {
        new MapChain(network, "gauss-newton");
        return List.of();
    }

    @Override
    public void require(Network network, Loss loss, int rows) {
        int outputs = network.outputs();
        if (outputs > MOST) {
            throw new SpecException("gauss-newton takes at most " + MOST + " outputs of the examples of a step, but the"
                    + " network has " + outputs + " for a single example: use another method, such as alt");
        }
        if ((long) rows * outputs > MOST) {
            String most = " " + MOST / outputs + " or less";
            throw new RefusalException(
                    "gauss-newton solves as many equations as the examples of a step have outputs, at most " + MOST
                            + ", but " + rows + " examples of " + outputs + " have " + (long) rows * outputs,
                    "give --batch" + most,
                    "set batch of its phase to" + most);
        }
    }

    @Override
    public List<String> numbers() {
        return List.of(LAMBDA, REJECTED);
    }

    @Override
    public void start(Training training) {
        training.numbers().set(LAMBDA, lambda);
    }

    @Override
    public void step(Training training) {
        // two forward passes, a backward pass for each output, and one more with the weights
        LayerUpdates.count(
                training,
                training.network().maps().size() * (3L + training.network().outputs()));
        MapChain chain = training.derived("chain", () -> new MapChain(training.network(), "gauss-newton"));
        DualJacobian jacobian = new DualJacobian(training, chain);
        INDArray output = jacobian.forward();
        INDArray gradient = training.scratch("gauss-newton: dL/d(output)", output.shape());
        double before = training.loss().gradient(output, training.targets(), gradient);
        if (!Double.isFinite(before)) {
            training.completed(before);
            return;
        }
        double damping = training.numbers().get(LAMBDA);
        double[] v = new Solving("gauss-newton", LAMBDA, damping, Solving.Help.LARGER, 1)
                .ofAll(() -> OutputCurvature.of(training.loss(), output, training.targets())
                        .solve(training.algebra(), jacobian.kernel(), classByClass(gradient), damping));
        INDArray old = training.scratch(
                        "gauss-newton: old", training.parameters().length())
                .assign(training.parameters());
        jacobian.move(v);
        double after = loss(training);
        boolean better = after < before;
        if (!better) {
            training.parameters().assign(old);
            training.numbers().set(REJECTED, training.numbers().get(REJECTED) + 1);
        }
        training.numbers().set(LAMBDA, Math.max(SMALLEST, Math.min(LARGEST, better ? damping / 3 : damping * 4)));
        training.completed(better ? after : before);
    }

    private static double loss(Training training) {
        int end = training.network().layers().size();
        return training.loss().value(training.forward(0, end, training.inputs()), training.targets());
    }

    private static double[] classByClass(INDArray array) {
        int n = (int) array.size(0);
        int classes = (int) array.size(1);
        double[] numbers = new double[n * classes];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < classes; a++) {
                numbers[a * n + i] = array.getDouble(i, a);
            }
        }
        return numbers;
    }

    @Override
    public void report(Training training) {
        training.report(LAMBDA, training.numbers().get(LAMBDA));
        training.report("rejected_steps", training.numbers().get(REJECTED));
    }
}
