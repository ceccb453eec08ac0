package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.core.network.FlatNetwork;

/**
 * The reference engine's {@link Segment}: plain ND4J operations for what goes element by element, OpenBLAS for products.
 *
 * <p>All arrays, views and addresses are made once. Work is cut into tasks of a size that suits the cache, by copies and
 * by rows.
 */
final class ReferenceSegment implements Segment {
    /** Elements a task should have: enough to outweigh a call, few enough for the cache. */
    private static final int TASK = 32_768;
    /** Fewer rows are multiplied slowly with a large matrix: it is packed again for every task. */
    private static final int LEAST_ROWS = 256;
    /** Multiplications that are worth a task of their own. */
    private static final long PRODUCT = 1L << 22;
    /** Thinner slices of a matrix are multiplied slowly. */
    private static final int LEAST_SLICE = 196;

    private final Segments segments;
    private final Workers workers;
    private final Activations activations;
    private final DataType type;
    private final int copies;
    private final int rows;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    /** Whether there is nothing but activations and dense maps with biases. */
    private final boolean plain;

    private final INDArray ones;
    private final List<Tile> tiles = new ArrayList<>();

    private final Supplier<TargetLoss> makePull;
    private TargetLoss pull;
    private INDArray input;
    private INDArray upstream;
    /** Whether the present backward pass adds the gradient of the parameters to what is there. */
    private boolean adds;

    private final ForwardDerivative derivative;

