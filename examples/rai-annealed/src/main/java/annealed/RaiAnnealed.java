package annealed;

import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.method.GradientMethod;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * RAI with a coupling that grows while it trains. Every example has a target Z_t for every map t; after k steps,
 *
 * <pre>
 * L_k(θ, Z) = L_y(y, head(Z_T)) + μ_k Σ_t L_h(f_t(Z_{t-1}; θ_t), Z_t),   Z_0 = x
 * μ_k = from · (to / from)^min(1, k / over)
 * </pre>
 *
 * <p>A weak coupling lets the targets move to where the task wants them; a strong one makes the network produce them. As μ → ∞ the
 * minimum is that of the network itself: this is the quadratic-penalty method, with all variables moved in the same step.
 *
 * <p>The targets have the layout of the method rai. So a run of rai changes to this method with the targets that it has, and refit can
 * follow it. With from = to it is rai. Steps are counted from where the method begins, also after a change by hand.
 */
@Component
@Named("rai-annealed")
@About(
        value = "RAI with a coupling that grows from step to step, so that the network comes to produce its targets.",
        formula = "L_k = L_y(y, head(Z_T)) + μ_k Σ_t L_h(f_t(Z_{t-1}; θ_t), Z_t), μ_k = from (to / from)^min(1, k /"
                + " over)",
        source = "RAI, with the penalty schedule of Carreira-Perpiñán & Wang, Distributed optimization of deeply nested"
                + " systems, 2014, arXiv:1212.5921")
public class RaiAnnealed implements GradientMethod {
    private static final String STEPS = "steps";

    @Setting(value = "Hidden loss, a loss of the difference such as mse, mae or huber.", spec = "mse")
    Loss loss;

    @Setting(value = "Weight of the hidden losses at the first step.", min = 0, open = true)
    double from = 1;

    @Setting(value = "Weight of the hidden losses in the end.", min = 0, open = true)
    double to = 100;

    @Setting(value = "Steps in which it gets there.", min = 1)
    long over = 200;

    @Override
    public Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH); // the targets of all examples move in every step
    }

    @Override
    public List<Variable> variables(Network network, int examples) {
        if (!loss.ofDifference()) {
            throw new SpecException(
                    "the hidden loss of rai-annealed must depend on the difference of estimate and target"
                            + " alone, as mse, mae and huber do");
        }
        if (network.layers().stream().anyMatch(Layer.Fork.class::isInstance)) {
            throw new SpecException("rai-annealed trains no residual blocks: a target inside would cut the connection");
        }
        return List.of(Targets.ofAllMaps(network, examples).variable());
    }

    @Override
    public List<String> numbers() {
        return List.of(STEPS);
    }

    /** The coupling after some steps. */
    double coupling(double steps) {
        return from * Math.pow(to / from, Math.min(1, steps / over));
    }

    private double coupling(Training training) {
        return coupling(training.numbers().get(STEPS));
    }

    /** Targets become the forward pass of the network as it is. */
    @Override
    public void start(Training training) {
        Targets targets = targets(training);
        INDArray at = training.inputs();
        int copies;
        for (int map = 0; map < targets.maps().size(); map += copies) {
            copies = copies(training.network(), map);
            // by the operations of the gradient, if the engine has them: otherwise rounding would look like an error
            if (!segment(training, map, copies).forwardChain(at, targets.values(training, map, copies), loss)) {
                for (int copy = map; copy < map + copies; copy++) {
                    at = training.forward(first(training.network(), copy), end(training.network(), copy), at);
                    targets.values(training, copy).assign(at);
                }
            }
            at = targets.values(training, map + copies - 1);
        }
    }

    @Override
    public void step(Training training) {
        training.minimize(() -> gradient(training));
        training.numbers().set(STEPS, training.numbers().get(STEPS) + 1);
    }

    @Override
    public double gradient(Training training) {
        Targets targets = targets(training);
        double hidden = 0;
        int copies;
        for (int map = 0; map < targets.maps().size(); map += copies) {
            copies = copies(training.network(), map);
            hidden += segment(training, map, copies)
                    .targetLoss(
                            map == 0 ? training.inputs() : targets.values(training, map - 1, copies),
                            targets.values(training, map, copies),
                            loss,
                            coupling(training),
                            map == 0 ? null : targets.gradient(training, map - 1, copies),
                            targets.gradient(training, map, copies));
        }
        training.count("layer_updates", 2.0 * targets.maps().size()); // each map is run forward and backward
        return hidden + taskGradient(training, targets);
    }

    /** Adds the pull of the task to the gradient of the last target. */
    private static double taskGradient(Training training, Targets targets) {
        int last = targets.maps().size() - 1;
        int head = end(training.network(), last);
        int end = training.network().layers().size();
        INDArray z = targets.values(training, last);
        INDArray output = head == end ? z : training.segment(head, end).forward(z);
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        INDArray pull = head == end ? upstream : training.segment(head, end).backward(upstream, true);
        targets.gradient(training, last).addi(pull.reshape(z.shape()));
        return loss;
    }

    /** Of the state as it is: what the targets promise, and what the network keeps of it. */
    @Override
    public void report(Training training) {
        Network network = training.network();
        Targets targets = targets(training);
        int maps = targets.maps().size();
        double hidden = 0;
        for (int map = 0; map < maps; map++) {
            INDArray below = map == 0 ? training.inputs() : targets.values(training, map - 1);
            INDArray estimate = training.forward(first(network, map), end(network, map), below);
            hidden += loss.value(estimate, targets.values(training, map));
        }
        int end = network.layers().size();
        INDArray relaxed = training.forward(end(network, maps - 1), end, targets.values(training, maps - 1));
        double promised = training.loss().value(relaxed, training.targets());
        double kept = training.loss().value(training.forward(0, end, training.inputs()), training.targets());
        training.report("coupling", coupling(training));
        training.report("hidden_loss", hidden);
        training.report("relaxed_loss", promised);
        training.report("consistency_gap", promised - kept);
    }

    private static Targets targets(Training training) {
        return training.derived(
                "targets",
                () -> Targets.ofAllMaps(
                        training.network(), (int) training.inputs().size(0)));
    }

    private static Segment segment(Training training, int map, int copies) {
        return training.segment(first(training.network(), map), end(training.network(), map), copies);
    }

    /** How many maps from this one on have equal layers: they read targets, not each other, and are computed side by side. */
    private static int copies(Network network, int map) {
        int copies = 1;
        while (map > 0
                && map + copies < network.maps().size()
                && layers(network, map + copies).equals(layers(network, map))) {
            copies++;
        }
        return copies;
    }

    private static List<Layer> layers(Network network, int map) {
        return network.layers().subList(first(network, map), end(network, map));
    }

    /** The first layer after the map below. */
    private static int first(Network network, int map) {
        return map == 0 ? 0 : end(network, map - 1);
    }

    private static int end(Network network, int map) {
        return network.maps().get(map) + 1;
    }
}
