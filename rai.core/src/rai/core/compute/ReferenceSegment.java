package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.core.network.FlatNetwork;

/**
 * The reference engine's {@link Segment}: plain ND4J operations for what goes element by element, a {@link Kernel} for products.
 *
 * <p>All arrays, views and addresses are made once. Work is cut into tasks of a size that suits the cache, by copies and
 * by rows.
 */
final class ReferenceSegment implements Segment {
    private final Segments segments;
    private final Workers workers;
    private final Kernel kernel;
    private final Activations activations;
    private final DataType type;
    private final Tiling tiling;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    /** Whether there is nothing but activations and dense maps with biases. */
    private final boolean plain;

    private final Supplier<TargetLoss> makeTargetLoss;
    private TargetLoss targetLoss;
    private INDArray input;
    private INDArray upstream;

    private final ForwardDerivative derivative;

    ReferenceSegment(
            Segments segments,
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            INDArray state,
            Workers workers,
            Kernel kernel,
            Activations activations,
            int from,
            int to,
            int copies,
            int rows) {
        this.segments = segments;
        this.workers = workers;
        this.kernel = kernel;
        this.activations = activations;
        makeTargetLoss = () ->
                new TargetLoss(network, parameters, gradient, workers, kernel, activations, from, to, copies, rows);
        derivative = new ForwardDerivative(network, parameters, activations, workers, kernel, from, to, copies, rows);
        type = parameters.dataType();
        int widest = network.layers().subList(from, to).stream()
                .mapToInt(layer -> Math.max(layer.inputs(), layer.outputs()))
                .max()
                .orElseThrow();
        tiling = Tiling.of(widest, copies, rows);
        INDArray ones = Views.scratch(type, rows, 1).assign(1);
        for (int i = from; i < to; i++) {
            stages.add(stage(network, parameters, gradient, state, ones, i, from, to - from));
        }
        plain = stages.stream()
                .allMatch(s -> s.layer instanceof Layer.Activate || s.layer instanceof Layer.Dense d && d.bias());
        for (int i = 0; i < stages.size(); i++) {
            boolean whole = stages.get(i).whole();
            if (i == 0 || whole || stages.get(i - 1).whole()) {
                legs.add(new Leg(new ArrayList<>(), whole));
            }
            legs.get(legs.size() - 1).stages().add(stages.get(i));
        }
    }

    private Stage stage(
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            INDArray state,
            INDArray ones,
            int at,
            int from,
            int stride) {
        Layer layer = network.layers().get(at);
        if (layer instanceof Layer.Activate activate) {
            return new ActivateStage(activate, tiling, activations);
        }
        if (layer instanceof Layer.Dense) {
            return new DenseStage(network, parameters, gradient, at, stride, ones, tiling, workers, kernel);
        }
        if (layer instanceof Layer.Apply) {
            return new ApplyStage(
                    segments, network, parameters, gradient, state, at, stride, tiling, workers, kernel, activations);
        }
        if (layer instanceof Layer.Fork) {
            return new ForkStage(layer, tiling);
        }
        Layer.Join join = (Layer.Join) layer;
        return new JoinStage(join, (ForkStage) stages.get(at - from - join.length()), tiling);
    }

    /**
     * Consecutive stages that a task goes through at once.
     *
     * @param whole whether a task has all rows of one copy; else it has a tile
     */
    private record Leg(List<Stage> stages, boolean whole) {}

    private int tasks(Leg leg) {
        return leg.whole() ? tiling.copies() : tiling.tiles().size();
    }

    @Override
    public INDArray forward(INDArray newInput) {
        bindInput(newInput);
        for (Leg leg : legs) {
            workers.run(tasks(leg), t -> leg.stages().forEach(stage -> stage.forward(t)));
        }
        if (segments.firstPass(this)) { // an optimizer that searches along a line comes back several times a step
            stages.forEach(Stage::updateState);
        }
        return stages.get(stages.size() - 1).output;
    }

    @Override
    public INDArray tangent(INDArray ofInput, INDArray ofParameters) {
        List<INDArray> values = new ArrayList<>(List.of(input));
        stages.forEach(stage -> values.add(stage.output));
        return derivative.of(values, ofInput, ofParameters);
    }

    @Override
    public INDArray backward(INDArray newUpstream, boolean inputGradient) {
        return backward(newUpstream, inputGradient, ParameterGradient.OVERWRITE);
    }

    @Override
    public INDArray backward(INDArray newUpstream, boolean inputGradient, ParameterGradient ofParameters) {
        bindUpstream(newUpstream, inputGradient);
        int first = 0;
        while (!inputGradient && first < stages.size() && !stages.get(first).learns()) {
            first++; // nothing below the first stage that learns wants a gradient
        }
        int lowest = first;
        int end = stages.size();
        for (int l = legs.size() - 1; l >= 0 && end > lowest; l--) {
            Leg leg = legs.get(l);
            int to = end;
            int from = end - leg.stages().size();
            workers.run(tasks(leg), t -> {
                for (int s = to - 1; s >= Math.max(from, lowest); s--) {
                    stages.get(s).backward(t, s > lowest || inputGradient);
                }
            });
            end = from;
        }
        for (Stage stage : ofParameters == ParameterGradient.NONE ? List.<Stage>of() : stages) {
            stage.parameterGradient(ofParameters == ParameterGradient.ADD);
        }
        return inputGradient ? stages.get(0).downstream : null;
    }

    /**
     * Many copies go through tile by tile; one copy by the plain way, since its parameters' gradient is a sum over rows, and
     * so do layers of other kinds.
     */
    @Override
    public double targetLoss(
            INDArray newInput,
            INDArray targets,
            Loss loss,
            double weight,
            INDArray inputGradient,
            INDArray targetGradient) {
        if (tiling.copies() == 1 || !plain) {
            return Segment.super.targetLoss(newInput, targets, loss, weight, inputGradient, targetGradient);
        }
        if (targetLoss == null) {
            targetLoss = makeTargetLoss.get();
        }
        return targetLoss.run(newInput, targets, loss, weight, inputGradient, targetGradient);
    }

    private void bindInput(INDArray newInput) {
        if (newInput == input) {
            return;
        }
        input = newInput;
        INDArray from = newInput;
        for (Stage stage : stages) {
            if (stage.output == null) { // a segment of which only the loss towards targets is wanted needs none
                stage.output = Views.scratch(type, tiling.copies(), tiling.rows(), stage.layer.outputs());
            }
            stage.bindInput(from);
            from = stage.output;
        }
    }

    /** The gradient below each stage has an array of its own, since products read it after all stages are done. */
    private void bindUpstream(INDArray newUpstream, boolean inputGradient) {
        if (newUpstream == upstream && (!inputGradient || stages.get(0).downstream != null)) {
            return;
        }
        upstream = newUpstream;
        INDArray from = newUpstream;
        for (int s = stages.size() - 1; s >= 0; s--) {
            Stage stage = stages.get(s);
            if (stage.downstream == null && (s > 0 || inputGradient)) {
                stage.downstream = Views.scratch(type, tiling.copies(), tiling.rows(), stage.layer.inputs());
            }
            stage.bindUpstream(from);
            from = stage.downstream;
        }
    }
}
