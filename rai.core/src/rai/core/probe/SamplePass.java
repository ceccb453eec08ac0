package rai.core.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.network.Segment;
import rai.core.compute.ForwardPass;
import rai.core.compute.Segments;
import rai.core.compute.Streams;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.data.Examples;
import rai.core.data.Rows;
import rai.core.network.FlatNetwork;
import rai.core.service.Services;

/**
 * A sample of the training examples on its way through a network, forward and backward. Of the run it reads parameters and
 * running state; everything that it writes is its own: so it changes nothing, whatever the layers do.
 */
public final class SamplePass {
    private final FlatNetwork network;
    private final INDArray parameters;
    private final INDArray state;
    private final Services services;
    private final Workers workers;
    private final long seed;
    private final DataType type;
    private final INDArray inputs;
    private final INDArray targets;
    private final ForwardPass pass;

    private long step;
    private Loss loss;
    /** What each layer reads, and the last output, in the true forward pass; null until it is asked for. */
    private INDArray[] values;
    /** The gradient with respect to the output of each layer; null until it is asked for. */
    private INDArray[] outputGradients;

    /** That of all parameters, flat; null until it is first asked for, as the following. */
    private INDArray gradient;

    private INDArray stateCopy;
    private Segments segments;

    /**
     * @param network the network
     * @param parameters its parameters, flat
     * @param state the running state of all layers, flat; null if they have none
     * @param services provides activations and layers
     * @param workers who computes
     * @param train the training examples
     * @param most how many of them at most
     * @param seed the run's seed, which says which examples are taken
     */
    public SamplePass(
            FlatNetwork network,
            INDArray parameters,
            INDArray state,
            Services services,
            Workers workers,
            Examples train,
            int most,
            long seed) {
        this.network = network;
        this.parameters = parameters;
        this.state = state;
        this.services = services;
        this.workers = workers;
        this.seed = seed;
        type = parameters.dataType();
        int n = train.inputs().count();
        if (n <= most) {
            inputs = train.inputs().whole();
            targets = train.targets();
        } else {
            int[] rows = Rows.some(n, most, Streams.of(seed, "probe sample", 0));
            inputs = train.inputs().some(rows);
            targets = Views.contiguous(train.targets().getRows(rows), type);
        }
        pass = new ForwardPass(network, parameters, state, workers, services);
    }

    /** Forgets what was computed: parameters and state have changed. */
    public void begin(long stepsDone, Loss lossNow) {
        step = stepsDone;
        loss = lossNow;
        values = null;
        outputGradients = null;
    }

    FlatNetwork network() {
        return network;
    }

    long step() {
        return step;
    }

    Services services() {
        return services;
    }

    INDArray inputs() {
        return inputs;
    }

    INDArray targets() {
        return targets;
    }

    /** @return a copy of a tensor of the network */
    INDArray copy(NamedTensor tensor) {
        return copy(tensor, tensor.array().equals(NamedTensor.PARAMETERS) ? parameters : state);
    }

    /** @return a copy of a tensor, from a flat array laid out like the one that holds it */
    static INDArray copy(NamedTensor tensor, INDArray flat) {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        return Views.of(flat, tensor.offset(), shape).dup('c');
    }

    /** @return L of the true forward pass */
    double loss() {
        return loss.value(values()[network.layers().size()], targets);
    }

    /** @return what each layer reads in the true forward pass, and after these the output of the network */
    INDArray[] values() {
        if (values == null) {
            INDArray[] all = new INDArray[network.layers().size() + 1];
            Deque<INDArray> kept = new ArrayDeque<>();
            all[0] = inputs;
            for (int i = 0; i < network.layers().size(); i++) {
                Layer layer = network.layers().get(i);
                if (layer instanceof Layer.Fork) {
                    kept.push(all[i]);
                    all[i + 1] = all[i];
                } else if (layer instanceof Layer.Join join) {
                    all[i + 1] = all[i].add(join.skipped(kept.pop()));
                } else {
                    all[i + 1] = Views.scratch(type, inputs.size(0), layer.outputs());
                    pass.run(i, i + 1, all[i], all[i + 1]);
                }
            }
            values = all;
        }
        return values;
    }

    /** @return the gradient of the loss with respect to all parameters, flat, as in training */
    INDArray gradient() {
        outputGradients();
        return gradient;
    }

    /** @return the gradient of the loss with respect to the output of each layer, as in training */
    INDArray[] outputGradients() {
        if (outputGradients == null) {
            prepareGradient();
            INDArray output = forward();
            INDArray upstream = Views.scratch(type, output.shape());
            loss.gradient(output, targets, upstream);
            outputGradients = backward(upstream);
        }
        return outputGradients;
    }

    private void prepareGradient() {
        if (gradient == null) {
            gradient = Nd4j.create(type, network.parameterCount());
            stateCopy = state == null ? null : state.dup();
            segments = new Segments(network, parameters, gradient, stateCopy, workers, services);
        }
        gradient.assign(0);
        if (state != null) {
            stateCopy.assign(state);
        }
        long at = step;
        segments.begin((layer, row) -> Streams.of(seed, "layers for probes", at, layer, row));
    }

    private Segment segment(int layer) {
        return segments.segment(layer, layer + 1, 1, (int) inputs.size(0));
    }

    private INDArray matrix(INDArray copies, int width) {
        return copies.reshape(inputs.size(0), width);
    }

    private INDArray forward() {
        Deque<INDArray> kept = new ArrayDeque<>();
        INDArray at = inputs;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Fork) {
                kept.push(at);
            } else {
                at = layer instanceof Layer.Join join
                        ? at.add(join.skipped(kept.pop()))
                        : matrix(segment(i).forward(at), layer.outputs());
            }
        }
        return at;
    }

    private INDArray[] backward(INDArray ofOutput) {
        INDArray[] ofOutputs = new INDArray[network.layers().size()];
        Deque<INDArray> around = new ArrayDeque<>();
        INDArray at = ofOutput;
        for (int i = network.layers().size() - 1; i >= 0; i--) {
            Layer layer = network.layers().get(i);
            ofOutputs[i] = at;
            if (layer instanceof Layer.Join join) {
                around.push(join.skipped(at));
            } else if (layer instanceof Layer.Fork) {
                at = at.add(around.pop());
            } else {
                at = matrix(segment(i).backward(at, true), layer.inputs());
            }
        }
        return ofOutputs;
    }
}
