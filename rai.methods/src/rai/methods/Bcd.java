package rai.methods;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Block coordinate descent on a network whose pre-activations Z_t and activations A_t are stored for every example:
 *
 * <pre>
 * F = L_y(y, Z_T) + 1/n [ ρ/2 Σ_t ‖Z_t - A_{t-1} W_t - b_t‖² + γ/2 Σ_t ‖A_t - f(Z_t)‖² ],   A_0 = X
 * </pre>
 *
 * <p>One step is one sweep from output to input: Z_T by the proximal point of the loss, then for each hidden map A_t by a linear
 * solve and Z_t unit by unit, in closed form for ReLU, by safeguarded Gauss-Newton steps for other activations; then all W_t and b_t
 * by ridge regression, side by side, with Gram matrices in float64. To the problems of Z_t, and of W_t and b_t, α/2 times the squared
 * distance from the value before is added. Each block is minimized exactly, so F never rises.
 *
 * <p>Deviations from the paper: W_t is solved after the sweep, not within it, so that maps are solved side by side; W_t and b_t are
 * one block; any loss and activation; ρ and γ are larger than the paper's 1 and 1, with which sigmoid layers train slowly; the sum over examples is divided by n like the loss, which leaves the ratios as they are.
 *
 * <p>It keeps 4 n (Σ widths of Z + Σ widths of A) bytes in float32 and needs no optimizer. A step costs about seven products of the
 * size of the forward pass, and a Cholesky factorisation or two per map. Reports {@code relaxed_objective} F, {@code relaxed_loss} of
 * the stored output,
 * {@code forward_loss} of the true forward pass, {@code consistency_gap}, the first minus the second, and the root mean squares
 * {@code map_residual} of Z_t - A_{t-1} W_t - b_t and {@code activation_residual} of A_t - f(Z_t).
 */
@Component
@Named("bcd")
@About(
        value = "Block coordinate descent: layers' pre-activations, activations and weights in turn, each in closed"
                + " form.",
        formula = "F = L_y(y, Z_T) + 1/n [ρ/2 Σ_t |Z_t - A_{t-1} W_t - b_t|² + γ/2 Σ_t |A_t - f(Z_t)|²]",
        source = "Zeng, Lau, Lin & Yao, Global convergence of block coordinate descent in deep learning, ICML 2019,"
                + " arXiv:1803.00225")
public class Bcd implements TrainingMethod {
    @Setting(value = "Weight of Z_t - A_{t-1} W_t - b_t.", min = 0, open = true)
    double rho = 3;

    @Setting(value = "Weight of A_t - f(Z_t).", min = 0, open = true)
    double gamma = 30;

    @Setting(value = "How strongly Z_t, W_t and b_t are held at their values before.", min = 0)
    double alpha = 0.1;

    @Override
    public Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH); // each example has layers of its own, which a batch without it can't move
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        new DenseChain(network, "bcd");
        return StoredLayers.declare(network, examples, StoredLayers.ACTIVATIONS);
    }

    private static DenseChain chain(Training training) {
        return training.derived("chain", () -> new DenseChain(training.network(), "bcd"));
    }

    BlockUpdates blocks(Training training) {
        return new BlockUpdates(
                training,
                chain(training),
                new BlockUpdates.Weights("bcd", rho, gamma, alpha),
                BlockUpdates.Multiplied.NONE);
    }

    /** Pre-activations and activations become those of the forward pass. */
    @Override
    public void start(Training training) {
        StoredLayers.of(training).start(chain(training), true);
    }

    @Override
    public void step(Training training) {
        BlockUpdates blocks = blocks(training);
        blocks.sweep();
        LayerUpdates.count(training, blocks.layerUpdates());
        training.completed(blocks.objective(blocks.violations(false)));
    }

    @Override
    public void report(Training training) {
        BlockUpdates blocks = blocks(training);
        BlockUpdates.Violations violations = blocks.violations(false);
        training.report("relaxed_objective", blocks.objective(violations));
        blocks.report(violations);
    }
}
