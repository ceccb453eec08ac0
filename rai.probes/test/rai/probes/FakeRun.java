package rai.probes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.network.Network;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.Spec;

/** A run whose every number a test has chosen. */
final class FakeRun implements ProbedRun {
    private final List<ProbedLayer> layers = new ArrayList<>();
    private final Map<String, INDArray> tensors = new LinkedHashMap<>();
    private final Map<String, INDArray> starts = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();

    /** max(z, 0). */
    static final ScalarActivation RELU = new Scaled(0);

    /** z, and p z for negative z. */
    record Scaled(double p) implements ScalarActivation {
        @Override
        public double value(double z) {
            return z > 0 ? z : p * z;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : p;
        }
    }

    /** 1 / (1 + exp(-z)). */
    record Sigmoid() implements ScalarActivation {
        @Override
        public double value(double z) {
            return 1 / (1 + Math.exp(-z));
        }

        @Override
        public double derivative(double z) {
            return value(z) * (1 - value(z));
        }
    }

    static INDArray matrix(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    static INDArray row(double... numbers) {
        return Nd4j.createFromArray(numbers);
    }

    private NamedTensor tensor(String name, INDArray value, INDArray start, INDArray gradient) {
        tensors.put(name, value);
        starts.put(name, start);
        gradients.put(name, gradient);
        List<Long> shape = java.util.Arrays.stream(value.shape()).boxed().toList();
        return new NamedTensor(name, shape, NamedTensor.PARAMETERS, 0);
    }

    /** A map with weights and biases, which have moved from a start, with a gradient. */
    FakeRun dense(INDArray weight, INDArray start, INDArray gradient, INDArray output) {
        String name = "dense_" + (layers.size() + 1);
        int width = (int) weight.size(1);
        INDArray bias = Nd4j.zeros(weight.dataType(), width);
        List<NamedTensor> parameters =
                List.of(tensor(name + ".weight", weight, start, gradient), tensor(name + ".bias", bias, bias, bias));
        Layer layer = new Layer.Dense((int) weight.size(0), width);
        layers.add(new FakeLayer(name, layer, parameters, output, output, List.of()));
        return this;
    }

    FakeRun dense(INDArray weight) {
        return dense(weight, weight, weight, weight);
    }

    /** An activation without parameters. */
    FakeRun activation(INDArray input, Activation activation) {
        Layer layer = new Layer.Activate(Spec.named("act"), (int) input.size(1));
        layers.add(new FakeLayer("act_" + (layers.size() + 1), layer, List.of(), input, input, List.of(activation)));
        return this;
    }

    /** A layer that learns a slope for each unit, or for all. */
    FakeRun slopes(INDArray input, double... p) {
        String name = "slope_" + (layers.size() + 1);
        List<NamedTensor> parameters = List.of(tensor(name + ".slope", row(p), row(p), row(p)));
        int width = (int) input.size(1);
        Layer layer = new Layer.Apply(Spec.named("slope"), width, width, List.of(), List.of(), false);
        List<Activation> activations =
                java.util.Arrays.stream(p).<Activation>mapToObj(Scaled::new).toList();
        layers.add(new FakeLayer(name, layer, parameters, input, input, activations));
        return this;
    }

    private record FakeLayer(
            String name,
            Layer layer,
            List<NamedTensor> parameters,
            INDArray input,
            INDArray output,
            List<Activation> activations)
            implements ProbedLayer {
        @Override
        public List<NamedTensor> state() {
            return List.of();
        }

        @Override
        public INDArray outputGradient() {
            return output;
        }
    }

    /** What a probe measures in this run: row by row, the layer and a text of its numbers. */
    Map<String, List<Double>> measured(Probe probe) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        for (Measurement row : probe.measure(this)) {
            rows.put(row.layer(), row.values());
        }
        return rows;
    }

    @Override
    public long step() {
        return 0;
    }

    @Override
    public Network network() {
        throw new AssertionError("not expected: network");
    }

    @Override
    public List<ProbedLayer> layers() {
        return layers;
    }

    @Override
    public INDArray tensor(String tensor) {
        return tensors.get(tensor).dup('c');
    }

    @Override
    public INDArray start(String parameter) {
        return starts.get(parameter).dup('c');
    }

    @Override
    public INDArray gradient(String parameter) {
        return gradients.get(parameter).dup('c');
    }

    @Override
    public INDArray inputs() {
        throw new AssertionError("not expected: inputs");
    }

    @Override
    public INDArray targets() {
        throw new AssertionError("not expected: targets");
    }

    @Override
    public double loss() {
        throw new AssertionError("not expected: loss");
    }
}
