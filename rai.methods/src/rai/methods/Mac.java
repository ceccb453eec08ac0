package rai.methods;

import java.util.ArrayList;
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
 * The method of auxiliary coordinates: a quadratic penalty with an increasing weight μ ties stored pre-activations Z_t of every
 * example, the coordinates, to the network,
 *
 * <pre>
 * F_μ = L_y(y, Z_T) + μ/(2n) Σ_t ‖Z_t - f(Z_{t-1}) W_t - b_t‖²,   f(Z_0) = X
 * </pre>
 *
 * <p>One step is a Z-step, in which each example moves all its coordinates by an exact Gauss-Newton step with a line search
 * ({@link CoordinateStep}), and a W-step, in which each map is fitted to its coordinates by ridge regression, all maps side by
 * side, with λ times the squared distance from the weights before. Neither raises F_μ if the loss is convex in the outputs. μ is
 * {@code mu} at first, and is multiplied by {@code growth} every {@code every} steps. What the paper does at the end, so
 * that the true network gives what the coordinates promise, is {@code --then refit}.
 *
 * <p>Deviations from the paper: coordinates lie before the activation, which makes the W-step linear, and the output has them, too, so
 * that its map is fitted like the others; μ follows the number of steps, not a test of convergence.
 *
 * <p>It keeps 4 n Σ widths bytes in float32, four times as much while it works, and needs no optimizer. With c outputs a step costs about
 * as much as c/2 + 3 steps of backprop, and a Cholesky factorisation per map. Reports {@code mu}, {@code relaxed_objective} F_μ,
 * {@code relaxed_loss} of the coordinates of the output, {@code forward_loss} of the true forward pass, {@code consistency_gap}, the
 * first minus the second, and {@code map_residual}, the root mean square of Z_t - f(Z_{t-1}) W_t - b_t.
 */
@Component
@Named("mac")
@About(
        value = "Method of auxiliary coordinates: a quadratic penalty of rising weight; weights and stored layers in"
                + " turn.",
        formula = "F = L_y(y, Z_T) + μ/(2n) Σ_t |Z_t - f(Z_{t-1}) W_t - b_t|², μ rising",
        source = "Carreira-Perpiñán & Wang, Distributed optimization of deeply nested systems, AISTATS 2014,"
                + " arXiv:1212.5921")
public class Mac implements TrainingMethod {
    @Setting(value = "Weight of the penalty at first.", min = 0, open = true)
    double mu = 1;

    @Setting(value = "Factor by which the weight of the penalty grows.", min = 1)
    double growth = 2;

    @Setting(value = "Steps between two rises of the weight.", min = 1)
    long every = 5;

    @Setting(value = "Ridge: how strongly the change of the weights is held back in a step.", min = 0, open = true)
    double lambda = 1;

    @Override
    public Set<Batching> batching() {
        return Set.of(
                Batching.FULL_BATCH); // each example has coordinates of its own, which a batch without it can't move
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        new DenseChain(network, "mac");
        return StoredLayers.declare(network, examples);
    }

    private static DenseChain chain(Training training) {
        return training.derived("chain", () -> new DenseChain(training.network(), "mac"));
    }

    /** Coordinates become the pre-activations of the forward pass. */
    @Override
    public void start(Training training) {
        StoredLayers.of(training).start(chain(training), false);
    }

    @Override
    public void step(Training training) {
        double mu = mu(training.step());
        long updates = new CoordinateStep(training, chain(training), mu).move();
        fit(training);
        Residual residual = residual(training);
        LayerUpdates.count(training, updates + 2L * chain(training).maps());
        training.completed(residual.objective(mu));
    }

    private double mu(long step) {
        return mu * Math.pow(growth, step / every);
    }

    /** The W-step. */
    void fit(Training training) {
        StoredLayers layers = StoredLayers.of(training);
        List<MapFit.Wanted> wanted = new ArrayList<>();
        for (int map : layers.maps()) {
            INDArray input = training.inputs();
            if (map > 0) {
                INDArray below = layers.z(map - 1);
                input = training.scratch("activations of map " + (map - 1), below.shape())
                        .assign(DenseChain.activate(training, map - 1, below));
            }
            wanted.add(new MapFit.Wanted(map, input, layers.z(map), null));
        }
        MapFit.all(training, wanted, lambda, new Solving("mac", "lambda", lambda, Solving.Help.LARGER, 1));
    }

    /** The loss of the coordinates of the output, and the sum of the squares of the residuals. */
    record Residual(double loss, double square, long examples, long numbers) {
        double objective(double mu) {
            return loss + mu / (2 * examples) * square;
        }
    }

    static Residual residual(Training training) {
        StoredLayers layers = StoredLayers.of(training);
        double square = 0;
        long numbers = 0;
        int last = layers.maps().size() - 1;
        for (int map : layers.maps()) {
            INDArray input = map == 0 ? training.inputs() : DenseChain.activate(training, map - 1, layers.z(map - 1));
            square += layers.z(map).squaredDistance(DenseChain.estimate(training, map, input));
            numbers += layers.z(map).length();
        }
        double loss = training.loss().value(layers.z(last), training.targets());
        return new Residual(loss, square, training.inputs().size(0), numbers);
    }

    @Override
    public void report(Training training) {
        double mu = mu(Math.max(0, training.step() - 1));
        Residual residual = residual(training);
        int end = training.network().layers().size();
        double forward = training.loss().value(training.forward(0, end, training.inputs()), training.targets());
        training.report("mu", mu);
        training.report("relaxed_objective", residual.objective(mu));
        training.report("relaxed_loss", residual.loss());
        training.report("forward_loss", forward);
        training.report("consistency_gap", residual.loss() - forward);
        training.report("map_residual", Math.sqrt(residual.square() / residual.numbers()));
    }
}
