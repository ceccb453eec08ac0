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
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.api.run.RefusalException;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Forward-forward: every hidden layer learns by itself to distinguish an example with its own label from the same example with a wrong one, by
 * the sum of squares of its activations, its goodness. A layer is a map and all that follows it before the next one, or a residual
 * block; A_t is what its last activation gives, from an Â_{t-1} that counts as given. With p = 1 / (1 + exp(θ_t - Σ_j A_tj²)),
 *
 * <pre>
 * L_t = mean of -log p over the examples with their labels + mean of -log (1 - p) over those with wrong labels,
 * L_T = L_y(y, output without a label)
 * </pre>
 *
 * <p>No gradient crosses a layer. Between layers every example with a label is scaled to the root mean square that the layer has without labels,
 * so the next one can't read the goodness from the length.
 *
 * <p>The label is c further inputs of the first map, with weights V [c, d_1] of their own, the variable {@value #LABELS}: 1 - 1/c for
 * the class and -1/c for all others. That is Hinton's label, 1 and 0, with a bias b - ΣV/c; and his neutral label, 1/c for all, is 0 here. So
 * the forward pass of the network is that with the neutral label, and the last map is trained on it, as the readout is there. One output of
 * 0 or 1 stands for two classes. Wrong labels are drawn evenly from the others, again in every step.
 *
 * <p>Without a {@code threshold}, θ_t is the mean goodness that the layer has without labels in the first step: from there every layer can
 * move to both sides, whatever its activation.
 *
 * <p>Where it differs from the paper: the label is not part of the data; the last map reads the last hidden layer alone, as the network has
 * no connections from the others to it; a prediction is that of the network, and the label with the highest goodness is never looked for; the
 * network itself does not normalise lengths unless it has layers that do; wrong labels are even, not those that the network finds probable.
 *
 * <p>A layer that normalises, after the activation, is passed through; its own parameters are not trained. Needs three arrays of the
 * size of the widest layer, twice.
 */
@Component
@Named("forward-forward")
@About(
        value = "Forward-forward: every layer learns by itself to distinguish an example with its label from one with"
                + " a wrong label.",
        formula = "L_t = log(1 + exp(theta_t - |A_t(x, y)|^2)) + log(1 + exp(|A_t(x, wrong y)|^2 - theta_t))",
        source = "Hinton, The forward-forward algorithm, 2022, arXiv:2212.13345")
public class ForwardForward implements TrainingMethod {
    private static final String LABELS = "label-weights";
    private static final String THRESHOLDS = "goodness-thresholds";
    private static final String MEASURED = "goodness-thresholds-measured";
    private static final String COUNTER = "forward-forward";

    /** What the first map reads beside the example. */
    private enum Label {
        NONE,
        RIGHT,
        WRONG;

        static final List<Label> ALL = List.of(values());
    }

    @Setting(
            value = "Threshold of the goodness, as a mean square per unit; 0 takes the mean goodness of each layer"
                    + " without labels in the first step.",
            min = 0)
    double threshold = 0;

    @Setting(value = "Standard deviation of the start of the label's weights.", min = 0, open = true)
    double label = 1;

    @Override
    public List<Variable> variables(Network network, int examples) {
        LocalUnits units = new LocalUnits(network);
        if (units.hidden().isEmpty()) {
            return List.of();
        }
        int first = network.maps().get(0);
        if (network.layers().subList(0, first).stream().anyMatch(Layer.Fork.class::isInstance)) {
            throw new SpecException("forward-forward gives the label to the first map, which must not be inside of a"
                    + " residual block: begin the network with a map, such as dense(32)");
        }
        for (int i = 0; i < units.last().from(); i++) {
            if (network.layers().get(i) instanceof Layer.Apply apply && apply.mixesRows()) {
                throw new SpecException(
                        "forward-forward runs each layer on examples with right labels, wrong labels and"
                                + " none, one after the other, but " + LayerName.of(network, i)
                                + ", mixes the examples of a step: use layer-norm, or leave it out");
            }
        }
        return List.of(new Variable(
                LABELS,
                LabelInputs.classes(network.outputs()),
                network.layers().get(first).outputs()));
    }

    @Override
    public void require(Network network, Loss loss, int rows) {
        if (loss.targets() == Loss.Targets.NUMBERS) {
            throw new RefusalException(
                    "forward-forward needs classes as targets, but the loss takes numbers",
                    "train on classes with a --loss such as bce-with-logits or softmax-cross-entropy",
                    "set model.loss to a loss of classes, such as bce-with-logits or softmax-cross-entropy");
        }
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        int hidden = new LocalUnits(network).hidden().size();
        return threshold > 0 || hidden == 0 ? List.of() : List.of(new Variable(THRESHOLDS, hidden));
    }

    @Override
    public List<String> numbers() {
        return List.of(MEASURED);
    }

    @Override
    public List<String> counters() {
        return List.of(COUNTER);
    }

    @Override
    public void start(Training training) {
        if (units(training).hidden().isEmpty()) {
            return;
        }
        RandomGenerator random = training.random(LABELS);
        Doubles all = Doubles.of(training.variable(LABELS));
        for (int i = 0; i < all.length(); i++) {
            all.put(i, label * random.nextGaussian());
        }
    }

    private static LocalUnits units(Training training) {
        return training.derived("units", () -> new LocalUnits(training.network()));
    }

    @Override
    public void step(Training training) {
        double sum = gradient(training);
        Trained all = Trained.layers(0, training.network().layers().size());
        training.update(COUNTER, units(training).hidden().isEmpty() ? all : all.and(LABELS));
        long maps = training.network().maps().size();
        int ofLast = units(training).last().maps();
        // a hidden map is run forward three times and backward twice, one of the last layer once each
        LayerUpdates.count(training, 5 * (maps - ofLast) + 2L * ofLast);
        training.completed(sum);
    }

    /** Writes the gradient of each layer's loss over the gradients of its parameters and of the label's weights. */
    double gradient(Training training) {
        LocalUnits units = units(training);
        training.parameterGradient().assign(0); // layers may share parameters: each adds what it finds
        double sum = 0;
        INDArray without = training.inputs();
        if (!units.hidden().isEmpty()) {
            training.gradient(LABELS).assign(0);
            LabelInputs labels = labels(training);
            INDArray[] at = {without, without, without};
            for (LocalUnits.Unit unit : units.hidden()) {
                sum += hidden(training, unit, labels, at);
            }
            training.numbers().set(MEASURED, 1);
            without = at[Label.NONE.ordinal()];
        }
        Segment last = training.segment(units.last().from(), units.last().to());
        INDArray output = last.forward(without);
        INDArray upstream = training.scratch("forward-forward: dL/d(output)", output.shape());
        sum += training.loss().gradient(output, training.targets(), upstream);
        last.backward(upstream, false, ParameterGradient.ADD);
        return sum;
    }

    private static LabelInputs labels(Training training) {
        return new LabelInputs(training, training.variable(LABELS), training.gradient(LABELS));
    }

    /** The loss of a hidden layer; replaces its inputs for each label by its outputs. */
    private double hidden(Training training, LocalUnits.Unit unit, LabelInputs labels, INDArray[] at) {
        int read = read(training.network(), unit);
        int first = unit.number() == 0 ? training.network().maps().get(0) + 1 : unit.from();
        double threshold = 0;
        double meanSquare = 0;
        double sum = 0;
        for (Label label : Label.ALL) {
            boolean real = label == Label.RIGHT;
            INDArray input = at[label.ordinal()];
            if (first > unit.from()) {
                INDArray z = flat(training.segment(unit.from(), first).forward(input));
                INDArray copy = training.scratch("forward-forward: Z of the first map", z.shape());
                input = label == Label.NONE ? copy.assign(z) : labels.add(z, real, copy);
            }
            INDArray a =
                    first == read ? input : flat(training.segment(first, read).forward(input));
            INDArray output = read == unit.to()
                    ? a
                    : flat(training.segment(read, unit.to()).forward(a));
            INDArray next = training.scratch("forward-forward: A, " + label + unit.number() % 2, output.shape());
            if (label == Label.NONE) {
                threshold = threshold(training, unit, a);
                if (this.threshold == 0) {
                    training.state(THRESHOLDS).putScalar(unit.number(), threshold);
                }
                meanSquare = Goodness.meanSquare(output);
                next.assign(output);
            } else {
                Goodness.equalLengths(output, meanSquare, next);
                INDArray upstream = training.scratch("forward-forward: dL/dA", a.shape());
                sum += Goodness.loss(a, threshold, real, upstream);
                if (first > unit.from()) {
                    INDArray ofZ = first == read
                            ? upstream
                            : flat(training.segment(first, read).backward(upstream, true, ParameterGradient.ADD));
                    labels.backward(ofZ, real);
                    training.segment(unit.from(), first).backward(ofZ, false, ParameterGradient.ADD);
                } else {
                    training.segment(first, read).backward(upstream, false, ParameterGradient.ADD);
                }
            }
            at[label.ordinal()] = next;
        }
        return sum;
    }

    /** The layer after the one whose output has the goodness: the last activation, or the end of the block that it is in. */
    private static int read(Network network, LocalUnits.Unit unit) {
        for (int i = unit.to() - 1; i >= unit.from(); i--) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Activate || layer instanceof Layer.Join) {
                return i + 1;
            }
        }
        return unit.to();
    }

    private static INDArray flat(INDArray array) {
        return array.rank() == 2 ? array : array.reshape(array.size(1), array.size(2));
    }

    private double threshold(Training training, LocalUnits.Unit unit, INDArray withoutLabel) {
        if (threshold > 0) {
            return threshold * withoutLabel.size(1);
        }
        return training.numbers().get(MEASURED) == 0
                ? withoutLabel.size(1) * Goodness.meanSquare(withoutLabel)
                : training.state(THRESHOLDS).getDouble(unit.number());
    }

    /**
     * The loss of a hidden layer in the forward pass of evaluation, and how well it separates right labels from wrong ones.
     *
     * @param loss L_t
     * @param separated the share of the examples with which the right label has the higher goodness
     */
    record Judged(double loss, double separated) {}

    /** @return the losses of the hidden layers, without dropout */
    List<Judged> judge(Training training) {
        Network network = training.network();
        List<Judged> all = new ArrayList<>();
        INDArray without = training.inputs();
        INDArray right = without;
        INDArray wrong = without;
        LabelInputs labels = units(training).hidden().isEmpty() ? null : labels(training);
        for (LocalUnits.Unit unit : units(training).hidden()) {
            int read = read(network, unit);
            int first = unit.number() == 0 ? network.maps().get(0) + 1 : unit.from();
            INDArray ofNone = copy(training, "none", training.forward(unit.from(), read, without));
            INDArray ofRight = right;
            INDArray ofWrong = wrong;
            if (first > unit.from()) {
                INDArray z = training.forward(unit.from(), first, right);
                ofRight = labels.add(z, true, training.scratch("forward-forward: judged, Z right", z.shape()));
                ofWrong = labels.add(z, false, training.scratch("forward-forward: judged, Z wrong", z.shape()));
            }
            ofRight = copy(training, "right", training.forward(first, read, ofRight));
            ofWrong = copy(training, "wrong", training.forward(first, read, ofWrong));
            double threshold = threshold(training, unit, ofNone);
            double loss =
                    Goodness.loss(ofRight, threshold, true, null) + Goodness.loss(ofWrong, threshold, false, null);
            all.add(new Judged(loss, share(Goodness.each(ofRight), Goodness.each(ofWrong))));
            without = copy(training, "next, none", training.forward(read, unit.to(), ofNone));
            double meanSquare = Goodness.meanSquare(without);
            right = equal(training, "next, right", training.forward(read, unit.to(), ofRight), meanSquare);
            wrong = equal(training, "next, wrong", training.forward(read, unit.to(), ofWrong), meanSquare);
        }
        return all;
    }

    private static double share(double[] right, double[] wrong) {
        int higher = 0;
        for (int i = 0; i < right.length; i++) {
            higher += right[i] > wrong[i] ? 1 : 0;
        }
        return (double) higher / right.length;
    }

    private static INDArray copy(Training training, String name, INDArray array) {
        return training.scratch("forward-forward: judged, " + name, array.shape())
                .assign(array);
    }

    private static INDArray equal(Training training, String name, INDArray array, double meanSquare) {
        return Goodness.equalLengths(
                array, meanSquare, training.scratch("forward-forward: judged, " + name, array.shape()));
    }

    @Override
    public void report(Training training) {
        List<Judged> judged = judge(training);
        training.report(
                "goodness_loss", judged.stream().mapToDouble(Judged::loss).sum());
        training.report(
                "goodness_loss_per_layer", judged.stream().map(Judged::loss).toList());
        training.report(
                "separated_per_layer", judged.stream().map(Judged::separated).toList());
    }
}