    ReferenceSegment(
            Segments segments,
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            INDArray state,
            Workers workers,
            Activations activations,
            int from,
            int to,
            int copies,
            int rows) {
        this.segments = segments;
        this.workers = workers;
        this.activations = activations;
        makePull = () -> new TargetLoss(network, parameters, gradient, workers, activations, from, to, copies, rows);
        derivative = new ForwardDerivative(network, parameters, activations, workers, from, to, copies, rows);
        this.type = parameters.dataType();
        this.copies = copies;
        this.rows = rows;
        this.ones = Views.scratch(type, rows, 1).assign(1);
        int widest = network.layers().subList(from, to).stream()
                .mapToInt(layer -> Math.max(layer.inputs(), layer.outputs()))
                .max()
                .orElseThrow();
        if (copies == 1) {
            int perTask = Math.max(LEAST_ROWS, TASK / widest);
            for (int row = 0; row < rows; row += perTask) {
                tiles.add(new Tile(0, 1, row, Math.min(rows, row + perTask)));
            }
        } else {
            int group = (int) Math.max(1, TASK / ((long) widest * rows));
            for (int copy = 0; copy < copies; copy += group) {
                tiles.add(new Tile(copy, Math.min(copies, copy + group), 0, rows));
            }
        }
        for (int i = from; i < to; i++) {
            stages.add(stage(network, parameters, gradient, state, i, from, to - from));
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
            FlatNetwork network, INDArray parameters, INDArray gradient, INDArray state, int at, int from, int stride) {
        Layer layer = network.layers().get(at);
        if (layer instanceof Layer.Activate activate) {
            return new ActivateStage(activate);
        }
        if (layer instanceof Layer.Dense) {
            return new DenseStage(network, parameters, gradient, at, stride);
        }
        if (layer instanceof Layer.Apply) {
            return new ApplyStage(network, parameters, gradient, state, at, stride);
        }
        if (layer instanceof Layer.Fork) {
            return new ForkStage(layer);
        }
        return new JoinStage((Layer.Join) layer, at - from);
    }

    /**
     * Consecutive stages that a task goes through at once.
     *
     * @param whole whether a task has all rows of one copy; else it has a tile
     */
    private record Leg(List<Stage> stages, boolean whole) {}

    private int tasks(Leg leg) {
        return leg.whole() ? copies : tiles.size();
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
        adds = ofParameters == ParameterGradient.ADD;
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
            stage.parameterGradient();
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
        if (copies == 1 || !plain) {
            return Segment.super.targetLoss(newInput, targets, loss, weight, inputGradient, targetGradient);
        }
        if (pull == null) {
            pull = makePull.get();
        }
        return pull.run(newInput, targets, loss, weight, inputGradient, targetGradient);
    }

    private void bindInput(INDArray newInput) {
        if (newInput == input) {
            return;
        }
        input = newInput;
        INDArray from = newInput;
        for (Stage stage : stages) {
            if (stage.output == null) { // a segment that is only pulled needs none
                stage.output = Views.scratch(type, copies, rows, stage.layer.outputs());
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
                stage.downstream = Views.scratch(type, copies, rows, stage.layer.inputs());
            }
            stage.bindUpstream(from);
            from = stage.downstream;
        }
    }

    /** Copies and rows that one task works on. */
    private record Tile(int copyFrom, int copyTo, int rowFrom, int rowTo) {
        int copies() {
            return copyTo - copyFrom;
        }

        int rows() {
            return rowTo - rowFrom;
        }
    }

    private INDArray view(INDArray array, Tile tile, int width) {
        return Views.of(
                array,
                ((long) tile.copyFrom() * rows + tile.rowFrom()) * width,
                (long) tile.copies() * tile.rows(),
                width);
    }

    private INDArray[] views(INDArray array, int width) {
        return tiles.stream().map(tile -> view(array, tile, width)).toArray(INDArray[]::new);
    }

    /** One layer of each copy. */
    private abstract class Stage {
        final Layer layer;
        INDArray output;
        INDArray downstream;

        Stage(Layer layer) {
            this.layer = layer;
        }

        abstract void bindInput(INDArray array);

        abstract void bindUpstream(INDArray array);

        /** Whether a task must have all rows of a copy; else it has a tile. */
        boolean whole() {
            return false;
        }

        /** Whether it has parameters. */
        boolean learns() {
            return false;
        }

        abstract void forward(int task);

        /**
         * Goes back.
         *
         * @param below whether {@link #downstream} of the task is wanted
         */
        abstract void backward(int task, boolean below);

        /** Takes what the tasks of a forward pass saw into the running state. */
        void updateState() {}

        /** Writes the gradient of the parameters, when all tasks are done. */
        void parameterGradient() {}
    }

    private final class ActivateStage extends Stage {
        private final Layer.Activate activate;
        private INDArray[] z;
        private INDArray[] a;
        private INDArray[] up;
        private INDArray[] down;

        ActivateStage(Layer.Activate activate) {
            super(activate);
            this.activate = activate;
        }

        @Override
        void bindInput(INDArray array) {
            z = views(array, activate.width());
            a = a == null ? views(output, activate.width()) : a;
        }

        @Override
        void bindUpstream(INDArray array) {
            up = views(array, activate.width());
            down = down == null && downstream != null ? views(downstream, activate.width()) : down;
        }

        @Override
        void forward(int tile) {
            activation().value(z[tile], a[tile]);
        }

        @Override
        void backward(int tile, boolean below) {
            if (below) {
                activation().backward(z[tile], a[tile], up[tile], down[tile]);
            }
        }

        private Activation activation() {
            return activations.get(activate.spec());
        }
    }

    private final class DenseStage extends Stage {
        private final int in;
        private final int out;
        private final boolean hasBias;
        private final Pointer[] weight = new Pointer[copies];
        private final Pointer[] bias = new Pointer[copies];
        private final Pointer[] weightGradient = new Pointer[copies];
        private final Pointer[] biasGradient = new Pointer[copies];
        private final Pointer one = Views.address(ones, 0);
        private Matrix x;
        private Matrix y;
        private Matrix dy;
        private Matrix dx;

        DenseStage(FlatNetwork network, INDArray parameters, INDArray gradient, int layer, int stride) {
            super(network.layers().get(layer));
            in = this.layer.inputs();
            out = this.layer.outputs();
            hasBias = ((Layer.Dense) this.layer).bias();
            for (int c = 0; c < copies; c++) {
                int map = network.mapOfLayer(layer + c * stride);
                weight[c] = Views.address(parameters, network.weightOffset(map));
                weightGradient[c] = Views.address(gradient, network.weightOffset(map));
                if (hasBias) {
                    bias[c] = Views.address(parameters, network.biasOffset(map));
                    biasGradient[c] = Views.address(gradient, network.biasOffset(map));
                }
            }
        }

        @Override
        void bindInput(INDArray array) {
            x = new Matrix(array, in);
            y = y == null ? new Matrix(output, out) : y;
        }

        @Override
        void bindUpstream(INDArray array) {
            dy = new Matrix(array, out);
            dx = dx == null && downstream != null ? new Matrix(downstream, in) : dx;
        }

        /** y = 1 bᵀ + x W: the bias as a product of its own, so that nothing is allocated or looped over. */
        @Override
        void forward(int tile) {
            Tile t = tiles.get(tile);
            for (int c = t.copyFrom(); c < t.copyTo(); c++) {
                if (hasBias) {
                    Gemm.product(false, false, t.rows(), out, 1, one, 1, bias[c], out, 0, y.tile(tile, c), out);
                }
                Gemm.product(
                        false,
                        false,
                        t.rows(),
                        out,
                        in,
                        x.tile(tile, c),
                        in,
                        weight[c],
                        out,
                        hasBias ? 1 : 0,
                        y.tile(tile, c),
                        out);
            }
        }

        @Override
        boolean learns() {
            return true;
        }

        @Override
        void backward(int tile, boolean below) {
            Tile t = tiles.get(tile);
            for (int c = t.copyFrom(); below && c < t.copyTo(); c++) {
                Gemm.product(
                        false, true, t.rows(), in, out, dy.tile(tile, c), out, weight[c], out, 0, dx.tile(tile, c), in);
            }
        }

        /** dW = xᵀ dy and db = 1ᵀ dy; sums over rows are never cut, so that they do not depend on the tasks. */
        @Override
        void parameterGradient() {
            int enough = (int) Math.max(LEAST_SLICE, PRODUCT / ((long) rows * out));
            int slices = copies > 1 ? 1 : (in + enough - 1) / enough;
            int width = (in + slices - 1) / slices;
            workers.run(copies * slices, task -> {
                int c = task / slices;
                int from = task % slices * width;
                int some = Math.min(width, in - from);
                Gemm.product(
                        true,
                        false,
                        some,
                        out,
                        rows,
                        x.column(c, from),
                        in,
                        dy.copy(c),
                        out,
                        adds ? 1 : 0,
                        gradientRow(c, from),
                        out);
                if (from == 0 && hasBias) {
                    Gemm.product(
                            true, false, 1, out, rows, one, 1, dy.copy(c), out, adds ? 1 : 0, biasGradient[c], out);
                }
            });
        }

        private Pointer gradientRow(int copy, int row) {
            return row == 0 ? weightGradient[copy] : offset(weightGradient[copy], (long) row * out);
        }
    }

    /** A layer of any other kind: a pass for each copy in each tile, or for each copy where it mixes rows or gathers state. */
    private final class ApplyStage extends Stage {
        private final Layer.Apply apply;
        private final int first;
        private final int stride;
        private final boolean whole;
        private final List<List<FunctionPass>> passes = new ArrayList<>();
        private final List<List<FunctionPass>> passesOfCopy = new ArrayList<>();
        private final List<Tile> extents = new ArrayList<>();
        private final FlatNetwork network;
        private final INDArray gradient;

        ApplyStage(FlatNetwork network, INDArray parameters, INDArray gradient, INDArray state, int layer, int stride) {
            super(network.layers().get(layer));
            this.network = network;
            this.gradient = gradient;
            first = layer;
            this.stride = stride;
            apply = (Layer.Apply) this.layer;
            whole = apply.mixesRows() || !apply.state().isEmpty();
            List<Map<String, INDArray>> parametersOf = new ArrayList<>();
            List<Map<String, INDArray>> stateOf = new ArrayList<>();
            for (int c = 0; c < copies; c++) {
                parametersOf.add(FunctionPass.parameters(network, layer + c * stride, parameters));
                stateOf.add(FunctionPass.state(network, layer + c * stride, state));
                passesOfCopy.add(new ArrayList<>());
            }
            FunctionPass.Sharing sharing = whole && copies == 1 ? workers::run : FunctionPass.ALONE;
            for (int task = 0; task < (whole ? copies : tiles.size()); task++) {
                Tile extent = whole ? new Tile(task, task + 1, 0, rows) : tiles.get(task);
                List<FunctionPass> ofTask = new ArrayList<>();
                for (int c = extent.copyFrom(); c < extent.copyTo(); c++) {
                    long which = layer + (long) c * stride;
                    FunctionPass pass = new FunctionPass(
                            apply,
                            type,
                            parametersOf.get(c),
                            stateOf.get(c),
                            sharing,
                            () -> segments.random(which, extent.rowFrom()));
                    ofTask.add(pass);
                    passesOfCopy.get(c).add(pass);
                }
                extents.add(extent);
                passes.add(ofTask);
            }
        }

        private INDArray rowsOf(INDArray array, int task, int i, int width) {
            Tile t = extents.get(task);
            return Views.of(array, ((long) (t.copyFrom() + i) * rows + t.rowFrom()) * width, t.rows(), width);
        }

        private void each(Binding binding) {
            for (int task = 0; task < passes.size(); task++) {
                for (int i = 0; i < passes.get(task).size(); i++) {
                    binding.bind(passes.get(task).get(i), task, i);
                }
            }
        }

        @Override
        void bindInput(INDArray array) {
            each((pass, task, i) -> {
                pass.input = rowsOf(array, task, i, apply.inputs());
                pass.output = pass.output == null ? rowsOf(output, task, i, apply.outputs()) : pass.output;
            });
        }

        @Override
        void bindUpstream(INDArray array) {
            each((pass, task, i) -> {
                pass.upstream = rowsOf(array, task, i, apply.outputs());
                pass.prepareGradients();
            });
        }

        @Override
        boolean whole() {
            return whole;
        }

        @Override
        boolean learns() {
            return !apply.parameters().isEmpty();
        }

        @Override
        void forward(int task) {
            LayerFunction function = activations.layer(apply.spec());
            passes.get(task).forEach(function::forward);
        }

        @Override
        void backward(int task, boolean below) {
            LayerFunction function = activations.layer(apply.spec());
            for (int i = 0; i < passes.get(task).size(); i++) {
                FunctionPass pass = passes.get(task).get(i);
                if (below && pass.ofInput == null) {
                    pass.ofInput = rowsOf(downstream, task, i, apply.inputs());
                }
                pass.downstream = below ? pass.ofInput : null;
                function.backward(pass);
            }
        }

        @Override
        void updateState() {
            if (!apply.state().isEmpty()) {
                LayerFunction function = activations.layer(apply.spec());
                passes.forEach(ofTask -> ofTask.forEach(function::updateState));
            }
        }

        /** Sums over passes are made in the order of copies and rows, whoever was first. */
        @Override
        void parameterGradient() {
            for (Tensor tensor : apply.parameters()) {
                for (int c = 0; c < copies; c++) {
                    long at = network.parameterOffset(first + c * stride, tensor.name());
                    Pointer sum = Views.address(gradient, at);
                    boolean fresh =
                            !adds && (!tensor.shared() || segments.first(at, List.of(ReferenceSegment.this, first, c)));
                    for (FunctionPass pass : passesOfCopy.get(c)) {
                        if (fresh) {
                            Gemm.copy(tensor.length(), pass.gradientAddress(tensor.name()), sum);
                            fresh = false;
                        } else {
                            Gemm.add(tensor.length(), 1, pass.gradientAddress(tensor.name()), sum);
                        }
                    }
                }
            }
        }
    }

    private interface Binding {
        void bind(FunctionPass pass, int task, int i);
    }

    /** Hands on what it reads; on the way back the gradient of the join is added to that of the block's layers. */
    private final class ForkStage extends Stage {
        private INDArray[] x;
        private INDArray[] y;
        private INDArray[] dy;
        private INDArray[] dx;
        private JoinStage join;

        ForkStage(Layer layer) {
            super(layer);
        }

        @Override
        void bindInput(INDArray array) {
            x = views(array, layer.inputs());
            y = y == null ? views(output, layer.inputs()) : y;
        }

        @Override
        void bindUpstream(INDArray array) {
            dy = views(array, layer.inputs());
            dx = dx == null && downstream != null ? views(downstream, layer.inputs()) : dx;
        }

        @Override
        void forward(int tile) {
            y[tile].assign(x[tile]);
        }

        @Override
        void backward(int tile, boolean below) {
            if (below) {
                dy[tile].addi(join.dy[tile], dx[tile]);
            }
        }
    }

    /** Adds what the fork keeps. */
    private final class JoinStage extends Stage {
        private final ForkStage fork;
        private INDArray[] x;
        private INDArray[] y;
        private INDArray[] dy;
        private INDArray[] dx;

        JoinStage(Layer.Join layer, int stage) {
            super(layer);
            fork = (ForkStage) stages.get(stage - layer.length());
            fork.join = this;
        }

        @Override
        void bindInput(INDArray array) {
            x = views(array, layer.inputs());
            y = y == null ? views(output, layer.inputs()) : y;
        }

        @Override
        void bindUpstream(INDArray array) {
            dy = views(array, layer.inputs());
            dx = dx == null && downstream != null ? views(downstream, layer.inputs()) : dx;
        }

        @Override
        void forward(int tile) {
            x[tile].addi(fork.y[tile], y[tile]);
        }

        @Override
        void backward(int tile, boolean below) {
            if (below) {
                dx[tile].assign(dy[tile]);
            }
        }
    }

    /** The addresses of an array [copies, rows, width]. */
    private final class Matrix {
        private final Pointer[] copies;
        private final Pointer[] tileStart;

        Matrix(INDArray array, int width) {
            copies = new Pointer[ReferenceSegment.this.copies];
            for (int c = 0; c < copies.length; c++) {
                copies[c] = Views.address(array, (long) c * rows * width);
            }
            tileStart = copies.length > 1
                    ? null
                    : tiles.stream()
                            .map(t -> Views.address(array, (long) t.rowFrom() * width))
                            .toArray(Pointer[]::new);
        }

        Pointer copy(int copy) {
            return copies[copy];
        }

        Pointer tile(int tile, int copy) {
            return tileStart == null ? copies[copy] : tileStart[tile];
        }

        Pointer column(int copy, int column) {
            return column == 0 ? copies[copy] : offset(copies[copy], column);
        }
    }

    private static Pointer offset(Pointer base, long elements) {
        return base instanceof org.bytedeco.javacpp.FloatPointer f
                ? new org.bytedeco.javacpp.FloatPointer(f).position(elements)
                : new org.bytedeco.javacpp.DoublePointer(base).position(elements);
    }
}
