package rai.core.compute;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/** The true forward pass, for any number of rows: each task takes some rows through all layers in scratch of its own. */
public final class ForwardPass {
    private static final int TASK = 32_768;
    private static final int LEAST_ROWS = 256;

    private final FlatNetwork network;
    private final INDArray parameters;
    private final Workers workers;
    private final Activations activations;
    private final DataType type;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    /**
     * @param network the structure
     * @param parameters all parameters, flat
     * @param workers who does it
     * @param activations hands out activations
     */
    public ForwardPass(FlatNetwork network, INDArray parameters, Workers workers, Activations activations) {
        this.network = network;
        this.parameters = parameters;
        this.workers = workers;
        this.activations = activations;
        this.type = parameters.dataType();
    }

    /**
     * Runs layers {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param from index of the first layer
     * @param to index after the last layer
     * @param input [n, inputs], contiguous; not altered
     * @param output receives the outputs [n, outputs]
     */
    public void run(int from, int to, INDArray input, INDArray output) {
        if (from == to) {
            output.assign(input);
            return;
        }
        int widest = network.layers().get(from).inputs();
        for (int i = from; i < to; i++) {
            widest = Math.max(widest, network.layers().get(i).outputs());
        }
        int rows = (int) input.size(0);
        int perTask = Math.min(rows, Math.max(LEAST_ROWS, TASK / widest));
        long need = (long) perTask * widest;
        workers.run((rows + perTask - 1) / perTask, task -> {
            int first = task * perTask;
            int some = Math.min(perTask, rows - first);
            Scratch scratch = free.poll();
            if (scratch == null || scratch.length < need) {
                scratch = new Scratch(type, need);
            }
            INDArray at = Views.of(input, (long) first * input.size(1), some, input.size(1));
            for (int i = from; i < to; i++) {
                int width = network.layers().get(i).outputs();
                INDArray next = i == to - 1
                        ? Views.of(output, (long) first * width, some, width)
                        : scratch.view(i % 2, some, width);
                layer(i, at, next, scratch);
                at = next;
            }
            free.add(scratch);
        });
    }

    private void layer(int index, INDArray in, INDArray out, Scratch scratch) {
        Layer layer = network.layers().get(index);
        if (layer instanceof Layer.Activate activate) {
            activations.get(activate.spec()).value(in, out);
            return;
        }
        int map = network.mapOfLayer(index);
        int rows = (int) in.size(0);
        Pointer y = Views.address(out, 0);
        Pointer weight = Views.address(parameters, network.weightOffset(map));
        Pointer bias = Views.address(parameters, network.biasOffset(map));
        Pointer one = Views.address(scratch.ones(rows), 0);
        int width = layer.outputs();
        int fanIn = layer.inputs();
        Gemm.product(false, false, rows, width, 1, one, 1, bias, width, 0, y, width);
        Gemm.product(false, false, rows, width, fanIn, Views.address(in, 0), fanIn, weight, width, 1, y, width);
    }

    private static final class Scratch {
        private final long length;
        private final INDArray[] arrays;
        private final Map<Long, INDArray> views = new HashMap<>();
        private INDArray ones;

        Scratch(DataType type, long length) {
            this.length = length;
            arrays = new INDArray[] {Views.scratch(type, length), Views.scratch(type, length)};
        }

        INDArray view(int which, int rows, int width) {
            long key = ((long) rows << 33) | ((long) width << 1) | which;
            return views.computeIfAbsent(key, k -> Views.of(arrays[which], 0, rows, width));
        }

        INDArray ones(int rows) {
            if (ones == null || ones.length() < rows) {
                ones = Views.scratch(arrays[0].dataType(), rows).assign(1);
            }
            return ones;
        }
    }
}
