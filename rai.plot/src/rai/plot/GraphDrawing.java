package rai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays a graph out on its grid, and draws it. */
final class GraphDrawing {
    private static final double PAD_X = 12;
    private static final double PAD_Y = 5;
    private static final double ROW_GAP = 26;
    private static final double COLUMN_GAP = 76;
    private static final double FRAME = 9;
    private static final double LANE = 18;
    private static final double HEAD = 5;
    private static final double CORNER = 10;
    private static final double JOINT = 9;
    private static final double WIDEST_CAPTION = 330;
    private static final float[] DASHES = {5, 3};
    private static final int PULLING = 1;

    private final Graph graph;
    private final Type type;
    private final Map<String, Rectangle2D> boxes = new HashMap<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    /** Of the arcs: those within each other lie beside each other. */
    private final Map<Graph.Edge, Integer> laneOf = new HashMap<>();

    private final Text title;
    private final List<Text> captions;
    private final double[] tops;
    private final double[] bottoms;
    private final double lanesLeft;
    private final double left;
    private final double right;
    private final double width;
    private final double height;

    GraphDrawing(Graph graph, Type type) {
        this.graph = graph;
        this.type = type;
        int rows = 1 + graph.nodes().stream().mapToInt(Graph.Node::row).max().orElse(0);
        int columns =
                1 + graph.nodes().stream().mapToInt(Graph.Node::column).max().orElse(0);
        double[] heights = new double[rows];
        double[] widths = new double[columns];
        for (Graph.Node node : graph.nodes()) {
            heights[node.row()] = Math.max(heights[node.row()], height(node));
            widths[node.column()] = Math.max(widths[node.column()], width(node));
            rowOf.put(node.id(), node.row());
        }
        lanes();
        int around = laneOf.values().stream().mapToInt(lane -> lane).max().orElse(0);
        long back = count(Graph.Line.BACK);
        double body = (columns - 1) * COLUMN_GAP;
        for (double column : widths) {
            body += column;
        }
        lanesLeft = around * LANE;
        double spaceLeft = graph.frames().isEmpty() ? lanesLeft : lanesLeft + FRAME;
        double labels = graph.frames().stream()
                .mapToDouble(frame -> Text.width(frame.label(), type.note()) + 8)
                .max()
                .orElse(0);
        double backLabels = graph.edges().stream()
                .filter(edge -> edge.line() == Graph.Line.BACK)
                .mapToDouble(edge -> Text.lineHeight(type.note()) + 4)
                .max()
                .orElse(0);
        double lanesRight = back * LANE + backLabels + (graph.frames().isEmpty() ? 0 : FRAME + labels);
        double text = Math.max(WIDEST_CAPTION, spaceLeft + body + lanesRight);
        title = Text.wrap(graph.title(), type.title(), Text.BLACK, text);
        captions = graph.captions().stream()
                .map(line -> Text.wrap(line, type.caption(), Text.GREY, text))
                .toList();
        width = Math.max(
                spaceLeft + body + lanesRight,
                Math.max(
                        title.width(),
                        captions.stream().mapToDouble(Text::width).max().orElse(0)));
        left = (width - spaceLeft - body - lanesRight) / 2 + spaceLeft;
        right = left + body;
        double y = title.height() + captions.stream().mapToDouble(Text::height).sum() + type.size();
        tops = new double[rows];
        bottoms = new double[rows];
        for (int row = 0; row < rows; row++) {
            int at = row;
            y += graph.frames().stream().anyMatch(frame -> frame.first() == at) ? FRAME : 0;
            tops[row] = y;
            bottoms[row] = y + heights[row];
            y += heights[row] + ROW_GAP;
            y += graph.frames().stream().anyMatch(frame -> frame.last() == at) ? FRAME : 0;
        }
        height = y - ROW_GAP + (back > 0 ? ROW_GAP / 2 : 0) + 2;
        place(widths);
    }

