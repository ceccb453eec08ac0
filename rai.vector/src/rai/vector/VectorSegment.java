package rai.vector;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.TiledActivation;
import rai.api.array.Elements;
import rai.api.engine.SegmentPlan;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.network.Layer;
import rai.api.network.Segment;

/**
 * Segments side by side, pulled towards their targets one after the other by each thread. Of each, the input, target,
 * weights and biases are read from the run's arrays once, and their gradients written once; all between happens in Java
 * arrays that fit the cache and are kept for the next step.
 */
final class VectorSegment implements Segment {
    /** Elements a task should have in its widest array. */
    private static final int TASK = 32_768;

    private final SegmentPlan plan;
    private final Segment reference;
    private final List<Layer> layers;
    private final int rows;
    private final int group;
    private final int tasks;
    private final int inputs;
    private final int outputs;
    private final FloatBuffer[][] weight;
    private final FloatBuffer[][] bias;
    private final FloatBuffer[][] weightGradient;
    private final FloatBuffer[][] biasGradient;
    private final float[][] borders;
    private final double[] losses;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    private Copies input;
    private Copies targets;
    private Copies targetGradient;
    private Copies inputGradient;
    private boolean chained;

    VectorSegment(SegmentPlan plan, Segment reference) {
        this.plan = plan;
        this.reference = reference;
        layers = plan.layers();
        rows = plan.rows();
        inputs = layers.get(0).inputs();
        outputs = layers.get(layers.size() - 1).outputs();
        int widest = layers.stream()
                .mapToInt(layer -> Math.max(layer.inputs(), layer.outputs()))
                .max()
                .orElseThrow();
        group = (int) Math.max(1, Math.min(plan.copies(), TASK / ((long) rows * widest)));
        tasks = (plan.copies() + group - 1) / group;
        weight = new FloatBuffer[layers.size()][];
        bias = new FloatBuffer[layers.size()][];
        weightGradient = new FloatBuffer[layers.size()][];
        biasGradient = new FloatBuffer[layers.size()][];
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Dense dense) {
                int layer = i;
                long size = (long) dense.inputs() * dense.outputs();
                weight[i] = buffers(plan.parameters(), c -> plan.weightOffset(c, layer), size);
                bias[i] = buffers(plan.parameters(), c -> plan.biasOffset(c, layer), dense.outputs());
                weightGradient[i] = buffers(plan.gradient(), c -> plan.weightOffset(c, layer), size);
                biasGradient[i] = buffers(plan.gradient(), c -> plan.biasOffset(c, layer), dense.outputs());
            }
        }
        borders = new float[tasks][rows * inputs];
        losses = new double[tasks];
    }

    @Override
    public INDArray forward(INDArray x) {
        return reference.forward(x);
    }

    @Override
    public INDArray backward(INDArray upstream, boolean wantsInputGradient) {
        return reference.backward(upstream, wantsInputGradient);
    }

    @Override
    public INDArray backward(INDArray upstream, boolean wantsInputGradient, ParameterGradient parameters) {
        return reference.backward(upstream, wantsInputGradient, parameters);
    }

    @Override
    public INDArray tangent(INDArray ofInput, INDArray ofParameters) {
        return reference.tangent(ofInput, ofParameters);
    }

    @Override
    public boolean forwardChain(INDArray first, INDArray outputsOfAll, Loss loss) {
        TiledActivation[] activations = activations();
        if (!(loss instanceof TiledLoss) || activations == null || inputs != outputs) {
            return false;
        }
        Copies all = bind(null, outputsOfAll, outputs);
        Scratch s = new Scratch();
        s.activations = activations;
        FloatBuffer at = Elements.floats(first);
        for (int copy = 0; copy < plan.copies(); copy++) {
            s.load(at, copy);
            s.forward();
            all.buffer[copy].put(0, s.values[s.depth], 0, rows * outputs);
            at = all.buffer[copy];
        }
        Reference.reachabilityFence(first);
        return true;
    }

    /** The activations as they are now; null if one has no tiles. */
    private TiledActivation[] activations() {
        TiledActivation[] activations = new TiledActivation[layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Activate activate) {
                if (!(plan.activation(activate.spec()) instanceof TiledActivation activation)) {
                    return null;
                }
                activations[i] = activation;
            }
        }
        return activations;
    }

    @Override
    public double targetLoss(
            INDArray newInput,
            INDArray newTargets,
            Loss loss,
            double factor,
            INDArray newInputGradient,
            INDArray newTargetGradient) {
        if (!(loss instanceof TiledLoss tiled)) {
            return reference.targetLoss(newInput, newTargets, loss, factor, newInputGradient, newTargetGradient);
        }
        TiledActivation[] activations = activations();
        if (activations == null) {
            return reference.targetLoss(newInput, newTargets, loss, factor, newInputGradient, newTargetGradient);
        }
        input = bind(input, newInput, inputs);
        targets = bind(targets, newTargets, outputs);
        targetGradient = bind(targetGradient, newTargetGradient, outputs);
        inputGradient = newInputGradient == null ? null : bind(inputGradient, newInputGradient, inputs);
        chained = newInputGradient != null && follows(newInputGradient, newTargetGradient);
        plan.run(tasks, task -> {
            Scratch scratch = free.poll();
            if (scratch == null) {
                scratch = new Scratch();
            }
            scratch.activations = activations;
            losses[task] = task(task, scratch, tiled, factor);
            free.add(scratch);
        });
        if (inputGradient != null) {
            addBorders();
        }
        double sum = 0;
        for (double l : losses) { // in the order of the tasks, whoever was first
            sum += l;
        }
        return sum;
    }

    /** Whether the second array is the first, shifted by one copy: the targets of one segment are the input of the next. */
    private boolean follows(INDArray first, INDArray second) {
        return inputs == outputs
                && first.data().pointer().address() + 4 * first.offset() + 4L * rows * inputs
                        == second.data().pointer().address() + 4 * second.offset();
    }

    private double task(int task, Scratch s, TiledLoss loss, double factor) {
        int from = task * group;
        int to = Math.min(plan.copies(), from + group);
        double sum = 0;
        for (int copy = from; copy < to; copy++) {
            s.load(input.buffer[copy], copy);
            s.forward();
            sum += s.residual(copy, loss, factor);
            float[] downstream = s.backward(copy);
            if (inputGradient != null) {
                if (copy == from) { // may be the target of the task before: it is added when all are done
                    System.arraycopy(downstream, 0, borders[task], 0, borders[task].length);
                } else if (chained) {
                    add(downstream, s.waiting, rows * inputs);
                    targetGradient.buffer[copy - 1].put(0, s.waiting, 0, rows * inputs);
                } else {
                    addTo(inputGradient.buffer[copy], downstream, s.other);
                }
            }
            if (chained && copy + 1 < to) { // more is to be added to the target's gradient
                float[] swap = s.waiting;
                s.waiting = s.pulled;
                s.pulled = swap;
            } else {
                targetGradient.buffer[copy].put(0, s.pulled, 0, rows * outputs);
            }
        }
        return sum;
    }

    private void addBorders() {
        float[] other = new float[rows * inputs];
        for (int task = 0; task < tasks; task++) {
            addTo(inputGradient.buffer[task * group], borders[task], other);
        }
    }

    private static void addTo(FloatBuffer to, float[] what, float[] scratch) {
        int n = to.limit();
        to.get(0, scratch, 0, n);
        add(what, scratch, n);
        to.put(0, scratch, 0, n);
    }

    private static void add(float[] what, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += what[i];
        }
    }

    /** An array [copies, rows, width] of the run, copy by copy. */
    private record Copies(INDArray array, FloatBuffer[] buffer) {}

    private Copies bind(Copies old, INDArray array, int width) {
        if (old != null && old.array == array) {
            return old;
        }
        long size = (long) rows * width;
        return new Copies(array, buffers(array, c -> c * size, size));
    }

    private interface OffsetOfCopy {
        long of(int copy);
    }

    private FloatBuffer[] buffers(INDArray array, OffsetOfCopy offset, long size) {
        FloatBuffer[] all = new FloatBuffer[plan.copies()];
        for (int c = 0; c < all.length; c++) {
            all[c] = Elements.floats(array, offset.of(c), size);
        }
        return all;
    }

    /** The Java arrays that one segment goes through. */
    private final class Scratch {
        private final int depth = layers.size();
        /** The input, and what each layer gives. */
        private final float[][] values = new float[depth + 1][];
        /** The gradient of each of them; an activation works on that of its output. */
        private final float[][] gradients = new float[depth + 1][];

        private final float[][] w = new float[depth][];
        private final float[][] b = new float[depth][];
        private final float[] transposed;
        private final float[] ofW;
        private final float[] ofB;
        private final float[] loss;
        private final float[] other;
        private final float[] lanes = new float[Product.LANES];
        private TiledActivation[] activations;
        /** The gradient of the target, and that of the one before. */
        private float[] pulled;

        private float[] waiting;

        Scratch() {
            values[0] = matrix(rows, inputs);
            int largest = 0;
            int widest = 0;
            for (int i = 0; i < depth; i++) {
                Layer layer = layers.get(i);
                values[i + 1] = matrix(rows, layer.outputs());
                if (layer instanceof Layer.Dense) {
                    w[i] = matrix(layer.inputs(), layer.outputs());
                    b[i] = matrix(1, layer.outputs());
                    largest = Math.max(largest, layer.inputs() * layer.outputs());
                    widest = Math.max(widest, Math.max(layer.inputs(), layer.outputs()));
                }
            }
            gradients[depth] = matrix(rows, outputs);
            for (int i = depth - 1; i >= 0; i--) {
                gradients[i] = layers.get(i) instanceof Layer.Dense
                        ? matrix(rows, layers.get(i).inputs())
                        : gradients[i + 1];
            }
            transposed = new float[largest + Product.slack(widest)];
            ofW = new float[largest + Product.slack(widest)];
            ofB = new float[widest + Product.slack(1)];
            loss = matrix(rows, outputs);
            other = matrix(rows, inputs);
            pulled = matrix(rows, outputs);
            waiting = matrix(rows, outputs);
        }

        private float[] matrix(int m, int n) {
            return new float[m * n + Product.slack(Math.max(n, inputs))];
        }

        void load(FloatBuffer x, int copy) {
            x.get(0, values[0], 0, rows * inputs);
            for (int i = 0; i < depth; i++) {
                if (w[i] != null) {
                    weight[i][copy].get(0, w[i], 0, weight[i][copy].limit());
                    bias[i][copy].get(0, b[i], 0, bias[i][copy].limit());
                }
            }
        }

        void forward() {
            for (int i = 0; i < depth; i++) {
                int in = layers.get(i).inputs();
                int out = layers.get(i).outputs();
                if (w[i] != null) {
                    Product.of(rows, out, in, values[i], in, 1, w[i], b[i], values[i + 1]);
                } else {
                    int n = rows * out;
                    for (int at = 0; at < n; at += TiledActivation.TILE) {
                        activations[i].value(values[i], values[i + 1], at, Math.min(n, at + TiledActivation.TILE));
                    }
                }
            }
        }

        /** Loss and its gradient with respect to the output; that of the target is its opposite. */
        double residual(int copy, TiledLoss rule, double factor) {
            int n = rows * outputs;
            float[] difference = gradients[depth];
            float[] output = values[depth];
            targets.buffer[copy].get(0, pulled, 0, n);
            for (int i = 0; i < n; i++) {
                difference[i] = output[i] - pulled[i];
            }
            for (int at = 0; at < n; at += TiledLoss.TILE) {
                rule.evaluate(difference, loss, at, Math.min(n, at + TiledLoss.TILE), (float) (factor / n));
            }
            for (int i = 0; i < n; i++) {
                pulled[i] = -difference[i];
            }
            return factor / n * Product.sum(n, loss, lanes);
        }

        /** Writes the gradients of the parameters; returns that of the input, if it is wanted. */
        float[] backward(int copy) {
            for (int i = depth - 1; i >= 0; i--) {
                int in = layers.get(i).inputs();
                int out = layers.get(i).outputs();
                boolean below = i > 0 || inputGradient != null;
                float[] upstream = gradients[i + 1];
                if (w[i] == null) {
                    int n = rows * out;
                    for (int at = 0; below && at < n; at += TiledActivation.TILE) {
                        activations[i].backward(
                                values[i], values[i + 1], upstream, at, Math.min(n, at + TiledActivation.TILE));
                    }
                    continue;
                }
                if (below) {
                    Product.transpose(in, out, w[i], transposed);
                    Product.of(rows, in, out, upstream, out, 1, transposed, null, gradients[i]);
                }
                Product.of(in, out, rows, values[i], 1, in, upstream, null, ofW);
                weightGradient[i][copy].put(0, ofW, 0, in * out);
                Product.sumRows(rows, out, upstream, ofB);
                biasGradient[i][copy].put(0, ofB, 0, out);
            }
            return gradients[0];
        }
    }
}
