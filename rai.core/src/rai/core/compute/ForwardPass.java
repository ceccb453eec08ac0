package rai.core.compute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.engine.Engine;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/**
 * The true forward pass, as in evaluation, for any number of rows: each task takes some rows through all layers in scratch
 * of its own.
 */
public final class ForwardPass {
    private static final int TASK = 32_768;
    private static final int LEAST_ROWS = 256;

    /** Rows that need not be in memory. */
    public interface Input {
        /**
         * @param first the first row
         * @param some how many
         * @param room gives an array of so many rows
         * @return these rows, contiguous, in that array or another
         */
        INDArray rows(int first, int some, IntFunction<INDArray> room);
    }

    private final FlatNetwork network;
    private final INDArray parameters;
    private final INDArray state;
    private final Workers workers;
    private final Activations activations;
    private final DataType type;
    private volatile Kernel kernel = Kernel.LIBRARY;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    /**
     * @param network the structure
     * @param parameters all parameters, flat
     * @param state the running state of all layers, flat; null if they have none
     * @param workers who does it
     * @param activations provides activations
     */
    public ForwardPass(
            FlatNetwork network, INDArray parameters, INDArray state, Workers workers, Activations activations) {
        this.network = network;
        this.parameters = parameters;
        this.state = state;
        this.workers = workers;
        this.activations = activations;
        this.type = parameters.dataType();
    }

    /**
     * @param engine whose products are used from now on
     */
    public void use(Engine engine) {
        kernel = Kernel.of(kernel, engine);
    }

    /** @return all parameters, flat */
    public INDArray parameters() {
        return parameters;
    }

    /** @return the running state of all layers, flat; null if they have none */
    public INDArray state() {
        return state;
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
        run(
                from,
                to,
                (first, some, room) -> Views.of(input, (long) first * input.size(1), some, input.size(1)),
                output);
    }

    /**
     * Runs layers {@code from} (inclusive) to {@code to} (exclusive), of which there is at least one.
     *
     * @param from index of the first layer
     * @param to index after the last layer
     * @param input [n, inputs]; each task asks for its own rows
     * @param output receives the outputs [n, outputs]
     */
    public void run(int from, int to, Input input, INDArray output) {
        network.requireWhole(from, to);
        int inputs = network.layers().get(from).inputs();
        int widest = inputs;
        for (int i = from; i < to; i++) {
            widest = Math.max(widest, network.layers().get(i).outputs());
        }
        int rows = (int) output.size(0);
        int perTask = Math.min(rows, Math.max(LEAST_ROWS, TASK / widest));
        long need = (long) perTask * widest;
        workers.run((rows + perTask - 1) / perTask, task -> {
            int first = task * perTask;
            int some = Math.min(perTask, rows - first);
            Scratch scratch = free.poll();
            if (scratch == null || scratch.length < need) {
                scratch = new Scratch(type, need);
            }
            Scratch own = scratch;
            Held at = new Held(input.rows(first, some, n -> own.input(n, inputs)), -1);
            Deque<Held> kept = new ArrayDeque<>();
            for (int i = from; i < to; i++) {
                if (network.layers().get(i) instanceof Layer.Fork) {
                    kept.push(at);
                    continue;
                }
                int width = network.layers().get(i).outputs();
                Held next = i == to - 1
                        ? new Held(Views.of(output, (long) first * width, some, width), -1)
                        : scratch.free(at, kept, some, width);
                layer(i, at.array(), next.array(), scratch, kept);
                at = next;
            }
            free.add(scratch);
        });
    }

    /** What a layer gave, and the number of the scratch array that holds it; -1 if it is none. */
    private record Held(INDArray array, int slot) {}

    private void layer(int index, INDArray in, INDArray out, Scratch scratch, Deque<Held> kept) {
        Layer layer = network.layers().get(index);
        if (layer instanceof Layer.Activate activate) {
            activations.get(activate.spec()).value(in, out);
        } else if (layer instanceof Layer.Dense dense) {
            dense(index, dense, in, out, scratch);
        } else if (layer instanceof Layer.Apply apply) {
            FunctionPass pass = scratch.passes.computeIfAbsent(
                    index,
                    i -> new FunctionPass(
                            apply,
                            type,
                            FunctionPass.parameters(network, i, parameters),
                            FunctionPass.state(network, i, state),
                            FunctionPass.ALONE,
                            null));
            pass.input = in;
            pass.output = out;
            activations.layer(apply.spec()).forward(pass);
        } else { // a join
            in.addi(((Layer.Join) layer).skipped(kept.pop().array()), out);
        }
    }

    private void dense(int index, Layer.Dense layer, INDArray in, INDArray out, Scratch scratch) {
        int map = network.mapOfLayer(index);
        int rows = (int) in.size(0);
        Pointer y = Views.address(out, 0);
        Pointer weight = Views.address(parameters, network.weightOffset(map));
        int width = layer.outputs();
        int fanIn = layer.inputs();
        if (layer.bias()) {
            Pointer bias = Views.address(parameters, network.biasOffset(map));
            Pointer one = Views.address(scratch.ones(rows), 0);
            kernel.product(false, false, rows, width, 1, one, 1, bias, width, 0, y, width);
        }
        kernel.product(
                false,
                false,
                rows,
                width,
                fanIn,
                Views.address(in, 0),
                fanIn,
                weight,
                width,
                layer.bias() ? 1 : 0,
                y,
                width);
    }

    private record View(int slot, int rows, int width) {}

    private static final class Scratch {
        private final long length;
        private final DataType type;
        private final List<INDArray> arrays = new ArrayList<>();
        private final Map<View, INDArray> views = new HashMap<>();
        private final Map<Integer, FunctionPass> passes = new HashMap<>();
        private INDArray ones;
        private INDArray read;

        Scratch(DataType type, long length) {
            this.length = length;
            this.type = type;
        }

        /** An array that holds neither what the layer reads nor what residual blocks keep. */
        Held free(Held read, Deque<Held> kept, int rows, int width) {
            Set<Integer> taken = new HashSet<>();
            taken.add(read.slot());
            kept.forEach(held -> taken.add(held.slot()));
            int slot = 0;
            while (taken.contains(slot)) {
                slot++;
            }
            while (arrays.size() <= slot) {
                arrays.add(Views.scratch(type, length));
            }
            INDArray array = arrays.get(slot);
            return new Held(
                    views.computeIfAbsent(new View(slot, rows, width), k -> Views.of(array, 0, rows, width)), slot);
        }

        /** An array for what the first layer reads, if that is not in memory. */
        INDArray input(int rows, int width) {
            if (read == null || read.length() < (long) rows * width) {
                read = Views.scratch(type, (long) rows * width);
            }
            return Views.of(read, 0, rows, width);
        }

        INDArray ones(int rows) {
            if (ones == null || ones.length() < rows) {
                ones = Views.scratch(type, rows).assign(1);
            }
            return ones;
        }
    }
}