    private void lanes() {
        List<Graph.Edge> arcs = graph.edges().stream()
                .filter(edge -> edge.line() == Graph.Line.AROUND)
                .sorted(Comparator.comparingInt(edge -> rowOf.get(edge.to()) - rowOf.get(edge.from())))
                .toList();
        for (Graph.Edge arc : arcs) {
            int inside = laneOf.entrySet().stream()
                    .filter(other -> rowOf.get(other.getKey().from()) >= rowOf.get(arc.from())
                            && rowOf.get(other.getKey().to()) <= rowOf.get(arc.to()))
                    .mapToInt(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            laneOf.put(arc, inside + 1);
        }
    }

    private long count(Graph.Line line) {
        return graph.edges().stream().filter(edge -> edge.line() == line).count();
    }

    private void place(double[] widths) {
        double[] centres = new double[widths.length];
        double x = left;
        for (int column = 0; column < widths.length; column++) {
            centres[column] = x + widths[column] / 2;
            x += widths[column] + COLUMN_GAP;
        }
        for (Graph.Node node : graph.nodes()) {
            double middle = (tops[node.row()] + bottoms[node.row()]) / 2;
            boxes.put(
                    node.id(),
                    new Rectangle2D.Double(
                            centres[node.column()] - width(node) / 2,
                            middle - height(node) / 2,
                            width(node),
                            height(node)));
        }
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Of a box, relative to the drawing. */
    Rectangle2D box(String id) {
        return boxes.get(id);
    }

    private double width(Graph.Node node) {
        return node.kind() == Graph.Kind.JOINT
                ? 2 * JOINT
                : 2 * PAD_X + Math.max(Text.width(node.text(), type.label()), Text.width(node.detail(), type.footer()));
    }

    private double height(Graph.Node node) {
        return node.kind() == Graph.Kind.JOINT
                ? 2 * JOINT
                : 2 * PAD_Y
                        + Text.lineHeight(type.label())
                        + (node.detail().isEmpty() ? 0 : Text.lineHeight(type.footer()));
    }

    void draw(Graphics2D page, double x, double y) {
        Graphics2D pen = (Graphics2D) page.create();
        pen.translate(x, y);
        title.draw(pen, width / 2, 0, 0.5);
        double at = title.height();
        for (Text caption : captions) {
            caption.draw(pen, width / 2, at, 0.5);
            at += caption.height();
        }
        graph.frames().forEach(frame -> frame(pen, frame));
        int back = 0;
        for (Graph.Edge edge : graph.edges()) {
            switch (edge.line()) {
                case FLOW -> flow(pen, edge);
                case PULL -> pull(pen, edge);
                case AROUND -> around(pen, edge, laneOf.get(edge));
                case BACK -> back(pen, edge, ++back);
            }
        }
        graph.nodes().forEach(node -> node(pen, node));
        pen.dispose();
    }

    private void frame(Graphics2D pen, Graph.Frame frame) {
        double top = tops[frame.first()] - FRAME;
        double bottom = bottoms[Math.min(frame.last(), bottoms.length - 1)] + FRAME;
        double start = left - FRAME - lanesLeft;
        Shape shape = new RoundRectangle2D.Double(start, top, right + FRAME - start, bottom - top, CORNER, CORNER);
        pen.setColor(new Color(0xF4, 0xF4, 0xF4));
        pen.fill(shape);
        pen.setColor(Text.GREY);
        pen.setStroke(new BasicStroke(0.8f));
        pen.draw(shape);
        Text.wrap(frame.label(), type.note(), Text.BLACK, WIDEST_CAPTION).draw(pen, right + FRAME + 5, top + 2, 0);
    }

    private void node(Graphics2D pen, Graph.Node node) {
        Rectangle2D box = boxes.get(node.id());
        Shape shape =
                switch (node.kind()) {
                    case JOINT -> new Ellipse2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight());
                    case ACTIVATION, TARGET, DATA ->
                        new RoundRectangle2D.Double(
                                box.getX(),
                                box.getY(),
                                box.getWidth(),
                                box.getHeight(),
                                box.getHeight(),
                                box.getHeight());
                    default ->
                        new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 4, 4);
                };
        pen.setColor(Color.WHITE);
        pen.fill(shape);
        pen.setColor(fill(node.kind()));
        pen.fill(shape);
        pen.setColor(line(node.kind()));
        pen.setStroke(new BasicStroke(1.1f));
        pen.draw(shape);
        Text text = new Text(List.of(node.text()), type.label(), Text.BLACK);
        Text detail = node.detail().isEmpty() ? Text.NONE : new Text(List.of(node.detail()), type.footer(), Text.GREY);
        double top = box.getCenterY() - (text.height() + detail.height()) / 2;
        text.draw(pen, box.getCenterX(), top, 0.5);
        detail.draw(pen, box.getCenterX(), top + text.height(), 0.5);
    }

    private static Color line(Graph.Kind kind) {
        return switch (kind) {
            case MAP -> Palette.colour(0);
            case ACTIVATION -> Palette.colour(2);
            case TARGET -> Palette.colour(PULLING);
            case LOSS -> Palette.colour(3);
            default -> Text.GREY;
        };
    }

    private static Color fill(Graph.Kind kind) {
        Color line = line(kind);
        return new Color(line.getRed(), line.getGreen(), line.getBlue(), kind == Graph.Kind.DATA ? 18 : 34);
    }

