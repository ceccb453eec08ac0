package rai.shell.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.run.LayerSummary;
import rai.api.run.NetworkSummary;

/** The layers of a network for a graph, with equal neighbouring blocks found. */
final class GraphLayers {
    private static final String FORK = "residual";
    private static final String JOIN = "end of residual";
    private static final String MAP = "dense";
    /** Two of a kind are drawn both. */
    private static final int FEWEST = 3;

    private static final int LONGEST_BLOCK = 60;

    /**
     * A layer.
     *
     * @param spec its spec
     * @param inputs the width of what it reads
     * @param outputs the width of what it gives
     * @param parameters how many it has
     * @param map the number of a dense map, from 1; 0 of other layers
     * @param relaxed whether it is a map with a target
     */
    record Layer(String spec, int inputs, int outputs, long parameters, int map, boolean relaxed) {
        boolean isMap() {
            return map > 0;
        }

        boolean isFork() {
            return spec.equals(FORK);
        }

        boolean isJoin() {
            return spec.equals(JOIN);
        }

        /** Whatever its number. */
        private Layer anyMap() {
            return new Layer(spec, inputs, outputs, parameters, Math.min(map, 1), relaxed);
        }
    }

    /**
     * Consecutive layers, several times after each other.
     *
     * @param layers those of the first time
     * @param times how often
     */
    record Block(List<Layer> layers, int times) {}

    private final List<Layer> layers = new ArrayList<>();
    private final List<Layer> plain = new ArrayList<>();

    GraphLayers(NetworkSummary network, Relaxed relaxed) {
        int width = network.inputs();
        int maps = 0;
        for (LayerSummary layer : network.layers()) {
            boolean isMap = layer.layer().equals(MAP) || layer.layer().startsWith(MAP + "(");
            int outputs = (int) (long) layer.output().get(layer.output().size() - 1);
            maps += isMap ? 1 : 0;
            layers.add(new Layer(
                    layer.layer(), width, outputs, layer.parameters(), isMap ? maps : 0, isMap && relaxed.has(maps)));
            width = outputs;
        }
        layers.forEach(layer -> plain.add(layer.anyMap()));
    }

    int maps() {
        return (int) layers.stream().filter(Layer::isMap).count();
    }

    int targets() {
        return (int) layers.stream().filter(Layer::relaxed).count();
    }

    /** The largest number of maps that a gradient passes on its way from one target, or the loss, to another, or the data. */
    int longestWay() {
        int longest = 0;
        int way = 0;
        for (Layer layer : layers) {
            way += layer.isMap() ? 1 : 0;
            longest = Math.max(longest, way);
            way = layer.relaxed() ? 0 : way;
        }
        return longest;
    }

    /** @return the number of a relaxed map in a residual block, whose connection would be cut */
    Optional<Integer> relaxedInside() {
        int open = 0;
        for (Layer layer : layers) {
            open += layer.isFork() ? 1 : layer.isJoin() ? -1 : 0;
            if (open > 0 && layer.relaxed()) {
                return Optional.of(layer.map());
            }
        }
        return Optional.empty();
    }

    /** All layers, each once. */
    List<Block> unfolded() {
        return layers.stream().map(layer -> new Block(List.of(layer), 1)).toList();
    }

    /** From the input on, the repetition that covers most layers is taken. A residual block is never cut. */
    List<Block> folded() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < layers.size(); ) {
            int length = 1;
            int times = 1;
            for (int candidate = 1;
                    candidate <= LONGEST_BLOCK && i + FEWEST * candidate <= layers.size();
                    candidate++) {
                int n = isWhole(i, candidate) ? repeats(i, candidate) : 1;
                if (n >= FEWEST && n * candidate > times * length) {
                    length = candidate;
                    times = n;
                }
            }
            blocks.add(new Block(layers.subList(i, i + length), times));
            i += length * times;
        }
        return blocks;
    }

    private boolean isWhole(int from, int length) {
        int open = 0;
        for (Layer layer : layers.subList(from, from + length)) {
            open += layer.isFork() ? 1 : layer.isJoin() ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    private int repeats(int from, int length) {
        List<Layer> block = plain.subList(from, from + length);
        int n = 1;
        while (from + (n + 1) * length <= plain.size()
                && plain.subList(from + n * length, from + (n + 1) * length).equals(block)) {
            n++;
        }
        return n;
    }
}
