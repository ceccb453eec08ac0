package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Predictive coding with multipliers: training as a problem with constraints, one per layer and example,
 *
 * <pre>
 * min L_y(y, head(Z_T))   subject to   c_t = Z_t - F_t(Z_{t-1}; θ) = 0,   Z_0 = x,   F_t(Z) = f(Z) W_t + b_t
 * </pre>
 *
 * and its augmented Lagrangian, for each example
 *
 * <pre>
 * L_ρ(Z, Λ, θ) = L_y(y, head(Z_T)) + Σ_t λ_t · c_t + ρ/2 |c_t|²
 * </pre>
 *
 * <p>In each step, for the examples of its batch, the states Z start with the values of the forward pass and the multipliers λ with
 * 0. Each of the {@code inner} steps moves both, all layers at once: the states against the gradient,
 * Z ← Z - rate/ρ dL_ρ/dZ, and the multipliers towards their estimate λ_t + ρ c_t, λ_t ← λ_t + 0.8 ρ c_t. Both need what a layer and its
 * two neighbours know, and both come from one pass forward and backward. Then the optimizer moves the parameters once, along
 * dL_ρ/dθ, which for each layer is -(λ_t + ρ c_t) dF_t/dθ.
 *
 * <p>At the saddle point c = 0, so the states are those of the forward pass, and λ_t = -dL_y/dZ_t: the gradient of backprop,
 * found by layers that only know their neighbours. Without multipliers, in predictive coding, what the output wants diffuses: it takes
 * about the square of the depth. With them it travels as a wave, by √(0.8 rate) layers per inner step, and is reflected at the
 * input; the penalty damps it. If the layers keep lengths, the wave has passed through all of them, and the gradient points where that of
 * backprop does to a few per cent, after twice as many inner steps as there are layers: the default.
 *
 * <p>The rate is stable below 10 / (3 s), s being the largest eigenvalue of AᵀA for c ≈ A dZ: s = 4 if the layers keep
 * lengths, and up to (1 + g)² if one lengthens by g. The penalty has no influence on that. It says
 * how far the states move from the forward pass, in proportion to 1/ρ, and must outweigh the curvature of the constraints: with too
 * small a one, the states do not settle.
 *
 * <p>The steps are derived here from the augmented Lagrangian, not taken from the paper: states and multipliers move at once, the
 * multipliers by 0.8 of the penalty, the penalty is constant, and the multipliers are made again for each batch. A residual block counts
 * as one map: the state is that of its output.
 *
 * <p>Reports, for the batch of the last step, after the inner steps: {@code output_loss}, L_y of the states;
 * {@code constraint_violation}, the root of the mean of c²; and {@code multipliers}, that of λ². And {@code layer_updates}, the cost so
 * far: about as much per inner step as a step of backprop.
 */
@Component(service = TrainingMethod.class)
@Named("alm-pc")
@About(
        value = "Predictive coding with a multiplier for every layer's constraint: by steps that are local, it"
                + " approaches the gradient of backprop.",
        formula = "L = L_y(y, head(Z_T)) + Σ_t λ_t · c_t + ρ/2 |c_t|², c_t = Z_t - F_t(Z_{t-1})",
        source = "PC-ALM: Seely & Gould, 2026, arXiv:2605.31022; multipliers: Hestenes, Journal of Optimization Theory"
                + " and Applications 4, 1969")
public class AlmPc implements TrainingMethod {
    /** The share of the way from a multiplier to its estimate: more damps less, and 1 would not damp at all. */
    private static final double SHARE = 0.8;

    @Setting(
            value = "Inner steps: how often states and multipliers move before the parameters do; 0 means twice the"
                    + " number of hidden maps.",
            min = 0,
            max = 1_000_000)
    int inner = 0;

    @Setting(value = "Rate of the inner steps, as a multiple of 1/penalty.", min = 0, open = true)
    double rate = 0.3;

    @Setting(value = "Penalty ρ of the violated constraints.", min = 0, open = true)
    double penalty = 10;

    /** The states settle once per step. */
    @Override
    public boolean evaluatesOnce() {
        return true;
    }

    @Override
    public void step(Training training) {
        LayerUpdates.count(training, layerUpdates(training));
        training.minimize(() -> gradient(training));
    }

    private long layerUpdates(Training training) {
        Chain chain = ChainEnergy.chain(training);
        long maps = training.network().maps().size();
        return chain.states() == 0
                ? 2 * maps
                : maps + ChainEnergy.mapsOfHead(training, chain) + 2 * maps * inner(chain);
    }

    /**
     * The augmented Lagrangian after the inner steps, and its gradient there.
     *
     * <p>With u = λ/ρ, λ · c + ρ/2 |c|² = ρ/2 |c + u|² - ρ/2 |u|²: a squared distance from the goal Z + u, whose gradient with respect to
     * the goal is the estimate of the multiplier, m = c + u, times ρ/n.
     */
    double gradient(Training training) {
        Chain chain = ChainEnergy.chain(training);
        ChainEnergy energy = new ChainEnergy(training, chain);
        if (chain.states() == 0) {
            return energy.head(null, null);
        }
        double n = training.inputs().size(0);
        LinearAlgebra algebra = training.algebra();
        ChainArray states = ChainArray.of(training, chain, "states");
        INDArray multipliers = ChainArray.of(training, chain, "multipliers").flat();
        ChainArray goals = ChainArray.of(training, chain, "goals");
        ChainArray ofGoals = ChainArray.of(training, chain, "gradient of goals");
        ChainArray ofStates = ChainArray.of(training, chain, "gradient");
        energy.forward(states);
        multipliers.assign(0);
        ofGoals.flat().assign(0); // all constraints hold
        ofStates.flat().assign(0);
        energy.head(states, ofStates);
        double between = 0;
        double head = 0;
        for (int i = 0; i < inner(chain); i++) {
            Vectors.combine(algebra, -rate / penalty * n, ofGoals.flat(), 1, states.flat());
            Vectors.combine(algebra, -rate / penalty * n, ofStates.flat(), 1, states.flat());
            Vectors.combine(algebra, SHARE * n / penalty, ofGoals.flat(), 1 - SHARE, multipliers);
            goals.flat().assign(states.flat());
            Vectors.combine(algebra, 1, multipliers, 1, goals.flat());
            ofStates.flat().assign(0);
            between = energy.between(states, goals, penalty, ofGoals, ofStates);
            head = energy.head(states, ofStates);
        }
        return report(training, multipliers, ofGoals.flat(), head, between);
    }

    private double report(Training training, INDArray multipliers, INDArray ofGoals, double head, double between) {
        double n = training.inputs().size(0);
        double norm = multipliers.norm2Number().doubleValue();
        double root = Math.sqrt(multipliers.length());
        Vectors.combine(training.algebra(), -1, multipliers, n / penalty, ofGoals); // c = m - u
        training.report("output_loss", head);
        training.report("constraint_violation", ofGoals.norm2Number().doubleValue() / root);
        training.report("multipliers", penalty * norm / root);
        return head + between - penalty * norm * norm / (2 * n);
    }

    private int inner(Chain chain) {
        return inner == 0 ? 2 * chain.states() : inner;
    }
}