    /** Straight down; to another column in steps. */
    private void flow(Graphics2D pen, Graph.Edge edge) {
        Rectangle2D from = boxes.get(edge.from());
        Rectangle2D to = boxes.get(edge.to());
        Path2D path = new Path2D.Double();
        boolean sideways = rowOf.get(edge.from()).equals(rowOf.get(edge.to()));
        if (sideways) { // from side to side
            boolean leftwards = from.getCenterX() > to.getCenterX();
            path.moveTo(leftwards ? from.getX() : from.getMaxX(), from.getCenterY());
            path.lineTo(leftwards ? to.getMaxX() : to.getX(), to.getCenterY());
        } else {
            double turn = to.getY() - ROW_GAP / 2;
            path.moveTo(from.getCenterX(), from.getMaxY());
            if (Math.abs(from.getCenterX() - to.getCenterX()) > 0.5) {
                path.lineTo(from.getCenterX(), turn);
                path.lineTo(to.getCenterX(), turn);
            }
            path.lineTo(to.getCenterX(), to.getY());
        }
        pen.setColor(Text.BLACK);
        pen.setStroke(new BasicStroke(1.1f));
        pen.draw(path);
        if (sideways) {
            boolean leftwards = from.getCenterX() > to.getCenterX();
            head(pen, leftwards ? to.getMaxX() : to.getX(), to.getCenterY(), leftwards ? -1 : 1, 0);
        } else {
            head(pen, to.getCenterX(), to.getY(), 0, 1);
        }
    }

    private void pull(Graphics2D pen, Graph.Edge edge) {
        Rectangle2D from = boxes.get(edge.from());
        Rectangle2D to = boxes.get(edge.to());
        double start = from.getMaxX();
        double end = to.getX();
        double y = from.getCenterY();
        Path2D path = new Path2D.Double();
        path.moveTo(start, y);
        path.lineTo(end, to.getCenterY());
        dashed(pen, path);
        head(pen, start, y, -1, 0);
        head(pen, end, to.getCenterY(), 1, 0);
        new Text(List.of(edge.label()), type.footer(), Text.BLACK)
                .draw(pen, (start + end) / 2, y - Text.lineHeight(type.footer()) - 1, 0.5);
    }

    private void around(Graphics2D pen, Graph.Edge edge, int lane) {
        Rectangle2D from = boxes.get(edge.from());
        Rectangle2D to = boxes.get(edge.to());
        double x = left - (lane - 0.4) * LANE;
        Path2D path = new Path2D.Double();
        path.moveTo(from.getX(), from.getCenterY());
        path.lineTo(x, from.getCenterY());
        path.lineTo(x, to.getCenterY());
        path.lineTo(to.getX(), to.getCenterY());
        pen.setColor(Text.BLACK);
        pen.setStroke(new BasicStroke(1.1f));
        pen.draw(path);
        head(pen, to.getX(), to.getCenterY(), 1, 0);
    }

    private void back(Graphics2D pen, Graph.Edge edge, int lane) {
        Rectangle2D from = boxes.get(edge.from());
        Rectangle2D to = boxes.get(edge.to());
        double labels = graph.frames().stream()
                .mapToDouble(frame -> Text.width(frame.label(), type.note()) + 8 + FRAME)
                .max()
                .orElse(0);
        double x = right + labels + (lane - 0.3) * LANE;
        Path2D path = new Path2D.Double();
        double below = from.getMaxY() + ROW_GAP / 2;
        path.moveTo(from.getCenterX(), from.getMaxY());
        path.lineTo(from.getCenterX(), below);
        path.lineTo(x, below);
        path.lineTo(x, to.getCenterY());
        path.lineTo(to.getMaxX(), to.getCenterY());
        dashed(pen, path);
        head(pen, to.getMaxX(), to.getCenterY(), -1, 0);
        new Text(List.of(edge.label()), type.note(), Text.BLACK)
                .drawUpwards(pen, x + 2, (from.getCenterY() + to.getCenterY()) / 2);
    }

    private static void dashed(Graphics2D pen, Shape path) {
        pen.setColor(Palette.colour(PULLING));
        pen.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        pen.draw(path);
    }

    /** An arrow head whose tip is at a point, in a direction along an axis. */
    private static void head(Graphics2D pen, double x, double y, int dx, int dy) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        head.lineTo(x - HEAD * 1.5 * dx - HEAD * 0.7 * dy, y - HEAD * 1.5 * dy - HEAD * 0.7 * dx);
        head.lineTo(x - HEAD * 1.5 * dx + HEAD * 0.7 * dy, y - HEAD * 1.5 * dy + HEAD * 0.7 * dx);
        head.closePath();
        pen.fill(head);
    }
}
