package rai.methods;

import java.util.List;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
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
 * Relaxed Activation Identity: every training example has a trainable target Z_t for every relaxed map t, before the
 * activation. Each segment reads the target below it and is pulled towards the target above:
 *
 * <pre>
 * L(θ, Z) = L_y(y, head(Z_T)) + μ Σ_t L_h(f_t(Z_{t-1}; θ_t), Z_t),   Z_0 = x
 * </pre>
 *
 * <p>f_t is what lies between two relaxed maps: the activation and one dense map if all maps are relaxed, more layers
 * otherwise; within them, ordinary back-propagation is used. L_h is the mean over examples and units. Targets start with the
 * values of the forward pass, so the hidden loss starts at 0. One optimizer moves parameters and targets. After training the
 * targets are dropped.
 *
 * <p>In mini-batches, L is that of the examples of the step: the optimizer moves the parameters together with the targets of these
 * examples, and the targets of all others stay as they are. The targets of all examples are kept, n Σ d_t numbers, and as many again for
 * each vector of the optimizer's state. A target then moves once per epoch; {@link RaiRemade} keeps none.
 *
 * <p>Reports, for the state as it is: {@code hidden_loss}, the sum over maps; {@code hidden_loss_per_map};
 * {@code relaxed_loss}, the task loss that the head has with the targets; {@code relaxed_objective}, the relaxed loss and μ times the
 * hidden loss, which is what the method minimizes; and {@code consistency_gap}, the relaxed loss minus the task loss of the true forward
 * pass: strongly negative as long as the network does not yet produce what the targets promise.
 */
@Component(service = GradientMethod.class)
@Named("rai")
@About(
        value = "Relaxed Activation Identity: a trainable target per example and layer; layers are trained side by"
                + " side.",
        formula = "L = L_y(y, head(Z_T)) + μ Σ_t L_h(f_t(Z_{t-1}; θ_t), Z_t)",
        source = "the Relaxed Activation Identity reference program; in the tradition of Carreira-Perpiñán & Wang,"
                + " Distributed optimization of deeply nested systems, 2014, arXiv:1212.5921")
public class Rai implements GradientMethod, Portable, Cloneable {
    @Setting(value = "Hidden loss, a loss of the difference such as mse, mae or huber.", spec = "mse")
    Loss loss;

    @Setting(value = "Weight of the hidden losses.", min = 0, open = true)
    double mu = 1;

    @Setting(value = "Steps after which the targets are reset by a forward pass; 0 is never.", min = 0)
    long period = 0;

    @Setting("Which maps are relaxed: all, every:3, or numbers and ranges from 1 such as 3,7-9.")
    String layers = "all";

