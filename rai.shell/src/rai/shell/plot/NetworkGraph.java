package rai.shell.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rai.api.spec.Spec;
import rai.plot.Graph;
import rai.plot.Graph.Edge;
import rai.plot.Graph.Frame;
import rai.plot.Graph.Kind;
import rai.plot.Graph.Line;
import rai.plot.Graph.Node;

/**
 * The computation graph of a network in training: its layers in a column, and for rai the targets beside their maps. A layer
 * reads what is before it, or the target of the relaxed map before it.
 */
final class NetworkGraph {
    private static final int LAYERS = 0;
    private static final int BESIDE = 1;
    private static final int LONGEST = 34;
    /** What a loss is called that nobody knows. */
    static final String LOSS = "loss";

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Deque<String> forks = new ArrayDeque<>();
    private final Relaxed relaxed;
    private final boolean gradients;
    private int row;
    private String source;
    private String firstMap;

    private NetworkGraph(Relaxed relaxed, boolean gradients) {
        this.relaxed = relaxed;
        this.gradients = gradients;
    }

    /**
     * @param title the title
     * @param network the text of the network
     * @param layers its layers
     * @param blocks how they are drawn
     * @param relaxed which maps have targets
     * @param gradients whether the method propagates the gradient of the loss through all layers
     * @param loss the spec of the loss
     */
    static Graph of(
            String title,
            String network,
            GraphLayers layers,
            List<GraphLayers.Block> blocks,
            Relaxed relaxed,
            boolean gradients,
            String loss) {
        NetworkGraph graph = new NetworkGraph(relaxed, gradients);
        graph.draw(layers, blocks, loss);
        List<String> captions = new ArrayList<>(List.of(network));
        if (relaxed.any()) {
            captions.add("Every target z, one per example, is read by the layers after it, and pulled together with the"
                    + " estimate of its map by a hidden loss (dashed). The gradient passes "
                    + count(layers.longestWay(), "map") + " at most.");
        } else if (gradients) {
            captions.add("The gradient of the loss (dashed) passes " + count(layers.maps(), "map")
                    + " on its way to the first one.");
        }
        return new Graph(title, captions, graph.nodes, graph.edges, graph.frames);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void draw(GraphLayers layers, List<GraphLayers.Block> blocks, String loss) {
        source = add(
                "x",
                LAYERS,
                Kind.DATA,
                "x",
                "n x " + blocks.get(0).layers().get(0).inputs());
        row++;
        for (GraphLayers.Block block : blocks) {
            int first = row;
            int mapsOfBlock = (int)
                    block.layers().stream().filter(GraphLayers.Layer::isMap).count();
            for (GraphLayers.Layer layer : block.layers()) {
                layer(layer, mapsOfBlock, block.times());
                row++;
            }
            if (block.times() > 1) {
                frames.add(new Frame(first, row - 1, "x " + block.times()));
            }
        }
        String end = add("loss", LAYERS, Kind.LOSS, Spec.parse(loss).name(), loss.equals(LOSS) ? "" : LOSS);
        edges.add(new Edge(source, end, Line.FLOW, ""));
        edges.add(new Edge(add("y", BESIDE, Kind.DATA, "y", "targets of the data"), end, Line.FLOW, ""));
        if (gradients && firstMap != null) {
            edges.add(new Edge(end, firstMap, Line.BACK, "gradient through " + count(layers.maps(), "map")));
        }
    }

    private String add(String id, int column, Kind kind, String text, String detail) {
        nodes.add(new Node(id, row, column, kind, text, detail));
        return id;
    }

    /**
     * @param step how many maps its block has
     * @param times how often the block is there
     */
    private void layer(GraphLayers.Layer layer, int step, int times) {
        String maps = numbers(layer.map(), step, times);
        String id = "layer " + row;
        if (layer.isFork() || layer.isJoin()) {
            add(id, LAYERS, Kind.JOINT, layer.isJoin() ? "+" : "", "");
        } else if (layer.isMap()) {
            add(
                    id,
                    LAYERS,
                    Kind.MAP,
                    "dense " + layer.inputs() + " → " + layer.outputs(),
                    (times == 1 ? "map " : "maps ") + maps + ", " + parameters(layer.parameters()));
            firstMap = firstMap == null ? id : firstMap;
        } else {
            boolean learns = layer.parameters() > 0;
            add(
                    id,
                    LAYERS,
                    learns || layer.inputs() != layer.outputs() ? Kind.LAYER : Kind.ACTIVATION,
                    Spec.parse(layer.spec()).name(),
                    learns ? parameters(layer.parameters()) : settings(layer.spec()));
        }
        edges.add(new Edge(source, id, Line.FLOW, ""));
        if (layer.isFork()) {
            forks.push(id);
        } else if (layer.isJoin()) {
            edges.add(new Edge(forks.pop(), id, Line.AROUND, ""));
        }
        source = id;
        if (layer.relaxed()) {
            String target = add("target " + row, BESIDE, Kind.TARGET, "z " + maps, "target, n x " + layer.outputs());
            edges.add(new Edge(id, target, Line.PULL, pull()));
            source = target;
        }
    }

    private String pull() {
        String loss = relaxed.loss().replaceFirst("\\(.*", "");
        return relaxed.mu().equals("1") ? loss : relaxed.mu() + " " + loss;
    }

    /** {@code 7}, {@code 2 ... 100}, {@code 4, 6 ... 8}. */
    private static String numbers(int first, int step, int times) {
        int last = first + step * (times - 1);
        return times == 1 ? "" + first : first + (step > 1 ? ", " + (first + step) : "") + " ... " + last;
    }

    private static String parameters(long count) {
        return count == 0
                ? "no parameters"
                : String.format(Locale.ROOT, count == 1 ? "%,d parameter" : "%,d parameters", count);
    }

    private static String settings(String spec) {
        return shortened(Spec.parse(spec).settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", ")));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
