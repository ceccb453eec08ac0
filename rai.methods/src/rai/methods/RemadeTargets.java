package rai.methods;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;

/** The targets Z_t [n, d_t] that {@link RaiRemade} makes for the n examples of one step, in scratch arrays of the run. */
final class RemadeTargets {
    /**
     * Neighbouring segments of equal structure, computed side by side.
     *
     * @param from first layer of the first segment
     * @param to layer after the last of the first segment
     * @param copies how many segments
     * @param width the width of their targets
     * @param input the targets below [copies, n, inputs]; null for the data
     * @param targets their targets [copies, n, width]
     * @param targetGradient room for dE/d(targets)
     */
    record SideBySide(
            int from, int to, int copies, int width, INDArray input, INDArray targets, INDArray targetGradient) {}

    /** What a segment gives for the target below, and the segment, ready to run backward. */
    private record Estimate(Segment segment, INDArray values) {}

    private final Relaxation relaxation;
    private final int n;
    /** All targets, one map after the other, and room for their gradient. */
    private final INDArray all;

    private final List<INDArray> targets = new ArrayList<>();
    private final List<INDArray> gradients = new ArrayList<>();
    private final List<Integer> from = new ArrayList<>();
    private final List<Estimate> estimates = new ArrayList<>();
    private final List<SideBySide> groups = new ArrayList<>();

    RemadeTargets(Network network, Relaxation relaxation, int n, INDArray all, INDArray gradient) {
        this.relaxation = relaxation;
        this.n = n;
        this.all = all;
        int first = 0;
        for (int i = 0; i < relaxation.relaxed().size(); i++) {
            targets.add(view(all, i, n, relaxation.width(i)));
            gradients.add(view(gradient, i, n, relaxation.width(i)));
            from.add(first);
            first = network.maps().get(relaxation.relaxed().get(i)) + 1;
        }
        for (Relaxation.Group group : relaxation.groups()) {
            add(network, group, gradient);
        }
    }

    /**
     * Layers with running state, or random ones, see each step once: by the segments that the forward pass used. All others are
     * computed side by side.
     */
    private void add(Network network, Relaxation.Group group, INDArray gradient) {
        int length = group.to() - group.from();
        boolean plain = network.layers().subList(group.from(), group.to()).stream()
                .allMatch(layer -> layer instanceof Layer.Dense || layer instanceof Layer.Activate);
        int copies = plain ? group.copies() : 1;
        for (int i = 0; i < group.copies(); i += copies) {
            int target = group.first() + i;
            int width = relaxation.width(target);
            groups.add(new SideBySide(
                    group.from() + i * length,
                    group.to() + i * length,
                    copies,
                    width,
                    target == 0 ? null : view(all, target - 1, copies, n, relaxation.width(target - 1)),
                    view(all, target, copies, n, width),
                    view(gradient, target, copies, n, width)));
        }
    }

    /** Targets from number i on. */
    private INDArray view(INDArray array, int i, long... shape) {
        long offset = relaxation.start(i) * n;
        long length = 1;
        for (long s : shape) {
            length *= s;
        }
        return array.get(NDArrayIndex.interval(offset, offset + length)).reshape(shape);
    }

    List<SideBySide> groups() {
        return groups;
    }

    /** @return target i [n, width] */
    INDArray target(int i) {
        return targets.get(i);
    }

    /** The targets become what the network gives; the estimates, too. */
    void forward(Training training) {
        estimate(training, true);
    }

    /** Each estimate from the target below it as it is; these may become the targets on the way. */
    private void estimate(Training training, boolean becomeTargets) {
        estimates.clear();
        for (int i = 0; i < targets.size(); i++) {
            INDArray input = i == 0 ? training.inputs() : targets.get(i - 1);
            int end = i + 1 < from.size() ? from.get(i + 1) : relaxation.headFrom();
            Segment segment = training.segment(from.get(i), end);
            INDArray values = segment.forward(input).reshape(targets.get(i).shape());
            estimates.add(new Estimate(segment, values));
            if (becomeTargets) {
                targets.get(i).assign(values);
            }
        }
    }

    /**
     * Moves the targets from the last to the first, each by γ n/μ times the gradient of E.
     *
     * @param moved whether the targets are no longer those of the forward pass, so that the estimates have to be made again and targets
     *     are pulled towards them
     */
    void sweep(Training training, Loss loss, double mu, double gamma, boolean moved) {
        if (moved) {
            estimate(training, false);
        }
        taskGradient(training, ParameterGradient.NONE);
        int last = targets.size() - 1;
        INDArray move = gradients.get(last).muli(gamma * n / mu); // γ n/μ dE/dZ_i, at first without the own hidden loss
        for (int i = last; i >= 0; i--) {
            if (moved) {
                move.subi(error(training, loss, i, gamma));
            }
            targets.get(i).subi(move);
            if (i > 0) {
                INDArray error = error(training, loss, i, gamma);
                move = estimates
                        .get(i)
                        .segment()
                        .backward(error, true, ParameterGradient.NONE)
                        .reshape(targets.get(i - 1).shape());
            }
        }
    }

    /** γ n d/2 times the gradient of the hidden loss with respect to the estimate: for mse, γ (estimate - target). */
    private INDArray error(Training training, Loss loss, int i, double gamma) {
        INDArray target = targets.get(i);
        INDArray error = training.scratch("n dE/d(estimate)", target.shape());
        loss.gradient(estimates.get(i).values(), target, error);
        return error.muli(gamma * n * target.size(1) / 2);
    }

    /** Writes the gradient of the task loss with respect to the last target, and returns that loss. */
    double taskGradient(Training training, ParameterGradient ofHead) {
        int last = targets.size() - 1;
        int end = training.network().layers().size();
        INDArray z = targets.get(last);
        if (relaxation.headFrom() == end) {
            return training.loss().gradient(z, training.targets(), gradients.get(last));
        }
        Segment head = training.segment(relaxation.headFrom(), end);
        INDArray output = head.forward(z).reshape(training.targets().shape());
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        INDArray ofTarget = head.backward(upstream, true, ofHead);
        gradients.get(last).assign(ofTarget.reshape(gradients.get(last).shape()));
        return loss;
    }
}
