package rai.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.loss.Loss;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment.ParameterGradient;
import rai.api.run.RefusalException;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/**
 * Every layer has a loss of its own, and no gradient crosses a layer. A layer is a map and all that follows it before the next one,
 * or a residual block; A_t is its output, computed from an A_{t-1} that counts as given. A hidden layer has a linear head P_t of its
 * own, which is trained beside it and dropped at the end; the output layer has the loss of the task:
 *
 * <pre>
 * L_t = (1 - β) L_y(y, A_t V_t + v_t) + β 1/n² ‖S(A_t) - S(Y)‖²   hidden layers,   L_T = L_y(y, A_T)
 * </pre>
 *
 * <p>S holds the similarities of the examples of the batch: the cosines of the angles between them after each has lost its mean
 * over units, or over classes. Activations after the last map of the network also follow the heads.
 *
 * <p>The optimizer moves the parameters, and the variable {@value #HEADS}: V_t and v_t of one layer after the other, drawn from
 * U(-1/√d, 1/√d). A step costs a forward and a backward pass; similarities cost 4 n² d more per layer and need three arrays of
 * n², so at most {@value #MOST} examples per step.
 *
 * <p>Where it differs from the paper: S is that of A_t itself, not of a further linear map of it that is learnt beside it; there is
 * no dropout and no batch normalisation but what the network has; and the optimizer is any.
 */
@Component
@Named("local-loss")
@About(
        value = "A loss for each layer, by a linear head of its own or by similarities; no gradient crosses a layer.",
        formula = "L_t = (1 - beta) L_y(y, A_t V_t + v_t) + beta |S(A_t) - S(Y)|^2 / n^2",
        source = "Nøkland & Eidnes, Training neural networks with local error signals, 2019, arXiv:1901.06656")
public class LocalLoss implements TrainingMethod {
    private static final String HEADS = "local-heads";
    private static final String COUNTER = "local-loss";

    /** The most examples per step with similarities. */
    static final int MOST = 4096;

    @Setting(value = "Share of the similarity loss in the loss of a hidden layer.", min = 0, max = 1)
    double beta = 0;

