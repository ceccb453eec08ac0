package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.run.Precision;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.Spec;
import rai.plot.Graph;
import rai.plot.Graph.Edge;
import rai.plot.Graph.Line;
import rai.plot.Graph.Node;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;

class PlotGraphTest {
    /** Plain. */
    @Named("backprop")
    @About("Plain.")
    public static class Backprop implements GradientMethod {
        @Override
        public void step(Training training) {}

        @Override
        public double gradient(Training training) {
            return 0;
        }
    }

    /** With targets. */
    @Named("rai")
    @About("With targets.")
    public static class Rai extends Backprop {
        @Setting("Which maps.")
        String layers = "all";
    }

    @TempDir
    Path temp;

    private final FakeSummaries summaries = new FakeSummaries();
    private final PlotCommand command =
            new PlotCommand(new FakeTrainer(), new FakeCatalog(new Backprop(), new Rai()), new FakeRuns(), summaries);

    private GraphLayers layers(String network, Relaxed relaxed) {
        return new GraphLayers(summaries.of(network, 2, OptionalInt.empty(), 1, Precision.FLOAT32), relaxed);
    }

    private static Relaxed relaxed(String method) {
        return Relaxed.of(Spec.parse(method));
    }

    private Graph graph(String network, String method, boolean unfold) {
        Relaxed relaxed = relaxed(method);
        GraphLayers layers = layers(network, relaxed);
        return NetworkGraph.of(
                method,
                network,
                layers,
                unfold ? layers.unfolded() : layers.folded(),
                relaxed,
                !relaxed.any(),
                "bce-with-logits");
    }

    private static List<String> texts(Graph graph) {
        return graph.nodes().stream().map(Node::text).toList();
    }

    private static List<String> sources(Graph graph, String text) {
        return graph.edges().stream()
                .filter(edge -> edge.line() == Line.FLOW)
                .filter(edge -> text(graph, edge.to()).equals(text))
                .map(edge -> text(graph, edge.from()))
                .toList();
    }

