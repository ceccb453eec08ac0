package rai.methods;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;

/**
 * The blocks of a network whose pre-activations Z_t and activations A_t are stored for every example, and the update of each block:
 * the minimum of
 *
 * <pre>
 * n L_y(y, Z_T) + ρ/2 Σ_t ‖Z_t - A_{t-1} W_t - b_t + P_t‖² + γ/2 Σ_t ‖A_t - f(Z_t) + Q_t‖²
 * </pre>
 *
 * over that block, all others being held. P_t and Q_t are scaled multipliers, 0 for a penalty alone. To the objective of Z_t and of
 * [W_t; b_t] a proximal term α/2 ‖· - before‖² is added. So no update can raise the objective.
 */
final class BlockUpdates {
    /** A weight of the maps that has a solution with all usual weights of the activations. */
    private static final double RHO = 3;

    /** Weights of the terms of a method. */
    record Weights(String method, double rho, double gamma, double alpha) {
        /** The ridge is γ/ρ. */
        Solving ofActivations() {
            return rho > RHO ? smallerRho() : new Solving(method, "gamma", gamma, Solving.Help.LARGER, 30);
        }

        /** The ridge is α/ρ. */
        Solving ofMaps() {
            return rho > RHO ? smallerRho() : new Solving(method, "alpha", alpha, Solving.Help.LARGER, 0.1);
        }

        private Solving smallerRho() {
            return new Solving(method, "rho", rho, Solving.Help.SMALLER, RHO);
        }
    }

    /** Which constraints have multipliers. */
    record Multiplied(boolean output, boolean hidden) {
        static final Multiplied NONE = new Multiplied(false, false);
    }

    private final Training training;
    private final LinearAlgebra algebra;
    private final DenseChain chain;
    private final StoredLayers layers;
    private final Weights weights;
    private final Multiplied multiplied;
    private final int last;

    BlockUpdates(Training training, DenseChain chain, Weights weights, Multiplied multiplied) {
        this.training = training;
        this.algebra = training.algebra();
        this.chain = chain;
        this.layers = StoredLayers.of(training);
        this.weights = weights;
        this.multiplied = multiplied;
        this.last = chain.maps() - 1;
    }

    /** @return P_t; null if it is 0 */
    INDArray ofMap(int map) {
        return multiplied.hidden() || multiplied.output() && map == last ? layers.mapMultipliers(map) : null;
    }

    /** @return Q_t; null if it is 0 */
    INDArray ofActivation(int map) {
        return multiplied.hidden() ? layers.activationMultipliers(map) : null;
    }

    /** All blocks once: from output to input Z_T, then A_t and Z_t of each hidden map; then all weights. */
    void sweep() {
        output();
        for (int map = last - 1; map >= 0; map--) {
            activation(map);
            preActivation(map);
        }
        weights(layers.maps());
    }

    /**
     * @return layer updates of a sweep and of its objective: each Z_t and each A_t is solved on a forward run of a map, each W_t is
     *     solved, and each map is run for the objective
     */
    long layerUpdates() {
        return 2L * (last + 1) + 2L * last + 2L * (last + 1);
    }

    /** Z_T: the proximal point of the loss. */
    void output() {
        double kappa = weights.rho() + weights.alpha();
        INDArray z = layers.z(last);
        INDArray m = training.scratch("near", z.shape());
        near(z, DenseChain.estimate(training, last, layers.a(last - 1)), ofMap(last), m);
        INDArray y = training.targets().castTo(DataType.DOUBLE);
        double[] found = OutputFit.of(training.loss(), y, Doubles.copy(z), Doubles.copy(m), kappa);
        Doubles.of(z).put(0, found, found.length);
    }

    /** A_t of a hidden map: A += (γ (f(Z_t) - Q_t - A) + ρ R Wᵀ) (γ I + ρ W Wᵀ)⁻¹ with R = Z_{t+1} + P_{t+1} - A W - b. */
    void activation(int map) {
        INDArray a = layers.a(map);
        INDArray next = layers.z(map + 1);
        INDArray residual = training.scratch("residual", next.shape());
        residual.assign(DenseChain.estimate(training, map + 1, a));
        Elementwise.run(
                algebra,
                1,
                (x, count) -> {
                    for (int i = 0; i < count; i++) {
                        x[0][i] = x[1][i] + x[2][i] - x[0][i];
                    }
                    return 0;
                },
                residual,
                next,
                ofMap(map + 1));
        INDArray pull = training.scratch("pull", a.shape());
        double ratio = weights.gamma() / weights.rho();
        Elementwise.run(
                algebra,
                1,
                (x, count) -> {
                    for (int i = 0; i < count; i++) {
                        x[0][i] = ratio * (x[1][i] - x[2][i] - x[3][i]);
                    }
                    return 0;
                },
                pull,
                DenseChain.activate(training, map, layers.z(map)),
                ofActivation(map),
                a);
        INDArray weight = training.weight(map + 1);
        algebra.product(residual, false, weight, true, true, pull);
        INDArray change = training.scratch("change", a.shape());
        INDArray inverse = weights.ofActivations().ofMap(map + 1, () -> inverse(weight, ratio));
        algebra.product(pull, false, inverse.castTo(a.dataType()), false, false, change);
        a.addi(change);
    }

    /** (c I + W Wᵀ)⁻¹ in float64. */
    private INDArray inverse(INDArray weight, double c) {
        long d = weight.size(0);
        INDArray w = weight.castTo(DataType.DOUBLE);
        INDArray identity = Nd4j.eye(d).castTo(DataType.DOUBLE);
        INDArray gram = identity.mul(c);
        algebra.product(w, false, w, true, true, gram);
        return algebra.solve(gram, identity);
    }

