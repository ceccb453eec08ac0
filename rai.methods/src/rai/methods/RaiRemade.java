package rai.methods;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * {@link Rai} with targets that last one step: they are made again for the examples of each step, by a forward pass and sweeps
 * from the output to the data, and then the optimizer moves the parameters towards them. So nothing is kept per example, and batches of
 * any size are trained. The objective, for targets Z_t [n, d_t] of the n examples of the step, is
 *
 * <pre>
 * E(θ, Z) = L_y(y, head(Z_T)) + μ Σ_t d_t/2 L_h(f_t(Z_{t-1}; θ_t), Z_t),   Z_0 = x
 * </pre>
 *
 * <p>which for L_h = mse is L_y + μ/2n Σ ‖Z_t - f_t(Z_{t-1})‖²: the sum over units, unlike {@link Rai}, so that what a target
 * passes on does not depend on the ratio of widths. A step is
 *
 * <pre>
 * Z_t = f_t(Z_{t-1})                                          forward
 * Z_t -= γ n/μ ∂E/∂Z_t,   t = T .. 1, each after Z_{t+1}      once per sweep
 * θ follows ∂E/∂θ with Z held                                 by the optimizer
 * </pre>
 *
 * <p>n/μ is the inverse curvature that the mse of Z_t itself has, so γ = 1 is a full step; the targets are moved by this rule and not by
 * the optimizer, whose memory would belong to other examples. After the first sweep Z_t = f_t - γ^(T-t+1) times
 * n/μ the gradient of back-propagation, so with one sweep and γ → 0 the gradient of each map is that of backprop times γ^(T-t+1); an
 * optimizer such as Adam does not see the factor. With orthogonal weights γ = 1 does not train: what a target has moved, the estimate
 * from the target below has moved as well, and no residual is left.
 *
 * <p>This is predictive coding with pre-activations as states, which start at the forward pass (Whittington and Bogacz, Neural
 * Computation 29, 2017), except that a sweep visits the states one after the other, and that the output is a target too.
 *
 * <p>A sweep is sequential in t; the gradient of the parameters is computed side by side. Memory: one array of
 * targets per step, n Σ d_t numbers.
 *
 * <p>Reports {@code hidden_loss}, the second term of E without μ, and {@code relaxed_loss}, the first term, both of the last step before
 * the parameters moved; and {@code layer_updates}.
 */
@Component
@Named("rai-remade")
@About(
        value = "RAI with targets that are made again in every step: a forward pass, then sweeps from the output to the"
                + " data. Trains in mini-batches.",
        formula = "Z_t = f_t(Z_{t-1}); Z_t -= γ n/μ dE/dZ_t, t = T..1; θ follows dE/dθ,"
                + " E = L_y(y, Z_T) + μ/2n Σ_t ‖Z_t - f_t(Z_{t-1}; θ_t)‖²",
        source = "predictive coding: Whittington & Bogacz, Neural Computation 29, 2017; Relaxed Activation Identity"
                + " reference program")
public class RaiRemade implements TrainingMethod {
    private static final String HIDDEN_LOSS = "hidden_loss";
    private static final String RELAXED_LOSS = "relaxed_loss";

    @Setting(value = "Hidden loss, a loss of the difference such as mse, mae or huber.", spec = "mse")
    Loss loss;

    @Setting(value = "Weight of the hidden losses.", min = 0, open = true)
    double mu = 1;

    @Setting(value = "How far a sweep moves a target: 1 is a full step.", min = 0, open = true)
    double gamma = 0.5;

    @Setting(value = "Sweeps over the targets in each step.", min = 1)
    int sweeps = 1;

    @Setting("Which maps are relaxed: all, every:3, or numbers and ranges from 1 such as 3,7-9.")
    String layers = "all";

    /** It has no variables; what it can't train is refused here. */
    @Override
    public List<Variable> variables(Network network, int examples) {
        if (!loss.ofDifference()) {
            throw new SpecException("the hidden loss of rai-remade must depend on the difference of estimate and target"
                    + " alone: use mse, mae or huber, as in rai-remade(loss=mse)");
        }
        new Relaxation(network, layers);
        return List.of();
    }

    @Override
    public List<String> numbers() {
        return List.of(HIDDEN_LOSS, RELAXED_LOSS);
    }

    @Override
    public void step(Training training) {
        remake(training);
        LayerUpdates.count(training, sweeps * (2L * training.network().maps().size() - 1));
        training.minimize(() -> gradient(training));
    }

    /** Makes the targets of the examples of this step. */
    RemadeTargets remake(Training training) {
        RemadeTargets targets = targets(training);
        targets.forward(training);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            targets.sweep(training, loss, mu, gamma, sweep > 0);
        }
        return targets;
    }

    /** E and its gradient with respect to the parameters, for the targets as they are. */
    double gradient(Training training) {
        RemadeTargets targets = targets(training);
        double hidden = 0;
        for (RemadeTargets.SideBySide group : targets.groups()) {
            Segment segments = training.segment(group.from(), group.to(), group.copies());
            INDArray input = group.input() == null ? training.inputs() : group.input();
            hidden += segments.targetLoss(
                    input, group.targets(), loss, mu * group.width() / 2, null, group.targetGradient());
        }
        double relaxed = targets.taskGradient(training, Segment.ParameterGradient.OVERWRITE);
        training.numbers().set(HIDDEN_LOSS, hidden / mu);
        training.numbers().set(RELAXED_LOSS, relaxed);
        LayerUpdates.count(training, 2L * training.network().maps().size());
        return relaxed + hidden;
    }

    private RemadeTargets targets(Training training) {
        int n = training.batch().size();
        Relaxation relaxation = training.derived("relaxation", () -> new Relaxation(training.network(), layers));
        INDArray room = training.scratch("targets", n * relaxation.total());
        INDArray other = training.scratch("dE/d(targets)", n * relaxation.total());
        return training.derived(
                "targets of " + n, () -> new RemadeTargets(training.network(), relaxation, n, room, other));
    }

    @Override
    public void report(Training training) {
        training.report(HIDDEN_LOSS, training.numbers().get(HIDDEN_LOSS));
        training.report(RELAXED_LOSS, training.numbers().get(RELAXED_LOSS));
    }
}