    private static String text(Graph graph, String id) {
        return graph.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void repeatedBlocksAreDrawnOnceInAFrame() {
        Graph graph = graph("100x(dense(100) sigmoid) dense", "backprop", false);
        assertThat(texts(graph))
                .containsExactly(
                        "x",
                        "dense 2 → 100",
                        "sigmoid",
                        "dense 100 → 100",
                        "sigmoid",
                        "dense 100 → 1",
                        "bce-with-logits",
                        "y");
        assertThat(graph.frames()).containsExactly(new Graph.Frame(2, 3, "x 99"));
        assertThat(graph.nodes().get(3).detail()).isEqualTo("maps 2 ... 100, 10,100 parameters");
    }

    @Test
    void unfoldedEveryLayerIsDrawn() {
        Graph graph = graph("4x(dense(3) sigmoid) dense", "backprop", true);
        assertThat(graph.nodes()).hasSize(3 + 9);
        assertThat(graph.frames()).isEmpty();
        assertThat(graph.nodes().get(7).detail()).isEqualTo("map 4, 12 parameters");
    }

    @Test
    void theGradientOfBackpropPassesAllMaps() {
        Graph graph = graph("100x(dense(100) sigmoid) dense", "backprop", false);
        List<Edge> back =
                graph.edges().stream().filter(edge -> edge.line() == Line.BACK).toList();
        assertThat(back).hasSize(1);
        assertThat(text(graph, back.get(0).from())).isEqualTo("bce-with-logits");
        assertThat(text(graph, back.get(0).to())).isEqualTo("dense 2 → 100");
        assertThat(back.get(0).label()).isEqualTo("gradient through 101 maps");
    }

    @Test
    void layersOfRaiReadTheTargetBelowAndPullTheOneAbove() {
        Graph graph = graph("dense(3) relu dense", "rai(layers=all, loss=huber(delta=1), mu=1)", false);
        assertThat(texts(graph))
                .containsExactly("x", "dense 2 → 3", "z 1", "relu", "dense 3 → 1", "z 2", "bce-with-logits", "y");
        assertThat(sources(graph, "relu")).containsExactly("z 1");
        assertThat(sources(graph, "bce-with-logits")).containsExactly("z 2", "y");
        assertThat(graph.edges().stream()
                        .filter(edge -> edge.line() == Line.PULL)
                        .map(edge -> text(graph, edge.from()) + " " + text(graph, edge.to()) + " " + edge.label()))
                .containsExactly("dense 2 → 3 z 1 huber", "dense 3 → 1 z 2 huber");
        assertThat(graph.edges()).noneMatch(edge -> edge.line() == Line.BACK);
        assertThat(graph.captions().get(1)).endsWith("The gradient passes 1 map at most.");
    }

    @Test
    void mapsThatAreNotRelaxedAreReadDirectly() {
        Graph graph = graph("dense(3) relu dense(4) tanh dense", "rai(layers=\"2\", loss=mse, mu=0.5)", false);
        assertThat(sources(graph, "relu")).containsExactly("dense 2 → 3");
        assertThat(sources(graph, "tanh")).containsExactly("z 2");
        assertThat(graph.edges().stream()
                        .filter(edge -> edge.line() == Line.PULL)
                        .map(Edge::label))
                .containsExactly("0.5 mse");
        assertThat(layers("dense(3) relu dense(4) tanh dense", relaxed("rai(layers=\"2\")"))
                        .longestWay())
                .isEqualTo(2);
    }

    @Test
    void someMapsAreChosenAsTheMethodDoes() {
        assertThat(relaxed("rai(layers=every:3)").has(6)).isTrue();
        assertThat(relaxed("rai(layers=every:3)").has(7)).isFalse();
        assertThat(relaxed("rai(layers=3,7)").has(7)).isTrue();
        assertThat(relaxed("rai(layers=3,7)").has(4)).isFalse();
        assertThat(relaxed("rai").has(1)).isTrue();
        assertThat(relaxed("refit").has(1)).isFalse();
    }

    @Test
    void foldedTargetsAreNumberedTogether() {
        Graph graph = graph("100x(dense(100) sigmoid) dense", "rai", false);
        assertThat(texts(graph)).contains("z 1", "z 2 ... 100", "z 101");
        Graph pairs = graph("dense(5) 4x(dense(5) relu dense(5) tanh) dense", "backprop", false);
        assertThat(pairs.nodes().stream().map(Node::detail)).contains("maps 2, 4 ... 8, 30 parameters");
    }

    @Test
    void aResidualBlockForksAndJoinsAndIsNeverCut() {
        Graph graph = graph("dense(4) 3x(residual(dense(4) relu dense) tanh) dense", "backprop", false);
        assertThat(graph.frames()).hasSize(1);
        List<Edge> around = graph.edges().stream()
                .filter(edge -> edge.line() == Line.AROUND)
                .toList();
        assertThat(around).hasSize(1);
        assertThat(text(graph, around.get(0).to())).isEqualTo("+");
        assertThat(graph.frames().get(0)).isEqualTo(new Graph.Frame(2, 7, "x 3"));
    }

    @Test
    void theCommandDrawsAGraphPerMethod() throws Exception {
        Path file = temp.resolve("graph.svg");
        JsonObject document = JsonParser.parseString(Captured.of(
                                command,
                                "graph",
                                "--network",
                                "9x(dense(5) relu) dense",
                                "--inputs",
                                "3",
                                "--method",
                                "backprop",
                                "--method",
                                "rai",
                                "--out",
                                file.toString(),
                                "--json")
                        .out())
                .getAsJsonObject();
        JsonObject second = document.getAsJsonArray("graphs").get(1).getAsJsonObject();
        assertThat(second.get("targets").getAsInt()).isEqualTo(10);
        assertThat(second.get("maps_of_longest_gradient").getAsInt()).isEqualTo(1);
        assertThat(Files.readString(file)).contains(">x 8<", ">z 2 ... 9<", ">gradient through 10 maps<");
    }

    @Test
    void whatCanNotBeDrawnIsRefusedInASentence() {
        assertThatThrownBy(() -> Captured.of(command, "graph"))
                .hasMessageStartingWith("plot graph needs a run or a network");
        assertThatThrownBy(() -> Captured.of(command, "graph", "--network", "dense"))
                .hasMessage("--network needs either --data or --inputs, which say what it reads");
        assertThatThrownBy(() -> Captured.of(command, "graph", "--network", "dense", "--inputs", "0"))
                .hasMessage("--inputs must be at least 1, but is 0");
        assertThatThrownBy(
                        () -> Captured.of(command, "graph", "--network", "dense", "--inputs", "2", "--outputs", "-3"))
                .hasMessage("--outputs must be at least 1, but is -3");
        assertThatThrownBy(() -> Captured.of(
                        command, "graph", "--network", "dense(2) residual(dense)", "--inputs", "2", "--method", "rai"))
                .hasMessage("map 2 can't be relaxed, because it lies in a residual block: name the maps that lie"
                        + " outside, as in rai(layers=1,4)");
        assertThatThrownBy(() -> Captured.of(
                        command, "graph", "--network", "dense", "--inputs", "2", "--method", "rai(layers=7)"))
                .hasMessage("rai(layers=7) relaxes nothing: the network has maps 1 to 1");
        assertThatThrownBy(() -> Captured.of(
                        command, "graph", "--network", "300x(dense(2) relu) dense", "--inputs", "2", "--unfold"))
                .hasMessage("the graph would have more than 400 rows: leave out --unfold");
    }
}
