package rai.core.compute;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/** A dense map of each copy: products on bare addresses. */
final class DenseStage extends Stage {
    /** Multiplications that are worth a task of their own. */
    private static final long PRODUCT = 1L << 22;
    /** Thinner slices of a matrix are multiplied slowly. */
    private static final int LEAST_SLICE = 196;

    private final Tiling tiling;
    private final Workers workers;
    private final Kernel kernel;
    private final int copies;
    private final int rows;
    private final int in;
    private final int out;
    private final boolean hasBias;
    private final Pointer[] weight;
    private final Pointer[] bias;
    private final Pointer[] weightGradient;
    private final Pointer[] biasGradient;
    /** Keeps the memory reachable that {@link #one} points to. */
    private final INDArray ones;

    private final Pointer one;
    private Matrix x;
    private Matrix y;
    private Matrix dy;
    private Matrix dx;

    DenseStage(
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            int layer,
            int stride,
            INDArray ones,
            Tiling tiling,
            Workers workers,
            Kernel kernel) {
        super(network.layers().get(layer));
        this.tiling = tiling;
        this.workers = workers;
        this.kernel = kernel;
        this.ones = ones;
        one = Views.address(ones, 0);
        copies = tiling.copies();
        rows = tiling.rows();
        weight = new Pointer[copies];
        bias = new Pointer[copies];
        weightGradient = new Pointer[copies];
        biasGradient = new Pointer[copies];
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
        x = new Matrix(array, in, tiling);
        y = y == null ? new Matrix(output, out, tiling) : y;
    }

    @Override
    void bindUpstream(INDArray array) {
        dy = new Matrix(array, out, tiling);
        dx = dx == null && downstream != null ? new Matrix(downstream, in, tiling) : dx;
    }

    /** y = 1 bᵀ + x W: the bias as a product of its own, so that nothing is allocated or looped over. */
    @Override
    void forward(int tile) {
        Tiling.Tile t = tiling.tiles().get(tile);
        for (int c = t.copyFrom(); c < t.copyTo(); c++) {
            if (hasBias) {
                kernel.product(false, false, t.rows(), out, 1, one, 1, bias[c], out, 0, y.tile(tile, c), out);
            }
            kernel.product(
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
        Tiling.Tile t = tiling.tiles().get(tile);
        for (int c = t.copyFrom(); below && c < t.copyTo(); c++) {
            kernel.product(
                    false, true, t.rows(), in, out, dy.tile(tile, c), out, weight[c], out, 0, dx.tile(tile, c), in);
        }
    }

    /** dW = xᵀ dy and db = 1ᵀ dy; sums over rows are never cut, so that they do not depend on the tasks. */
    @Override
    void parameterGradient(boolean adds) {
        int enough = (int) Math.max(LEAST_SLICE, PRODUCT / ((long) rows * out));
        int slices = copies > 1 ? 1 : (in + enough - 1) / enough;
        int width = (in + slices - 1) / slices;
        workers.run(copies * slices, task -> {
            int c = task / slices;
            int from = task % slices * width;
            int some = Math.min(width, in - from);
            kernel.product(
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
                kernel.product(true, false, 1, out, rows, one, 1, dy.copy(c), out, adds ? 1 : 0, biasGradient[c], out);
            }
        });
    }

    private Pointer gradientRow(int copy, int row) {
        return row == 0 ? weightGradient[copy] : Matrix.offset(weightGradient[copy], (long) row * out);
    }
}