    @Override
    public List<Variable> variables(Network network, int examples) {
        int tail = tail(network);
        for (int i = tail; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Layer.Apply apply
                    && (apply.mixesRows()
                            || !apply.parameters().isEmpty()
                            || !apply.state().isEmpty())) {
                throw new SpecException(
                        "local-loss lets the heads of its layers pass through what follows the last map, but "
                                + LayerName.of(network, i)
                                + ", learns or gathers something there: end the network with its last map");
            }
        }
        LocalUnits units = new LocalUnits(network);
        long heads = offset(network, units, units.hidden().size());
        return heads == 0 ? List.of() : List.of(new Variable(HEADS, heads));
    }

    @Override
    public void require(Network network, Loss loss, int rows) {
        String who = "local-loss(beta=" + Settings.number(beta) + ")";
        if (beta > 0 && network.outputs() == 1 && loss.targets() == Loss.Targets.NUMBERS) {
            throw new SpecException(who + " compares the similarities of classes, but the examples have a single number"
                    + " as target: use beta=0");
        }
        if (beta > 0 && rows > MOST) {
            throw new RefusalException(
                    who + " compares all examples of a step with each other, " + rows + " here, and takes at most "
                            + MOST,
                    "give --batch " + MOST + " or less, or use beta=0",
                    "set batch of its phase to " + MOST + " or less, or use beta=0");
        }
    }

    /** The layer after the last map, or after the residual block that it is in. */
    private static int tail(Network network) {
        int tail = network.maps().get(network.maps().size() - 1) + 1;
        for (int i = tail; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Layer.Join) {
                tail = i + 1;
            }
        }
        return tail;
    }

    private static long offset(Network network, LocalUnits units, int unit) {
        return units.hidden().subList(0, unit).stream()
                .mapToLong(u -> (u.width() + 1L) * network.outputs())
                .sum();
    }

    @Override
    public List<String> counters() {
        return List.of(COUNTER);
    }

    @Override
    public void start(Training training) {
        LocalUnits units = units(training);
        for (LocalUnits.Unit unit : units.hidden()) {
            RandomGenerator random = training.random(HEADS, unit.number());
            double bound = 1 / Math.sqrt(unit.width());
            Head head = head(training, units, unit);
            for (INDArray values : List.of(head.weight, head.bias)) {
                Doubles all = Doubles.of(values);
                for (int i = 0; i < all.length(); i++) {
                    all.put(i, random.nextDouble(-bound, bound));
                }
            }
        }
    }

    private static LocalUnits units(Training training) {
        return training.derived("units", () -> new LocalUnits(training.network()));
    }

    /** The linear head of a hidden layer, and its gradient. */
    private record Head(INDArray weight, INDArray bias, INDArray ofWeight, INDArray ofBias) {}

    private static Head head(Training training, LocalUnits units, LocalUnits.Unit unit) {
        int classes = training.network().outputs();
        long at = offset(training.network(), units, unit.number());
        long biases = at + (long) unit.width() * classes;
        return new Head(
                training.variable(HEADS, at, unit.width(), classes),
                training.variable(HEADS, biases, 1, classes),
                training.gradient(HEADS, at, unit.width(), classes),
                training.gradient(HEADS, biases, 1, classes));
    }

    @Override
    public void step(Training training) {
        double sum = gradient(training);
        Trained all = Trained.layers(0, training.network().layers().size());
        training.update(COUNTER, units(training).hidden().isEmpty() ? all : all.and(HEADS));
        LayerUpdates.count(training, 2L * training.network().maps().size());
        training.completed(sum);
    }

    /** Writes the gradient of each layer's loss over the gradients of its parameters and of its head. */
    double gradient(Training training) {
        LocalUnits units = units(training);
        SimilarityLoss similarity = similarity(training);
        training.parameterGradient().assign(0); // layers may share parameters: each adds what it finds
        double sum = 0;
        INDArray at = training.inputs();
        for (LocalUnits.Unit unit : units.hidden()) {
            var segment = training.segment(unit.from(), unit.to());
            at = segment.forward(at).reshape(at.size(0), unit.width());
            INDArray upstream = training.scratch("local-loss: dL/dA", at.shape());
            sum += headGradient(training, units, unit, at, upstream);
            if (beta > 0) {
                sum += beta * similarity.of(at, beta, upstream);
            }
            segment.backward(upstream, false, ParameterGradient.ADD);
        }
        var last = training.segment(units.last().from(), units.last().to());
        INDArray output = last.forward(at);
        INDArray upstream = training.scratch("local-loss: dL/d(output)", output.shape());
        sum += training.loss().gradient(output, training.targets(), upstream);
        last.backward(upstream, false, ParameterGradient.ADD);
        return sum;
    }

    private SimilarityLoss similarity(Training training) {
        if (beta == 0) {
            return null;
        }
        return new SimilarityLoss(training, training.targets());
    }

    /** (1 - β) L_y of the head; writes its gradient with respect to A. */
    private double headGradient(
            Training training, LocalUnits units, LocalUnits.Unit unit, INDArray a, INDArray ofInput) {
        Head head = head(training, units, unit);
        INDArray estimate = estimate(training, head, a);
        int tail = tail(training.network());
        int end = training.network().layers().size();
        INDArray upstream = training.scratch("local-loss: dL/dP", estimate.shape());
        double loss;
        if (tail == end) {
            loss = training.loss().gradient(estimate, training.targets(), upstream);
        } else {
            var through = training.segment(tail, end);
            INDArray output = through.forward(estimate);
            loss = training.loss().gradient(output, training.targets(), upstream);
            upstream.assign(
                    through.backward(upstream, true, ParameterGradient.NONE).reshape(upstream.shape()));
        }
        upstream.muli(1 - beta);
        training.algebra().product(a, true, upstream, false, false, head.ofWeight);
        Biases.sum(upstream, head.ofBias);
        training.algebra().product(upstream, false, head.weight, true, false, ofInput);
        return (1 - beta) * loss;
    }

    private static INDArray estimate(Training training, Head head, INDArray a) {
        INDArray estimate =
                training.scratch("local-loss: P", a.size(0), training.network().outputs());
        training.algebra().product(a, false, head.weight, false, false, estimate);
        return Biases.add(estimate, head.bias);
    }

    /**
     * The losses of the layers on the true forward pass, as in evaluation.
     *
     * @param training the run's state
     * @return L_t of each, the output layer last
     */
    List<Double> losses(Training training) {
        LocalUnits units = units(training);
        SimilarityLoss similarity = similarity(training);
        int tail = tail(training.network());
        int end = training.network().layers().size();
        List<Double> losses = new ArrayList<>();
        INDArray at = training.inputs();
        for (LocalUnits.Unit unit : units.hidden()) {
            at = training.forward(unit.from(), unit.to(), at);
            INDArray a = training.scratch("local-loss: A", at.shape()).assign(at); // the next calls overwrite it
            INDArray output = training.forward(tail, end, estimate(training, head(training, units, unit), a));
            double loss = (1 - beta) * training.loss().value(output, training.targets());
            losses.add(loss + (beta > 0 ? beta * similarity.of(a, beta, null) : 0));
            at = a;
        }
        INDArray output = training.forward(units.last().from(), end, at);
        losses.add(training.loss().value(output, training.targets()));
        return losses;
    }

    @Override
    public void report(Training training) {
        List<Double> losses = losses(training);
        training.report(
                "local_loss",
                losses.subList(0, losses.size() - 1).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
        training.report("local_loss_per_layer", losses);
    }
}
