package rai.core.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import rai.api.catalog.Catalog;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.Layers;
import rai.api.network.Network;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** A network whose parameters lie in one flat vector, consecutive maps of equal shape as one block. */
public final class FlatNetwork implements Network {
    /** A network of more layers is taken for a slip of the pen. */
    public static final int MOST_LAYERS = 2_000_000;

    /** Beyond this, sizes in bytes no longer fit a number. */
    private static final double MOST_PARAMETERS = 1e15;

    static final String DENSE = "dense";

    static final String RESIDUAL = "residual";

    /** A tensor that all layers of one spec have in common. */
    private record Shared(Spec spec, String tensor) {}

    private final List<Layer> layers;
    private final List<Integer> maps = new ArrayList<>();
    private final int[] mapOfLayer;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Placed> placedState = new ArrayList<>();
    private final Map<Integer, Map<String, Long>> parameterOffsets = new HashMap<>();
    private final Map<Integer, Map<String, Long>> stateOffsets = new HashMap<>();
    private final long parameterCount;
    private final long stateCount;

    /** @param layers the layers, whose widths fit */
    public FlatNetwork(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        mapOfLayer = new int[layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            mapOfLayer[i] = maps.size();
            if (layers.get(i) instanceof Layer.Dense) {
                maps.add(i);
            }
        }
        long offset = 0;
        for (int first = 0; first < maps.size(); ) {
            Layer.Dense dense = map(first);
            int count = 1;
            while (first + count < maps.size() && map(first + count).equals(dense)) {
                count++;
            }
            Block block = new Block(first, count, dense.inputs(), dense.outputs(), offset, dense.bias());
            blocks.add(block);
            offset += block.length();
            first += count;
        }
        parameterCount = place(offset, Layer.Apply::parameters, placed, parameterOffsets);
        stateCount = place(0, Layer.Apply::state, placedState, stateOffsets);
    }

    /** Lays tensors out one after another; those that layers share are laid out once. */
    private long place(
            long from,
            Function<Layer.Apply, List<Tensor>> which,
            List<Placed> all,
            Map<Integer, Map<String, Long>> offsets) {
        Map<Shared, Placed> common = new HashMap<>();
        long offset = from;
        for (int i = 0; i < layers.size(); i++) {
            if (!(layers.get(i) instanceof Layer.Apply apply)) {
                continue;
            }
            Map<String, Long> ofLayer = new LinkedHashMap<>();
            for (Tensor tensor : which.apply(apply)) {
                Placed place = new Placed(i, tensor, offset);
                Placed old =
                        tensor.shared() ? common.putIfAbsent(new Shared(apply.spec(), tensor.name()), place) : null;
                if (old != null && !old.tensor().equals(tensor)) {
                    throw new SpecException("the layers " + apply.spec() + " can't share their " + tensor.name()
                            + ": its shape depends on their width");
                }
                if (old == null) {
                    all.add(place);
                    offset += tensor.length();
                }
                ofLayer.put(tensor.name(), (old == null ? place : old).offset());
            }
            offsets.put(i, ofLayer);
        }
        return offset;
    }

    /**
     * Builds a network from its layer list.
     *
     * @param text the layer list; see {@link Layers}
     * @param inputs the number of features of the data
     * @param outputs the number of outputs the data and the loss ask for
     * @param catalog knows the activations and the other layers
     * @return the network
     * @throws SpecException if the text is not a network, or does not fit the data
     */
    public static FlatNetwork parse(String text, int inputs, int outputs, Catalog catalog) {
        NetworkParser parser = new NetworkParser(text, catalog);
        int width = parser.read(Layers.parse(text, MOST_LAYERS), inputs, outputs);
        if (parser.layers.stream().noneMatch(Layer.Dense.class::isInstance)) {
            throw new SpecException(
                    "'" + text + "' is not a network: it has no dense layer, as in dense(200) relu dense");
        }
        if (parser.parameters > MOST_PARAMETERS) {
            throw new SpecException(String.format(
                    Locale.ROOT,
                    "the network '%s' has %.3g parameters: that is more than any machine can hold",
                    text,
                    parser.parameters));
        }
        if (width != outputs) {
            throw new SpecException(
                    "the network ends with width " + width + ", but the data and the loss need " + outputs
                            + (outputs == 1 ? " output" : " outputs") + ": let its last dense layer be dense or dense("
                            + outputs
                            + ")");
        }
        return new FlatNetwork(parser.layers);
    }

