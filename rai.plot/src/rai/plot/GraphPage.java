package rai.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Places graphs side by side. */
final class GraphPage extends Page {
    private static final double MARGIN = 14;
    private static final double GAP = 40;

    private final GraphFigure figure;
    private final Size size;
    private final List<GraphDrawing> drawings = new ArrayList<>();
    private final double natural;
    private final double naturalHeight;

    GraphPage(GraphFigure figure, Size size) {
        this.figure = figure;
        this.size = size;
        Type type = new Type(
                size.width() == 0 && size.type() > 0 ? (float) (size.type() / Sheet.POINTS_PER_UNIT) : Type.USUAL);
        figure.graphs().forEach(graph -> drawings.add(new GraphDrawing(graph, type)));
        natural = 2 * MARGIN
                + (drawings.size() - 1) * GAP
                + drawings.stream().mapToDouble(GraphDrawing::width).sum();
        naturalHeight = 2 * MARGIN
                + drawings.stream().mapToDouble(GraphDrawing::height).max().orElse(0);
    }

    @Override
    String name() {
        return figure.graphs().stream()
                .map(Graph::title)
                .filter(title -> !title.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Smaller than usual if the graphs would not fit the size. */
    @Override
    double pointsPerUnit() {
        double points = size.pointsPerUnit();
        if (size.width() > 0) {
            points = Math.min(points, size.width() / natural);
        }
        return size.height() > 0 ? Math.min(points, size.height() / naturalHeight) : points;
    }

    @Override
    double pixelsPerUnit() {
        return size.width() == 0 ? size.pixelsPerUnit() : pointsPerUnit() * size.dotsPerInch() / Size.POINTS_PER_INCH;
    }

    @Override
    double dotsPerInch() {
        return size.dotsPerInch();
    }

    @Override
    double width() {
        return size.width() == 0 ? Math.ceil(natural) : size.width() / pointsPerUnit();
    }

    @Override
    double height() {
        return size.height() == 0 ? Math.ceil(naturalHeight) : size.height() / pointsPerUnit();
    }

    @Override
    void paint(Graphics2D pen) {
        prepare(pen, width(), height());
        double x = MARGIN + (width() - natural) / 2;
        for (GraphDrawing drawing : drawings) {
            drawing.draw(pen, x, MARGIN);
            x += drawing.width() + GAP;
        }
    }
}
