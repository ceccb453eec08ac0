package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.plot.Graph.Edge;
import rai.plot.Graph.Frame;
import rai.plot.Graph.Kind;
import rai.plot.Graph.Line;
import rai.plot.Graph.Node;

class GraphTest {
    private static final List<Node> NODES = List.of(
            new Node("x", 0, 0, Kind.DATA, "x", "n x 2"),
            new Node("fork", 1, 0, Kind.JOINT, "", ""),
            new Node("map", 2, 0, Kind.MAP, "dense 2 → 3", "9 parameters"),
            new Node("target", 2, 1, Kind.TARGET, "z 1", ""),
            new Node("join", 3, 0, Kind.JOINT, "+", ""),
            new Node("loss", 4, 0, Kind.LOSS, "bce", ""));
    private static final List<Edge> EDGES = List.of(
            new Edge("x", "fork", Line.FLOW, ""),
            new Edge("fork", "map", Line.FLOW, ""),
            new Edge("map", "target", Line.PULL, "huber"),
            new Edge("target", "join", Line.FLOW, ""),
            new Edge("fork", "join", Line.AROUND, ""),
            new Edge("join", "loss", Line.FLOW, ""),
            new Edge("loss", "map", Line.BACK, "gradient"));
    private static final Graph GRAPH =
            new Graph("rai", List.of("dense(3)"), NODES, EDGES, List.of(new Frame(1, 3, "x 99")));

    @TempDir
    Path temp;

    private static GraphDrawing drawing(Graph graph) {
        return new GraphDrawing(graph, new Type(Type.USUAL));
    }

    @Test
    void boxesOfAColumnHaveOneMiddleAndRowsFollowEachOther() {
        GraphDrawing drawing = drawing(GRAPH);
        for (String id : List.of("fork", "map", "join", "loss")) {
            assertThat(drawing.box(id).getCenterX()).isCloseTo(drawing.box("x").getCenterX(), within(1e-9));
        }
        assertThat(drawing.box("fork").getY()).isGreaterThan(drawing.box("x").getMaxY() + 20);
        assertThat(drawing.box("map").getY()).isGreaterThan(drawing.box("fork").getMaxY() + 20);
        assertThat(drawing.box("target").getX())
                .isGreaterThan(drawing.box("map").getMaxX() + 50);
        assertThat(drawing.box("target").getCenterY())
                .isCloseTo(drawing.box("map").getCenterY(), within(1e-9));
    }

    @Test
    void everythingLiesInsideThePicture() {
        GraphDrawing drawing = drawing(GRAPH);
        for (Node node : NODES) {
            assertThat(drawing.box(node.id()).getX()).isGreaterThan(0);
            assertThat(drawing.box(node.id()).getMaxX()).isLessThan(drawing.width());
            assertThat(drawing.box(node.id()).getMaxY()).isLessThan(drawing.height());
        }
        BufferedImage picture = GraphFigure.of(GRAPH).draw();
        for (int y = 0; y < picture.getHeight(); y++) {
            assertThat(new Color(picture.getRGB(0, y))).isEqualTo(Color.WHITE);
            assertThat(new Color(picture.getRGB(picture.getWidth() - 1, y))).isEqualTo(Color.WHITE);
        }
    }

    @Test
    void arcsWithinEachOtherHaveLanesOfTheirOwnAndOthersShareOne() {
        List<Node> column = List.of(
                new Node("a", 0, 0, Kind.JOINT, "", ""),
                new Node("b", 1, 0, Kind.JOINT, "", ""),
                new Node("c", 2, 0, Kind.JOINT, "+", ""),
                new Node("d", 3, 0, Kind.JOINT, "+", ""));
        Edge inner = new Edge("b", "c", Line.AROUND, "");
        double one = drawing(new Graph("", List.of(), column, List.of(inner), List.of()))
                .width();
        double after = drawing(new Graph(
                        "", List.of(), column, List.of(new Edge("a", "b", Line.AROUND, ""), inner), List.of()))
                .width();
        double within = drawing(new Graph(
                        "", List.of(), column, List.of(new Edge("a", "d", Line.AROUND, ""), inner), List.of()))
                .width();
        assertThat(after).isEqualTo(one);
        assertThat(within).isGreaterThan(one);
    }

    @Test
    void theSvgHasEveryTextAndATitle() throws Exception {
        Path file = temp.resolve("graph.svg");
        GraphFigure.of(GRAPH, GRAPH).write(file, Size.NATURAL);
        String svg = Files.readString(file);
        for (String text : List.of("dense 2 &#x2192; 3", "9 parameters", "z 1", "huber", "x 99", "gradient", "bce")) {
            assertThat(svg.split(">" + text + "<", -1)).as(text).hasSize(3);
        }
        assertThat(svg).contains(">rai; rai<");
    }

    @Test
    void aGivenWidthIsKeptAndTheGraphMadeSmallerIfItMust() {
        GraphPage column = new GraphPage(GraphFigure.of(GRAPH, GRAPH, GRAPH), Size.of("column"));
        assertThat(column.widthInPoints()).isCloseTo(Size.of("column").width(), within(1e-6));
        GraphPage large = new GraphPage(GraphFigure.of(GRAPH), Size.of("500mm"));
        assertThat(large.pointsPerUnit()).isEqualTo(Size.of("500mm").pointsPerUnit());
        assertThat(column.pointsPerUnit()).isLessThan(large.pointsPerUnit());
        GraphPage flat = new GraphPage(GraphFigure.of(GRAPH), Size.of("100x20"));
        assertThat(flat.heightInPoints()).isCloseTo(Size.of("100x20").height(), within(1e-6));
    }

    @Test
    void pdfAndPngAreWritten() throws Exception {
        for (String name : List.of("graph.pdf", "graph.png")) {
            GraphFigure.of(GRAPH).write(temp.resolve(name), Size.of("page"));
            assertThat(temp.resolve(name)).isNotEmptyFile();
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> new Graph("", List.of(), List.of(), List.of(), List.of()))
                .hasMessage("a graph needs at least one box");
        assertThatThrownBy(() -> new Graph("", List.of(), NODES, List.of(new Edge("x", "y", Line.FLOW, "")), List.of()))
                .hasMessage("the edge from x to y leads to a box that is not there");
        assertThatThrownBy(() -> new Graph(
                        "",
                        List.of(),
                        List.of(new Node("a", 0, 0, Kind.MAP, "", ""), new Node("b", 0, 0, Kind.MAP, "", "")),
                        List.of(),
                        List.of()))
                .hasMessage("the name or the place of the box b is taken");
        assertThatThrownBy(() -> new Frame(3, 2, "")).hasMessage("a frame can't go from row 3 to row 2");
    }
}