    @Override
    public Object portable() {
        try {
            Rai copy = (Rai) clone();
            copy.loss = Portable.of(loss, "hidden loss of rai");
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Variable> variables(Network network, int examples) {
        if (!loss.ofDifference()) {
            throw new SpecException("the hidden loss of rai must depend on the difference of estimate and target alone:"
                    + " use mse, mae or huber, as in rai(loss=mse)");
        }
        return List.of(Targets.of(network, new Relaxation(network, layers).relaxed(), examples)
                .variable());
    }

    private Relaxation relaxation(Training training) {
        return training.derived("relaxation", () -> new Relaxation(training.network(), layers));
    }

    /** Targets become the forward pass of the network as it is. */
    @Override
    public void start(Training training) {
        Relaxation relaxation = relaxation(training);
        training.batch().forEach(() -> {
            INDArray at = training.inputs();
            for (Relaxation.Group group : relaxation.groups()) {
                at = start(training, relaxation, group, at);
            }
        });
    }

    /** By the operations of the gradient, if its segment offers that: otherwise rounding would look like a residual. */
    private INDArray start(Training training, Relaxation relaxation, Relaxation.Group group, INDArray input) {
        int last = group.first() + group.copies() - 1;
        INDArray targets = targets(training, relaxation, group.first(), group.copies(), false);
        if (group.copies() > 1
                && training.segment(group.from(), group.to(), group.copies()).forwardChain(input, targets, loss)) {
            return flat(training, relaxation, last, false);
        }
        INDArray at = input;
        int length = group.to() - group.from();
        for (int copy = 0; copy < group.copies(); copy++) {
            int from = group.from() + copy * length;
            at = start(training, from, from + length, at);
            flat(training, relaxation, group.first() + copy, false).assign(at);
        }
        return at;
    }

    /** Layers that are another in training than in evaluation are taken as in training: so the hidden loss starts at 0. */
    private static INDArray start(Training training, int from, int to, INDArray input) {
        boolean alike = training.network().layers().subList(from, to).stream().noneMatch(Layer.Apply.class::isInstance);
        if (alike) {
            return training.forward(from, to, input);
        }
        int width = training.network().layers().get(to - 1).outputs();
        return training.segment(from, to).forward(input).reshape(input.size(0), width);
    }

    @Override
    public void step(Training training) {
        if (period > 0 && training.step() > 0 && training.step() % period == 0) {
            start(training);
            int head = relaxation(training).headFrom();
            long below = training.network().maps().stream()
                    .filter(layer -> layer < head)
                    .count();
            LayerUpdates.count(training, below);
        }
        training.minimize(() -> gradient(training));
    }

    @Override
    public double gradient(Training training) {
        Relaxation relaxation = relaxation(training);
        double hidden = 0;
        for (Relaxation.Group group : relaxation.groups()) {
            boolean onData = group.first() == 0;
            Segment segments = training.segment(group.from(), group.to(), group.copies());
            hidden += segments.targetLoss(
                    onData ? training.inputs() : below(training, relaxation, group, false),
                    targets(training, relaxation, group.first(), group.copies(), false),
                    loss,
                    mu,
                    onData ? null : below(training, relaxation, group, true),
                    targets(training, relaxation, group.first(), group.copies(), true));
        }
        LayerUpdates.count(training, 2L * training.network().maps().size());
        return hidden + headGradient(training, relaxation);
    }

    /** Adds the task loss's pull to the gradient of the last target. */
    private static double headGradient(Training training, Relaxation relaxation) {
        int last = relaxation.relaxed().size() - 1;
        int end = training.network().layers().size();
        INDArray z = flat(training, relaxation, last, false);
        INDArray gradient = flat(training, relaxation, last, true);
        if (relaxation.headFrom() == end) {
            INDArray upstream = training.scratch("dL/d(output)", z.shape());
            double loss = training.loss().gradient(z, training.targets(), upstream);
            gradient.addi(upstream);
            return loss;
        }
        Segment head = training.segment(relaxation.headFrom(), end);
        INDArray output = head.forward(z);
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        gradient.addi(head.backward(upstream, true).reshape(gradient.shape()));
        return loss;
    }

    @Override
    public void report(Training training) {
        int maps = relaxation(training).relaxed().size();
        double[] sums = new double[maps + 2];
        training.batch().forEach(() -> {
            double share = training.batch().size() / (double) training.batch().examples();
            double[] ofBatch = losses(training);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += share * ofBatch[i];
            }
        });
        List<Double> perMap = DoubleStream.of(sums).limit(maps).boxed().toList();
        double relaxedLoss = sums[maps];
        double trueLoss = sums[maps + 1];
        double hiddenLoss = perMap.stream().mapToDouble(Double::doubleValue).sum();
        training.report("hidden_loss", hiddenLoss);
        training.report("relaxed_loss", relaxedLoss);
        training.report("relaxed_objective", relaxedLoss + mu * hiddenLoss);
        training.report("consistency_gap", relaxedLoss - trueLoss);
        training.report("hidden_loss_per_map", perMap);
    }

    /** Of the present batch: the hidden loss of each map, the task loss with the targets, and that of the forward pass. */
    private double[] losses(Training training) {
        Relaxation relaxation = relaxation(training);
        int maps = relaxation.relaxed().size();
        double[] losses = new double[maps + 2];
        int from = 0;
        for (int i = 0; i < relaxation.relaxed().size(); i++) {
            int to = training.network().maps().get(relaxation.relaxed().get(i)) + 1;
            INDArray below = i == 0 ? training.inputs() : flat(training, relaxation, i - 1, false);
            losses[i] = loss.value(training.forward(from, to, below), flat(training, relaxation, i, false));
            from = to;
        }
        int end = training.network().layers().size();
        INDArray relaxed = training.forward(relaxation.headFrom(), end, flat(training, relaxation, maps - 1, false));
        losses[maps] = training.loss().value(relaxed, training.targets());
        losses[maps + 1] = training.loss().value(training.forward(0, end, training.inputs()), training.targets());
        return losses;
    }

    private static INDArray below(Training training, Relaxation relaxation, Relaxation.Group group, boolean gradient) {
        return targets(training, relaxation, group.first() - 1, group.copies(), gradient);
    }

    /** Targets i to i + copies - 1, or their gradient, as one array [copies, n, width]. */
    private static INDArray targets(Training training, Relaxation relaxation, int i, int copies, boolean gradient) {
        return view(training, relaxation, i, gradient, copies, training.inputs().size(0), relaxation.width(i));
    }

    /** Target i, or its gradient, as [n, width]. */
    private static INDArray flat(Training training, Relaxation relaxation, int i, boolean gradient) {
        return view(training, relaxation, i, gradient, training.inputs().size(0), relaxation.width(i));
    }

    private static INDArray view(Training training, Relaxation relaxation, int i, boolean gradient, long... shape) {
        long offset = relaxation.start(i) * training.inputs().size(0);
        return gradient
                ? training.rowsGradient(Targets.NAME, offset, shape)
                : training.rows(Targets.NAME, offset, shape);
    }
}
