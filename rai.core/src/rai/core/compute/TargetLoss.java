package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/**
 * {@link rai.api.network.Segment#targetLoss} for many copies: a task takes a few copies through forward pass, loss and backward pass
 * while they are in the cache. Between two steps nothing is kept, and the scratch of a task is all that is allocated.
 */
final class TargetLoss {
    /** Elements a task should have in its widest array. */
    private static final int TASK = 32_768;

    private final Workers workers;
    private final Kernel kernel;
    private final Activations activations;
    private final DataType type;
    private final List<Layer> layers;
    private final int copies;
    private final int rows;
    private final int group;
    private final int tasks;
    private final Pointer[][] weight;
    private final Pointer[][] bias;
    private final Pointer[][] weightGradient;
    private final Pointer[][] biasGradient;
    private final INDArray ones;
    private final Pointer one;
    private final INDArray borders;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    private Tiles input;
    private Tiles targets;
    private Tiles targetGradient;
    private Tiles inputGradient;

    TargetLoss(
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            Workers workers,
            Kernel kernel,
            Activations activations,
            int from,
            int to,
            int copies,
            int rows) {
        this.workers = workers;
        this.kernel = kernel;
        this.activations = activations;
        this.type = parameters.dataType();
        this.layers = network.layers().subList(from, to);
        this.copies = copies;
        this.rows = rows;
        int widest = layers.stream()
                .mapToInt(layer -> Math.max(layer.inputs(), layer.outputs()))
                .max()
                .orElseThrow();
        group = (int) Math.max(1, Math.min(copies, TASK / ((long) rows * widest)));
        tasks = (copies + group - 1) / group;
        int depth = layers.size();
        weight = new Pointer[depth][];
        bias = new Pointer[depth][];
        weightGradient = new Pointer[depth][];
        biasGradient = new Pointer[depth][];
        for (int i = 0; i < depth; i++) {
            if (layers.get(i) instanceof Layer.Dense) {
                int first = from + i;
                weight[i] = addresses(
                        c -> Views.address(parameters, network.weightOffset(network.mapOfLayer(first + c * depth))));
                bias[i] = addresses(
                        c -> Views.address(parameters, network.biasOffset(network.mapOfLayer(first + c * depth))));
                weightGradient[i] = addresses(
                        c -> Views.address(gradient, network.weightOffset(network.mapOfLayer(first + c * depth))));
                biasGradient[i] = addresses(
                        c -> Views.address(gradient, network.biasOffset(network.mapOfLayer(first + c * depth))));
            }
        }
        ones = Views.scratch(type, rows, 1).assign(1);
        one = Views.address(ones, 0);
        borders = Views.scratch(type, tasks, rows, layers.get(0).inputs());
    }

    double run(
            INDArray newInput,
            INDArray newTargets,
            Loss loss,
            double factor,
            INDArray newInputGradient,
            INDArray newTargetGradient) {
        input = Tiles.of(input, newInput, this);
        targets = Tiles.of(targets, newTargets, this);
        targetGradient = Tiles.of(targetGradient, newTargetGradient, this);
        inputGradient = newInputGradient == null ? null : Tiles.of(inputGradient, newInputGradient, this);
        double[] losses = new double[tasks];
        workers.run(tasks, task -> {
            int some = Math.min(group, copies - task * group);
            Scratch scratch = take(some);
            losses[task] = some * tile(task, scratch, loss, factor);
            free.add(scratch);
        });
        if (inputGradient != null) {
            addBorders();
        }
        double sum = 0;
        for (double l : losses) { // in the order of the tasks, whoever was first
            sum += l;
        }
        return factor * sum;
    }

    private double tile(int task, Scratch s, Loss loss, double factor) {
        int depth = layers.size();
        for (int i = 0; i < depth; i++) {
            forward(i, task, s);
        }
        double value = loss.gradient(s.output[depth - 1], targets.view[task], targetGradient.view[task]);
        // the loss of the tile is the mean over its copies, but it is their sum we want
        double scale = factor * s.copies;
        for (int i = depth - 1; i >= 0; i--) {
            backward(i, task, s, scale);
        }
        int out = rows * layers.get(depth - 1).outputs();
        kernel.scale(s.copies * out, -scale, targetGradient.copy[task * group]);
        if (inputGradient != null) {
            int in = rows * layers.get(0).inputs();
            // what lies below the first copy may be the target of the task before: it is added when all are done
            kernel.copy(in, s.downstreamOf[0][0], border(task));
            kernel.scale(in, scale, border(task));
            if (s.copies > 1) {
                kernel.add((s.copies - 1) * in, scale, s.downstreamOf[0][1], inputGradient.copy[task * group + 1]);
            }
        }
        return value;
    }

