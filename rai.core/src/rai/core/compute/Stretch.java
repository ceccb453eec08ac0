package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.api.network.Part;
import rai.core.network.FlatNetwork;

/**
 * The reference engine's {@link Part}: plain ND4J operations for what goes element by element, OpenBLAS for products.
 *
 * <p>All arrays, views and addresses are made once. Work is cut into tasks of a size that suits the cache, by copies and
 * by rows.
 */
final class Stretch implements Part {
    /** Elements a task should have: enough to outweigh a call, few enough for the cache. */
    private static final int TASK = 32_768;
    /** Fewer rows are multiplied slowly with a large matrix: it is packed anew for every task. */
    private static final int LEAST_ROWS = 256;
    /** Multiplications that are worth a task of their own. */
    private static final long PRODUCT = 1L << 22;
    /** Thinner slices of a matrix are multiplied slowly. */
    private static final int LEAST_SLICE = 196;

    private final Workers workers;
    private final Activations activations;
    private final DataType type;
    private final int copies;
    private final int rows;
    private final List<Stage> stages = new ArrayList<>();
    private final INDArray ones;
    private final List<Tile> tiles = new ArrayList<>();

    private final Supplier<Pull> makePull;
    private Pull pull;
    private INDArray input;
    private INDArray upstream;

    Stretch(
            FlatNetwork network, INDArray parameters, INDArray gradient, Workers workers, Activations activations,
            int from, int to, int copies, int rows) {
        this.workers = workers;
        this.activations = activations;
        makePull = () ->
                new Pull(network, parameters, gradient, workers, activations, from, to, copies, rows);
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
            Layer layer = network.layers().get(i);
            stages.add(layer instanceof Layer.Activate activate
                    ? new ActivateStage(activate)
                    : new DenseStage(network, parameters, gradient, i, to - from));
        }
    }

    @Override
    public INDArray forward(INDArray newInput) {
        bindInput(newInput);
        workers.run(tiles.size(), t -> stages.forEach(stage -> stage.forward(t)));
        return stages.get(stages.size() - 1).output;
    }

    @Override
    public INDArray backward(INDArray newUpstream, boolean inputGradient) {
        bindUpstream(newUpstream, inputGradient);
        int first = 0;
        while (!inputGradient && first < stages.size() && !(stages.get(first) instanceof DenseStage)) {
            first++; // nothing below the first map wants a gradient
        }
        int lowest = first;
        workers.run(tiles.size(), t -> {
            for (int s = stages.size() - 1; s >= lowest; s--) {
                if (s > lowest || inputGradient) {
                    stages.get(s).backward(t);
                }
            }
        });
        for (Stage stage : stages) {
            if (stage instanceof DenseStage dense) {
                dense.parameterGradient();
            }
        }
        return inputGradient ? stages.get(0).downstream : null;
    }

    /** Many copies go through tile by tile; one copy by the plain way, since its parameters' gradient is a sum over rows. */
    @Override
    public double pull(
            INDArray newInput, INDArray targets, Loss loss, double weight, INDArray inputGradient, INDArray targetGradient) {
        if (copies == 1) {
            return Part.super.pull(newInput, targets, loss, weight, inputGradient, targetGradient);
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
            if (stage.output == null) { // a part that is only pulled needs none
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

        abstract void forward(int tile);

        /** Writes {@link #downstream} of the tile. */
        abstract void backward(int tile);
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
        void backward(int tile) {
            activation().backward(z[tile], a[tile], up[tile], down[tile]);
        }

        private Activation activation() {
            return activations.get(activate.spec());
        }
    }

    private final class DenseStage extends Stage {
        private final int in;
        private final int out;
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
            for (int c = 0; c < copies; c++) {
                int map = network.mapOfLayer(layer + c * stride);
                weight[c] = Views.address(parameters, network.weightOffset(map));
                bias[c] = Views.address(parameters, network.biasOffset(map));
                weightGradient[c] = Views.address(gradient, network.weightOffset(map));
                biasGradient[c] = Views.address(gradient, network.biasOffset(map));
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
                Gemm.product(false, false, t.rows(), out, 1, one, 1, bias[c], out, 0, y.tile(tile, c), out);
                Gemm.product(
                        false, false, t.rows(), out, in, x.tile(tile, c), in, weight[c], out, 1, y.tile(tile, c), out);
            }
        }

        @Override
        void backward(int tile) {
            Tile t = tiles.get(tile);
            for (int c = t.copyFrom(); c < t.copyTo(); c++) {
                Gemm.product(
                        false, true, t.rows(), in, out, dy.tile(tile, c), out, weight[c], out, 0, dx.tile(tile, c), in);
            }
        }

        /** dW = xᵀ dy and db = 1ᵀ dy; sums over rows are never cut, so that they do not depend on the tasks. */
        void parameterGradient() {
            int enough = (int) Math.max(LEAST_SLICE, PRODUCT / ((long) rows * out));
            int slices = copies > 1 ? 1 : (in + enough - 1) / enough;
            int width = (in + slices - 1) / slices;
            workers.run(copies * slices, task -> {
                int c = task / slices;
                int from = task % slices * width;
                int some = Math.min(width, in - from);
                Gemm.product(
                        true, false, some, out, rows,
                        x.column(c, from), in, dy.copy(c), out, 0, gradientRow(c, from), out);
                if (from == 0) {
                    Gemm.product(true, false, 1, out, rows, one, 1, dy.copy(c), out, 0, biasGradient[c], out);
                }
            });
        }

        private Pointer gradientRow(int copy, int row) {
            return row == 0 ? weightGradient[copy] : offset(weightGradient[copy], (long) row * out);
        }
    }

    /** The addresses of an array [copies, rows, width]. */
    private final class Matrix {
        private final Pointer[] copies;
        private final Pointer[] tileStart;

        Matrix(INDArray array, int width) {
            copies = new Pointer[Stretch.this.copies];
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
