package rai.core.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.network.Layer;
import rai.api.network.Layers;
import rai.api.network.Network;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** A network whose parameters lie in one flat vector, consecutive maps of equal shape as one block. */
public final class FlatNetwork implements Network {
    /** A network of more layers is taken for a slip of the pen. */
    public static final int MOST_LAYERS = 2_000_000;

    /** Beyond this, sizes in bytes no longer fit a number. */
    private static final double MOST_PARAMETERS = 1e15;

    private static final String DENSE = "dense";

    private final List<Layer> layers;
    private final List<Integer> maps = new ArrayList<>();
    private final int[] mapOfLayer;
    private final List<Block> blocks = new ArrayList<>();
    private final long parameterCount;

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
            Block block = new Block(first, count, dense.inputs(), dense.outputs(), offset);
            blocks.add(block);
            offset += block.length();
            first += count;
        }
        parameterCount = offset;
    }

    /**
     * Builds a network from its layer list.
     *
     * @param text the layer list; see {@link Layers}
     * @param inputs the number of features of the data
     * @param outputs the number of outputs the data and the loss ask for
     * @param catalog knows the activations
     * @return the network
     * @throws SpecException where the text is no network, or one that does not fit the data
     */
    public static FlatNetwork parse(String text, int inputs, int outputs, Catalog catalog) {
        List<Spec> specs = Layers.parse(text, MOST_LAYERS);
        int lastMap = -1;
        for (int i = 0; i < specs.size(); i++) {
            lastMap = specs.get(i).name().equals(DENSE) ? i : lastMap;
        }
        if (lastMap < 0) {
            throw new SpecException("'" + text + "' is no network: it has no dense layer, as in dense(200) relu dense");
        }
        List<Layer> layers = new ArrayList<>(specs.size());
        Map<Spec, Spec> resolved = new HashMap<>();
        int width = inputs;
        double parameters = 0;
        for (int i = 0; i < specs.size(); i++) {
            Spec spec = specs.get(i);
            if (spec.name().equals(DENSE)) {
                int next = width(spec, i == lastMap, outputs, text);
                layers.add(new Layer.Dense(width, next));
                parameters += (width + 1.0) * next;
                width = next;
            } else {
                Spec full = resolved.computeIfAbsent(
                        spec, s -> catalog.resolve(Activation.class, s).spec());
                layers.add(new Layer.Activate(full, width));
            }
        }
        if (parameters > MOST_PARAMETERS) {
            throw new SpecException(String.format(
                    Locale.ROOT, "the network '%s' has %.3g parameters: no machine holds them", text, parameters));
        }
        if (width != outputs) {
            throw new SpecException("the network ends with width " + width + ", but the data and the loss need " + outputs
                    + (outputs == 1 ? " output" : " outputs") + ": let its last dense layer be dense or dense(" + outputs
                    + ")");
        }
        return new FlatNetwork(layers);
    }

    private static int width(Spec dense, boolean last, int outputs, String text) {
        if (!dense.settings().isEmpty() || dense.positional().size() > 1) {
            throw new SpecException("'" + dense + "' is no layer: write its width, as in dense(200)");
        }
        if (dense.positional().isEmpty()) {
            if (!last) {
                throw new SpecException("only the last dense layer may leave its width to the data: write dense(WIDTH) for"
                        + " the others in '" + text + "'");
            }
            return outputs;
        }
        try {
            int width = Integer.parseInt(dense.positional().get(0));
            if (width < 1) {
                throw new SpecException("the width of '" + dense + "' must be at least 1");
            }
            return width;
        } catch (NumberFormatException e) {
            throw new SpecException("the width of '" + dense + "' must be a whole number up to " + Integer.MAX_VALUE);
        }
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
    public String describe() {
        return Layers.format(layers.stream()
                .map(layer -> layer instanceof Layer.Activate a
                        ? a.spec()
                        : new Spec(DENSE, List.of(Integer.toString(layer.outputs())), Map.of()))
                .toList());
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
     * @return where its biases start in the flat vector
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
}