    /**
     * A layer as its function describes it.
     *
     * @param spec the full spec
     * @param function the function
     * @param inputs the width of what it reads
     * @return the layer
     */
    public static Layer.Apply applied(Spec spec, LayerFunction function, int inputs) {
        return new Layer.Apply(
                spec,
                inputs,
                function.outputs(inputs),
                function.parameters(inputs),
                function.state(inputs),
                function.mixesRows());
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public List<Integer> maps() {
        return Collections.unmodifiableList(maps);
    }

    @Override
    public List<Block> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    @Override
    public long parameterCount() {
        return parameterCount;
    }

    @Override
    public List<Placed> placed() {
        return Collections.unmodifiableList(placed);
    }

    /** @return the running state of all layers: where each tensor lies in the flat vector of state */
    public List<Placed> placedState() {
        return Collections.unmodifiableList(placedState);
    }

    /** @return the length of the flat vector of state */
    public long stateCount() {
        return stateCount;
    }

    /**
     * @param layer the index of a {@link Layer.Apply}
     * @param parameter the name of one of its parameters
     * @return where it starts in the flat vector
     */
    public long parameterOffset(int layer, String parameter) {
        return parameterOffsets.get(layer).get(parameter);
    }

    /**
     * @param layer the index of a {@link Layer.Apply}
     * @param tensor the name of a tensor of its state
     * @return where it starts in the flat vector of state
     */
    public long stateOffset(int layer, String tensor) {
        return stateOffsets.get(layer).get(tensor);
    }

    @Override
    public String describe() {
        return describe(0, layers.size());
    }

    private String describe(int from, int to) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < to; i = after(i)) {
            words.add(word(i));
        }
        return Layers.join(words);
    }

    /**
     * @param layer the index of a layer
     * @return its spec; of a fork that of its residual block
     */
    public String word(int layer) {
        Layer l = layers.get(layer);
        if (l instanceof Layer.Dense dense) {
            Map<String, String> settings = dense.bias() ? Map.of() : Map.of("bias", "false");
            return new Spec(DENSE, List.of(Integer.toString(dense.outputs())), settings).toString();
        }
        if (l instanceof Layer.Fork fork) {
            double skip = ((Layer.Join) layers.get(layer + fork.length())).skip();
            String content = describe(layer + 1, layer + fork.length());
            return skip == 1
                    ? RESIDUAL + "(" + content + ")"
                    : RESIDUAL + "(" + content + ", skip=" + Settings.number(skip) + ")";
        }
        if (l instanceof Layer.Activate activate) {
            return activate.spec().toString();
        }
        return l instanceof Layer.Apply apply ? apply.spec().toString() : "the end of a residual block";
    }

    /**
     * Refuses to cut a residual block.
     *
     * @param from index of the first layer of a stretch
     * @param to index after its last layer
     * @throws SpecException if the stretch holds one end of a residual block without the other
     */
    public void requireWhole(int from, int to) {
        for (int i = from; i < to; i++) {
            Layer layer = layers.get(i);
            int other = i;
            if (layer instanceof Layer.Fork fork) {
                other = i + fork.length();
            } else if (layer instanceof Layer.Join join) {
                other = i - join.length();
            }
            if (other < from || other >= to) {
                throw new SpecException("layers " + (from + 1) + " to " + to + " can't be run on their own: they cut "
                        + word(Math.min(i, other)) + ", whose input is added after it");
            }
        }
    }

    /**
     * @param layer the index of a layer
     * @return the index after it; of a fork that after its residual block
     */
    public int after(int layer) {
        return layer + 1 + (layers.get(layer) instanceof Layer.Fork fork ? fork.length() : 0);
    }

    /**
     * @param map from 0
     * @return the map
     */
    public Layer.Dense map(int map) {
        return (Layer.Dense) layers.get(maps.get(map));
    }

    /**
     * @param layer the index of a dense layer
     * @return the number of that map, from 0
     */
    public int mapOfLayer(int layer) {
        return mapOfLayer[layer];
    }

    /**
     * @param map from 0
     * @return where its weights start in the flat vector
     */
    public long weightOffset(int map) {
        Block b = block(map);
        return b.offset() + (long) (map - b.first()) * b.inputs() * b.outputs();
    }

    /**
     * @param map from 0
     * @return where its biases start in the flat vector, if it has any
     */
    public long biasOffset(int map) {
        Block b = block(map);
        return b.biasOffset() + (long) (map - b.first()) * b.outputs();
    }

    private Block block(int map) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).first() <= map) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return blocks.get(low);
    }

    /**
     * @param from the first layer
     * @param to the layer after the last
     * @return where the parameters of these layers lie in the flat vector: from (inclusive) and to (exclusive) of each
     */
    public List<long[]> ranges(int from, int to) {
        List<long[]> ranges = new ArrayList<>();
        for (int map = 0; map < maps().size(); map++) {
            if (from <= maps().get(map) && maps().get(map) < to) {
                Layer.Dense dense = map(map);
                long weight = weightOffset(map);
                ranges.add(new long[] {weight, weight + (long) dense.inputs() * dense.outputs()});
                if (dense.bias()) {
                    ranges.add(new long[] {biasOffset(map), biasOffset(map) + dense.outputs()});
                }
            }
        }
        for (Placed p : placed()) {
            if (from <= p.layer() && p.layer() < to) {
                ranges.add(new long[] {p.offset(), p.offset() + p.tensor().length()});
            }
        }
        return ranges;
    }
}
