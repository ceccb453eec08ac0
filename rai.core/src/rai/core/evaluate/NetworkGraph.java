package rai.core.evaluate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.ForwardPass;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;
import rai.core.network.NamedTensors;

/** What a network computes in evaluation, made of what its layers and activations say of themselves. */
final class NetworkGraph {
    /** The services of a network, by their specs. */
    interface Functions {
        Activation activation(Spec spec);

        LayerFunction layer(Spec spec);
    }

    private final FlatNetwork network;
    private final ForwardPass pass;
    private final Functions functions;
    /** The names of tensors by the array in which they lie, and their place. */
    private final Map<String, String> names = new HashMap<>();
    /** Each tensor once, also if several layers share it. */
    private final Map<String, Node> tensors = new HashMap<>();

    NetworkGraph(FlatNetwork network, ForwardPass pass, Functions functions) {
        this.network = network;
        this.pass = pass;
        this.functions = functions;
        NamedTensors.of(network).forEach(t -> names.put(place(t.array(), t.offset()), t.name()));
    }

    private static String place(String array, long offset) {
        return array + "@" + offset;
    }

    /**
     * @param x what the network reads
     * @return its output
     * @throws SpecException if an activation or a layer does not say what it computes
     */
    Node output(Node x) {
        Node value = x;
        Deque<Node> kept = new ArrayDeque<>();
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Dense dense) {
                value = dense(i, dense, value);
            } else if (layer instanceof Layer.Activate activate) {
                Spec spec = activate.spec();
                value = functions.activation(spec).graph(value).orElseThrow(() -> formless("the activation " + spec));
            } else if (layer instanceof Layer.Apply apply) {
                value = apply(i, apply, value);
            } else if (layer instanceof Layer.Fork) {
                kept.push(value);
            } else if (layer instanceof Layer.Join join) {
                Node skipped = kept.pop();
                value = value.plus(join.skip() == 1 ? skipped : skipped.times(join.skip()));
            }
            requireWidth(i, layer, value);
        }
        return value;
    }

    private static SpecException formless(String what) {
        return new SpecException(
                what + " does not say by which operations it can be computed elsewhere, so a network with"
                        + " it can't be exported in this format");
    }

    private static void requireWidth(int index, Layer layer, Node value) {
        if (value.width() != layer.outputs() || value.rows() != 1) {
            throw new SpecException("the form of layer " + (index + 1) + " gives [" + value.rows() + ", "
                    + value.width() + "], and not a row of " + layer.outputs()
                    + ": its provider is at fault, so the network can't be exported in this format");
        }
    }

    private Node dense(int index, Layer.Dense dense, Node x) {
        int map = network.mapOfLayer(index);
        Node y = x.product(tensor(NamedTensor.PARAMETERS, network.weightOffset(map), dense.inputs(), dense.outputs()));
        return dense.bias() ? y.plus(tensor(NamedTensor.PARAMETERS, network.biasOffset(map), 1, dense.outputs())) : y;
    }

    private Node apply(int index, Layer.Apply apply, Node x) {
        LayerFunction function = functions.layer(apply.spec());
        Map<String, Node> own = new LinkedHashMap<>();
        put(own, apply.parameters(), NamedTensor.PARAMETERS, t -> network.parameterOffset(index, t.name()));
        put(own, apply.state(), NamedTensor.LAYER_STATE, t -> network.stateOffset(index, t.name()));
        return function.graph(x, own)
                .or(() -> fixed(function, apply, own).flatMap(activation -> activation.graph(x)))
                .orElseThrow(() -> formless("the layer " + apply.spec()));
    }

    /** The layer as an activation, if it treats all units in the same way. */
    private static Optional<Activation> fixed(LayerFunction function, Layer.Apply apply, Map<String, Node> tensors) {
        try {
            if (!same(function.parameters(1), apply.parameters()) || !same(function.state(1), apply.state())) {
                return Optional.empty();
            }
        } catch (SpecException e) { // it mixes units
            return Optional.empty();
        }
        return function.fixedAt(arrays(apply.parameters(), tensors), arrays(apply.state(), tensors));
    }

    private static boolean same(List<Tensor> ofOne, List<Tensor> ofAll) {
        return ofOne.equals(ofAll);
    }

    private static Map<String, INDArray> arrays(List<Tensor> which, Map<String, Node> tensors) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (Tensor tensor : which) {
            INDArray array = Views.scratch(DataType.DOUBLE, tensor.rows(), tensor.columns());
            Doubles.of(array).put(0, tensors.get(tensor.name()).values(), tensor.length());
            arrays.put(tensor.name(), array);
        }
        return arrays;
    }

    private void put(Map<String, Node> own, List<Tensor> which, String array, ToLongFunction<Tensor> offset) {
        which.forEach(t -> own.put(t.name(), tensor(array, offset.applyAsLong(t), t.rows(), t.columns())));
    }

    private Node tensor(String array, long offset, int rows, int columns) {
        return tensors.computeIfAbsent(place(array, offset), at -> {
            INDArray flat = array.equals(NamedTensor.PARAMETERS) ? pass.parameters() : pass.state();
            double[] values = Doubles.copy(Views.of(flat, offset, rows, columns).dup('c'));
            return Node.constant(names.getOrDefault(at, ""), rows, values);
        });
    }

    /** Whether two arrays agree up to rounding. */
    static boolean agree(double[] some, double[] others, double tolerance) {
        double size = Arrays.stream(some)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (int i = 0; i < some.length; i++) {
            if (!(Math.abs(some[i] - others[i]) <= tolerance * (1 + size)) && Double.compare(some[i], others[i]) != 0) {
                return false;
            }
        }
        return true;
    }
}