    /** Z_t of a hidden map, by {@link ActivationFit}. */
    void preActivation(int map) {
        INDArray z = layers.z(map);
        INDArray m = training.scratch("near", z.shape());
        near(z, DenseChain.estimate(training, map, layers.a(map - 1)), ofMap(map), m);
        INDArray v = layers.a(map);
        INDArray q = ofActivation(map);
        if (q != null) {
            INDArray shifted = training.scratch("wanted", z.shape());
            shifted.assign(v).addi(q);
            v = shifted;
        }
        double c = (weights.rho() + weights.alpha()) / weights.gamma();
        new ActivationFit(training, chain, map, c).fit(z, v, m);
    }

    /** The middle of the estimate less the multiplier, and the value before, weighted by ρ and α. */
    private void near(INDArray z, INDArray estimate, INDArray multiplier, INDArray m) {
        double rho = weights.rho();
        double alpha = weights.alpha();
        Elementwise.run(
                algebra,
                1,
                (x, count) -> {
                    for (int i = 0; i < count; i++) {
                        x[0][i] = (rho * (x[1][i] - x[2][i]) + alpha * x[3][i]) / (rho + alpha);
                    }
                    return 0;
                },
                m,
                estimate,
                multiplier,
                z);
    }

    /** W_t and b_t of some maps, side by side. */
    void weights(List<Integer> maps) {
        List<MapFit.Wanted> wanted = maps.stream()
                .map(map -> new MapFit.Wanted(map, layers.a(map - 1), layers.z(map), ofMap(map)))
                .toList();
        MapFit.all(training, wanted, Math.max(weights.alpha(), LEAST_RIDGE) / weights.rho(), weights.ofMaps());
    }

    /** Without a proximal term the equations of unused inputs would have no unique solution. */
    private static final double LEAST_RIDGE = 1e-6;

    /** Squares of the constraints' violations, and the loss of the stored output. */
    record Violations(double loss, double maps, double activations, long mapNumbers, long activationNumbers) {
        /** @return the root mean square of Z_t - A_{t-1} W_t - b_t */
        double mapResidual() {
            return Math.sqrt(maps / mapNumbers);
        }

        /** @return the root mean square of A_t - f(Z_t) */
        double activationResidual() {
            return activationNumbers == 0 ? 0 : Math.sqrt(activations / activationNumbers);
        }

        /** @return the root mean square of both */
        double residual() {
            return Math.sqrt((maps + activations) / (mapNumbers + activationNumbers));
        }
    }

    /** Both kinds of violations; if asked, each is added to its multiplier. */
    Violations violations(boolean ascend) {
        double maps = 0;
        double activations = 0;
        long mapNumbers = 0;
        long activationNumbers = 0;
        for (int map = 0; map <= last; map++) {
            maps += violation(
                    layers.z(map), DenseChain.estimate(training, map, layers.a(map - 1)), ascend ? ofMap(map) : null);
            mapNumbers += layers.z(map).length();
            if (map < last) {
                activations += violation(
                        layers.a(map),
                        DenseChain.activate(training, map, layers.z(map)),
                        ascend ? ofActivation(map) : null);
                activationNumbers += layers.a(map).length();
            }
        }
        double loss = training.loss().value(layers.z(last), training.targets());
        return new Violations(loss, maps, activations, mapNumbers, activationNumbers);
    }

    private double violation(INDArray value, INDArray estimate, INDArray multiplier) {
        INDArray first = multiplier == null ? value : multiplier;
        return Elementwise.run(
                algebra,
                multiplier == null ? 0 : 1,
                (x, count) -> {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        double residual = x[1][i] - x[2][i];
                        x[0][i] += residual;
                        sum += residual * residual;
                    }
                    return sum;
                },
                first,
                value,
                estimate);
    }

    /** @return ρ times the multiplier of a map's estimate, or times the violation if it has none; a new array */
    INDArray mapForce(int map) {
        INDArray multiplier = ofMap(map);
        INDArray force = multiplier != null
                ? multiplier.dup()
                : layers.z(map).sub(DenseChain.estimate(training, map, layers.a(map - 1)));
        return force.muli(weights.rho());
    }

    /** @return γ times the multiplier of an activation, or times the violation if it has none; a new array */
    INDArray activationForce(int map) {
        INDArray multiplier = ofActivation(map);
        INDArray force = multiplier != null
                ? multiplier.dup()
                : layers.a(map).sub(DenseChain.activate(training, map, layers.z(map)));
        return force.muli(weights.gamma());
    }

    /** The objective with penalties alone, per example: L_y + (ρ/2 Σ ‖·‖² + γ/2 Σ ‖·‖²) / n. */
    double objective(Violations violations) {
        return violations.loss()
                + (weights.rho() * violations.maps() + weights.gamma() * violations.activations())
                        / (2 * training.inputs().size(0));
    }

    /** Reports how far the stored layers are from the forward pass. */
    void report(Violations violations) {
        int end = training.network().layers().size();
        double forward = training.loss().value(training.forward(0, end, training.inputs()), training.targets());
        training.report("relaxed_loss", violations.loss());
        training.report("forward_loss", forward);
        training.report("consistency_gap", violations.loss() - forward);
        training.report("map_residual", violations.mapResidual());
        training.report("activation_residual", violations.activationResidual());
    }
}
