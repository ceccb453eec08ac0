package rai.methods;

import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * The alternating direction method of multipliers on a network whose pre-activations Z_t and activations A_t are stored for every
 * example. With scaled multipliers P_t and Q_t the augmented Lagrangian is
 *
 * <pre>
 * n L_y(y, Z_T) + ρ/2 Σ_t (‖Z_t - A_{t-1} W_t - b_t + P_t‖² - ‖P_t‖²) + γ/2 Σ_t (‖A_t - f(Z_t) + Q_t‖² - ‖Q_t‖²)
 * </pre>
 *
 * <p>One step minimizes it block by block as {@link Bcd} does, from output to input and then all W_t and b_t side by side, and
 * then ascends: P_t += Z_t - A_{t-1} W_t - b_t, Q_t += A_t - f(Z_t). With {@code multipliers=output}, as in Taylor et al., P_T alone
 * is moved, all other constraints are penalties; with {@code multipliers=all} each constraint has one, as in Zeng et al. During
 * the first {@code warmup} steps no multiplier is moved.
 *
 * <p>Deviations: Taylor et al. sweep from input to output and start with random Z_t and A_t, here both start with the forward pass.
 * Zeng et al. keep A_t alone and linearize f within the problem of W_t; here Z_t is a block of its own, which is what makes
 * every problem solvable in closed form or unit by unit. There is no guarantee of descent: with multipliers on hidden layers too
 * small a penalty can diverge.
 *
 * <p>It keeps 4 n (2 Σ widths of Z + 2 Σ widths of A) bytes in float32, or 4 n (Σ widths of Z + Σ widths of A + outputs), and costs as
 * much as {@link Bcd}. Reports what that reports, without the objective, and {@code primal_residual}, the root mean square of all
 * violations, and {@code dual_residual}, that of the Lagrangian's gradient with respect to all Z_t and A_t. Both are 0 at a
 * stationary point of the true training problem if all constraints have multipliers.
 */
@Component
@Named("admm")
@About(
        value = "ADMM: block coordinate descent with multipliers on the output or on all layers' constraints.",
        formula = "P_t += Z_t - A_{t-1} W_t - b_t, Q_t += A_t - f(Z_t) after each sweep of bcd",
        source = "Taylor, Burmeister, Xu, Singh, Patel & Goldstein, Training neural networks without gradients, ICML"
                + " 2016, arXiv:1605.02026; multipliers on all layers: Zeng, Lin, Yao & Zhou, On ADMM in deep"
                + " learning, 2019, arXiv:1902.02060")
public class Admm implements TrainingMethod {
    /** Which constraints have multipliers. */
    enum Multipliers {
        /** That of the output. */
        OUTPUT,
        /** Those of all maps and activations. */
        ALL
    }

    @Setting(value = "Weight of Z_t - A_{t-1} W_t - b_t.", min = 0, open = true)
    double rho = 3;

    @Setting(value = "Weight of A_t - f(Z_t).", min = 0, open = true)
    double gamma = 30;

    @Setting(value = "How strongly Z_t, W_t and b_t are held at their values before.", min = 0)
    double alpha = 0;

    @Setting("Which constraints have multipliers: that of the output, as in Taylor et al., or all.")
    Multipliers multipliers = Multipliers.ALL;

    @Setting(value = "Steps before the first move of multipliers.", min = 0)
    long warmup = 0;

    @Override
    public Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH); // each example has layers and multipliers of its own
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        new DenseChain(network, "admm");
        return multiplied().hidden()
                ? StoredLayers.declare(
                        network,
                        examples,
                        StoredLayers.ACTIVATIONS,
                        StoredLayers.OUTPUT_MULTIPLIERS,
                        StoredLayers.MAP_MULTIPLIERS,
                        StoredLayers.ACTIVATION_MULTIPLIERS)
                : StoredLayers.declare(network, examples, StoredLayers.ACTIVATIONS, StoredLayers.OUTPUT_MULTIPLIERS);
    }

    private BlockUpdates.Multiplied multiplied() {
        return new BlockUpdates.Multiplied(true, multipliers == Multipliers.ALL);
    }

    private static DenseChain chain(Training training) {
        return training.derived("chain", () -> new DenseChain(training.network(), "admm"));
    }

    private BlockUpdates blocks(Training training) {
        return new BlockUpdates(
                training, chain(training), new BlockUpdates.Weights("admm", rho, gamma, alpha), multiplied());
    }

    /** Pre-activations and activations become those of the forward pass, multipliers 0. */
    @Override
    public void start(Training training) {
        StoredLayers.of(training).start(chain(training), true);
        state(training.network(), training.batch().examples()).stream()
                .filter(array -> array.name().endsWith("multipliers"))
                .forEach(array -> training.state(array.name()).assign(0));
    }

    @Override
    public void step(Training training) {
        BlockUpdates blocks = blocks(training);
        blocks.sweep();
        // as many as Bcd: moving multipliers and the objective share a forward run
        LayerUpdates.count(training, blocks.layerUpdates());
        BlockUpdates.Violations violations = blocks.violations(training.step() >= warmup);
        training.completed(blocks.objective(violations));
    }

    @Override
    public void report(Training training) {
        BlockUpdates blocks = blocks(training);
        BlockUpdates.Violations violations = blocks.violations(false);
        blocks.report(violations);
        training.report("primal_residual", violations.residual());
        training.report("dual_residual", dualResidual(training, blocks));
    }

    /** The root mean square of the Lagrangian's gradient with respect to the stored layers. */
    private double dualResidual(Training training, BlockUpdates blocks) {
        StoredLayers layers = StoredLayers.of(training);
        int last = chain(training).maps() - 1;
        double sum = 0;
        long numbers = 0;
        for (int map = last; map >= 0; map--) {
            INDArray ofZ = blocks.mapForce(map);
            if (map == last) {
                INDArray ofLoss = training.scratch("dL/d(output)", ofZ.shape());
                training.loss().gradient(layers.z(last), training.targets(), ofLoss);
                ofZ.addi(ofLoss.muli(training.inputs().size(0)));
            } else {
                INDArray next = blocks.mapForce(map + 1);
                INDArray ofA = blocks.activationForce(map);
                ofZ.subi(ofA.mul(chain(training).slope(training, map, layers.z(map))));
                INDArray back = training.scratch("back", ofA.shape());
                training.algebra().product(next, false, training.weight(map + 1), true, false, back);
                sum += Elementwise.square(training.algebra(), ofA.subi(back));
                numbers += ofA.length();
            }
            sum += Elementwise.square(training.algebra(), ofZ);
            numbers += ofZ.length();
        }
        return Math.sqrt(sum / numbers);
    }
}
