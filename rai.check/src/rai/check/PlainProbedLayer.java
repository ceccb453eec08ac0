package rai.check;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbedLayer;
import rai.api.spec.Spec;

/** A layer of a {@link PlainProbedRun}. */
final class PlainProbedLayer implements ProbedLayer {
    static final int WIDTH = 4;

    private final PlainProbedRun run;
    private final char kind;
    private final String name;
    private final Layer layer;
    private INDArray input;
    private INDArray output;
    private INDArray outputGradient;

    private PlainProbedLayer(PlainProbedRun run, char kind, String name, Layer layer) {
        this.run = run;
        this.kind = kind;
        this.name = name;
        this.layer = layer;
    }

    static List<PlainProbedLayer> parse(String shape, PlainProbedRun run) {
        List<PlainProbedLayer> layers = new ArrayList<>();
        Map<Character, Integer> numbers = new HashMap<>();
        for (int i = 0; i < shape.length(); i++) {
            char kind = shape.charAt(i);
            int length = kind == '(' ? shape.indexOf(')', i) - i : i - Math.max(0, shape.lastIndexOf('(', i));
            Layer layer =
                    switch (kind) {
                        case 'd' -> new Layer.Dense(WIDTH, WIDTH);
                        case 't' -> new Layer.Activate(Spec.named("tanh"), WIDTH);
                        case 's' ->
                            new Layer.Apply(
                                    Spec.named("slope"),
                                    WIDTH,
                                    WIDTH,
                                    List.of(new Tensor("slope", WIDTH, 1)),
                                    List.of(),
                                    false);
                        case '(' -> new Layer.Fork(WIDTH, length);
                        default -> new Layer.Join(WIDTH, length);
                    };
            layers.add(new PlainProbedLayer(run, kind, word(kind) + "_" + numbers.merge(kind, 1, Integer::sum), layer));
        }
        return layers;
    }

    private static String word(char kind) {
        return switch (kind) {
            case 'd' -> "dense";
            case 't' -> "tanh";
            case 's' -> "slope";
            default -> "residual";
        };
    }

    boolean isFork() {
        return kind == '(';
    }

    /** max(z, 0) + p min(z, 0): 1 or p. */
    private INDArray slopes(INDArray p) {
        INDArray negative = input.lt(0).castTo(input.dataType());
        return negative.mulRowVector(p.sub(1)).addi(1);
    }

    INDArray forward(INDArray x, Deque<INDArray> kept, Map<String, INDArray> tensors) {
        input = x;
        switch (kind) {
            case 'd' -> output = x.mmul(tensors.get(name + ".weight")).addRowVector(tensors.get(name + ".bias"));
            case 't' -> output = Transforms.tanh(x, true);
            case 's' -> output = x.mul(slopes(tensors.get(name + ".slope")));
            case '(' -> {
                kept.push(x);
                output = x;
            }
            default -> output = x.add(kept.pop());
        }
        return output;
    }

    INDArray backward(
            INDArray upstream, Deque<INDArray> around, Map<String, INDArray> tensors, Map<String, INDArray> gradients) {
        outputGradient = upstream;
        switch (kind) {
            case 'd' -> {
                gradients.put(name + ".weight", input.transpose().mmul(upstream));
                gradients.put(name + ".bias", upstream.sum(0));
                return upstream.mmul(tensors.get(name + ".weight").transpose());
            }
            case 't' -> {
                return upstream.mul(output.mul(output).rsub(1));
            }
            case 's' -> {
                INDArray negative = input.lt(0).castTo(input.dataType());
                gradients.put(name + ".slope", negative.mul(input).mul(upstream).sum(0));
                return upstream.mul(slopes(tensors.get(name + ".slope")));
            }
            case '(' -> {
                return upstream.add(around.pop());
            }
            default -> {
                around.push(upstream);
                return upstream;
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Layer layer() {
        return layer;
    }

    @Override
    public List<NamedTensor> parameters() {
        long width = WIDTH;
        return switch (kind) {
            case 'd' ->
                List.of(
                        new NamedTensor(name + ".weight", List.of(width, width), NamedTensor.PARAMETERS, 0),
                        new NamedTensor(name + ".bias", List.of(width), NamedTensor.PARAMETERS, width * width));
            case 's' -> List.of(new NamedTensor(name + ".slope", List.of(width), NamedTensor.PARAMETERS, 0));
            default -> List.of();
        };
    }

    @Override
    public List<NamedTensor> state() {
        return List.of();
    }

    @Override
    public INDArray input() {
        return input.dup('c');
    }

    @Override
    public INDArray output() {
        return output.dup('c');
    }

    @Override
    public INDArray outputGradient() {
        return outputGradient.dup('c');
    }

    @Override
    public List<Activation> activations() {
        return switch (kind) {
            case 't' -> List.of(new Tanh());
            case 's' ->
                IntStream.range(0, WIDTH)
                        .<Activation>mapToObj(
                                unit -> new Slope(run.own(name + ".slope").getDouble(unit)))
                        .toList();
            default -> List.of();
        };
    }

    private record Tanh() implements ScalarActivation {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            return 1 - Math.tanh(z) * Math.tanh(z);
        }
    }

    private record Slope(double p) implements ScalarActivation {
        @Override
        public double value(double z) {
            return z < 0 ? p * z : z;
        }

        @Override
        public double derivative(double z) {
            return z < 0 ? p : 1;
        }
    }
}