    private void forward(int i, int task, Scratch s) {
        if (layers.get(i) instanceof Layer.Activate activate) {
            activations.get(activate.spec()).value(i == 0 ? input.view[task] : s.output[i - 1], s.output[i]);
            return;
        }
        int in = layers.get(i).inputs();
        int out = layers.get(i).outputs();
        for (int c = 0; c < s.copies; c++) {
            int copy = task * group + c;
            Pointer x = i == 0 ? input.copy[copy] : s.outputOf[i - 1][c];
            kernel.product(false, false, rows, out, 1, one, 1, bias[i][copy], out, 0, s.outputOf[i][c], out);
            kernel.product(false, false, rows, out, in, x, in, weight[i][copy], out, 1, s.outputOf[i][c], out);
        }
    }

    /** The gradient is that of the tile's loss; only the parameters' is brought to scale here. */
    private void backward(int i, int task, Scratch s, double scale) {
        boolean last = i == layers.size() - 1;
        boolean below = i > 0 || inputGradient != null;
        if (layers.get(i) instanceof Layer.Activate activate) {
            if (below) {
                activations
                        .get(activate.spec())
                        .backward(
                                i == 0 ? input.view[task] : s.output[i - 1],
                                s.output[i],
                                last ? targetGradient.view[task] : s.downstream[i + 1],
                                s.downstream[i]);
            }
            return;
        }
        int in = layers.get(i).inputs();
        int out = layers.get(i).outputs();
        for (int c = 0; c < s.copies; c++) {
            int copy = task * group + c;
            Pointer x = i == 0 ? input.copy[copy] : s.outputOf[i - 1][c];
            Pointer up = last ? targetGradient.copy[copy] : s.downstreamOf[i + 1][c];
            if (below) {
                kernel.product(false, true, rows, in, out, up, out, weight[i][copy], out, 0, s.downstreamOf[i][c], in);
            }
            kernel.product(true, false, in, out, rows, scale, x, in, up, out, 0, weightGradient[i][copy], out);
            kernel.product(true, false, 1, out, rows, scale, one, 1, up, out, 0, biasGradient[i][copy], out);
        }
    }

    private void addBorders() {
        int in = rows * layers.get(0).inputs();
        for (int task = 0; task < tasks; task++) {
            kernel.add(in, 1, border(task), inputGradient.copy[task * group]);
        }
    }

    private Pointer border(int task) {
        return Views.address(borders, (long) task * rows * layers.get(0).inputs());
    }

    private Scratch take(int some) {
        Scratch scratch = free.poll();
        return scratch != null && scratch.copies == some ? scratch : new Scratch(some);
    }

    private interface AddressOfCopy {
        Pointer of(int copy);
    }

    private Pointer[] addresses(AddressOfCopy address) {
        Pointer[] all = new Pointer[copies];
        for (int c = 0; c < copies; c++) {
            all[c] = address.of(c);
        }
        return all;
    }

    /** An array [copies, rows, width] of the run: a view for each task, an address for each copy. */
    private record Tiles(INDArray array, INDArray[] view, Pointer[] copy) {
        static Tiles of(Tiles old, INDArray array, TargetLoss pull) {
            if (old != null && old.array == array) {
                return old;
            }
            long size = array.length() / pull.copies;
            INDArray[] views = new INDArray[pull.tasks];
            for (int task = 0; task < pull.tasks; task++) {
                int some = Math.min(pull.group, pull.copies - task * pull.group);
                views[task] = Views.of(array, task * pull.group * size, (long) some * pull.rows, size / pull.rows);
            }
            return new Tiles(array, views, pull.addresses(c -> Views.address(array, c * size)));
        }
    }

    /** The arrays between the layers for the copies of one task. */
    private final class Scratch {
        private final int copies;
        private final INDArray[] output;
        private final Pointer[][] outputOf;
        private final INDArray[] downstream;
        private final Pointer[][] downstreamOf;

        Scratch(int copies) {
            this.copies = copies;
            List<INDArray> outputs = new ArrayList<>();
            List<INDArray> downstreams = new ArrayList<>();
            for (Layer layer : layers) {
                outputs.add(Views.scratch(type, (long) copies * rows, layer.outputs()));
                downstreams.add(Views.scratch(type, (long) copies * rows, layer.inputs()));
            }
            output = outputs.toArray(INDArray[]::new);
            downstream = downstreams.toArray(INDArray[]::new);
            outputOf = outputs.stream().map(this::addressesOf).toArray(Pointer[][]::new);
            downstreamOf = downstreams.stream().map(this::addressesOf).toArray(Pointer[][]::new);
        }

        private Pointer[] addressesOf(INDArray array) {
            Pointer[] all = new Pointer[copies];
            for (int c = 0; c < copies; c++) {
                all[c] = Views.address(array, c * array.length() / copies);
            }
            return all;
        }
    }
}
