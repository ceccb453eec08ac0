package rai.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Places a figure's panels, headings, legend and colour bar on a page, and draws them. Lengths are in units of {@link
 * Figure#SCALE} pixels.
 */
final class Sheet {

    private static final int AREA_WIDTH = 352;
    private static final int MARGIN = 14;
    private static final double CHART_ASPECT = 0.72;
    private static final double TALLEST_ASPECT = 1.4;
    private static final double FLATTEST_ASPECT = 0.4;
    private static final int BAR_WIDTH = 15;

    private final Figure figure;
    private final Type type;
    private final List<List<PanelDrawing>> rows = new ArrayList<>();
    private final List<List<Rectangle>> areas = new ArrayList<>();
    private final List<Integer> lefts = new ArrayList<>();
    private final List<Double> headBottoms = new ArrayList<>();
    private final List<Double> axisBottoms = new ArrayList<>();
    private Text title = Text.NONE;
    private Text footer = Text.NONE;
    private Legend shared;
    private double sharedTop;
    private double footerTop;
    private Rectangle bar;
    private int width;
    private int height;

    Sheet(Figure figure) {
        this.figure = figure;
        int columns = figure.rows().stream().mapToInt(List::size).max().orElseThrow();
        type = Type.forColumns(columns);
        int number = 0;
        for (List<Panel> row : figure.rows()) {
            List<PanelDrawing> drawings = new ArrayList<>();
            for (Panel panel : row) {
                drawings.add(PanelDrawing.of(panel, figure.lettered() ? letter(number++) : "", type));
            }
            rows.add(drawings);
        }
        layOut(columns);
    }

    /** (a) to (z), then (aa), (ab) ... */
    static String letter(int number) {
        String letters = "";
        for (int rest = number; rest >= 0; rest = rest / 26 - 1) {
            letters = (char) ('a' + rest % 26) + letters;
        }
        return "(" + letters + ")";
    }

    private void layOut(int columns) {
        List<Landscape> landscapes = figure.rows().stream()
                .flatMap(List::stream)
                .filter(Landscape.class::isInstance)
                .map(Landscape.class::cast)
                .toList();
        boolean hasBar = landscapes.stream().anyMatch(landscape -> landscape.cells() instanceof Probabilities);
        double barSpace = hasBar
                ? type.size() * 0.3
                        + BAR_WIDTH
                        + TickAxis.TO_LABEL
                        + Text.width("0.00", type.tick())
                        + Text.lineHeight(type.label()) * 1.2
                : 0;
        for (List<PanelDrawing> row : rows) {
            int rowHeight = areaHeight(row);
            row.forEach(panel -> panel.layOutY(areaHeight(panel, rowHeight)));
        }
        double rightSpace = type.size() * 1.1;
        double x = MARGIN;
        for (int column = 0; column < columns; column++) {
            x = Math.ceil(x + leftSpace(column));
            lefts.add((int) x);
            x += AREA_WIDTH + rightSpace;
        }
        width = (int) Math.ceil(x + barSpace + MARGIN);
        rows.forEach(row -> row.forEach(panel -> panel.layOut(AREA_WIDTH, rightSpace)));

        double textWidth = width - 2 * MARGIN;
        title = Text.wrap(figure.title(), type.figureTitle(), Text.BLACK, textWidth);
        double y = MARGIN + title.height() + (title.isEmpty() ? 0 : type.size() * 0.5);
        for (List<PanelDrawing> row : rows) {
            y = layOutRow(row, y);
        }
        shared = new Legend(LandscapeDrawing.sharedLegend(landscapes), type.note(), textWidth);
        sharedTop = y;
        y += shared.height() > 0 ? shared.height() + type.size() * 0.6 : 0;
        footer = Text.wrap(figure.footer(), type.footer(), Text.GREY, textWidth);
        footerTop = y;
        height = (int) Math.ceil(y + footer.height() + (footer.isEmpty() ? 0 : MARGIN * 0.6));
        if (hasBar) {
            placeBar(lefts.get(columns - 1) + AREA_WIDTH + (int) (rightSpace + type.size() * 0.2));
        }
    }

    private double leftSpace(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToDouble(row -> row.get(column).leftSpace())
                .max()
                .orElseThrow();
    }

    /** The height that panels of a row share: that of the tallest landscape, or that of a chart if there is none. */
    private static int areaHeight(List<PanelDrawing> row) {
        double aspect = row.stream().mapToDouble(PanelDrawing::aspect).max().orElseThrow();
        return (int) Math.rint(
                AREA_WIDTH * (aspect > 0 ? Math.min(Math.max(aspect, FLATTEST_ASPECT), TALLEST_ASPECT) : CHART_ASPECT));
    }

    private static int areaHeight(PanelDrawing panel, int rowHeight) {
        return panel.aspect() > 0
                ? (int) Math.max(1, Math.rint(Math.min(rowHeight, AREA_WIDTH * panel.aspect())))
                : rowHeight;
    }

    private double layOutRow(List<PanelDrawing> row, double top) {
        double headBottom = Math.rint(
                top + row.stream().mapToDouble(PanelDrawing::headHeight).max().orElseThrow());
        int rowHeight = areaHeight(row);
        List<Rectangle> placed = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            double aspect = row.get(column).aspect();
            int areaHeight = areaHeight(row.get(column), rowHeight);
            int areaWidth =
                    aspect > 0 ? (int) Math.max(1, Math.rint(Math.min(AREA_WIDTH, areaHeight / aspect))) : AREA_WIDTH;
            placed.add(new Rectangle(lefts.get(column), (int) headBottom, areaWidth, areaHeight));
        }
        areas.add(placed);
        double axisBottom = headBottom
                + rowHeight
                + row.stream().mapToDouble(PanelDrawing::axisHeight).max().orElseThrow();
        headBottoms.add(headBottom);
        axisBottoms.add(axisBottom);
        return axisBottom
                + row.stream().mapToDouble(PanelDrawing::legendHeight).max().orElseThrow()
                + type.size() * 0.8;
    }

    /** Beside the rows that show probabilities, as far down as they are consecutive. */
    private void placeBar(int x) {
        for (int row = 0; row < rows.size(); row++) {
            Rectangle beside = null;
            for (int column = 0; column < rows.get(row).size(); column++) {
                if (figure.rows().get(row).get(column) instanceof Landscape landscape
                        && landscape.cells() instanceof Probabilities) {
                    Rectangle area = areas.get(row).get(column);
                    Rectangle here = new Rectangle(x, area.y, BAR_WIDTH, area.height);
                    beside = beside == null ? here : beside.union(here);
                }
            }
            if (beside == null && bar != null) {
                return;
            }
            if (beside != null) {
                bar = bar == null ? beside : bar.union(beside);
            }
        }
    }

    /** The area between the axes of a panel, in pixels. */
    Rectangle area(int row, int column) {
        Rectangle area = areas.get(row).get(column);
        int scale = Figure.SCALE;
        return new Rectangle(area.x * scale, area.y * scale, area.width * scale, area.height * scale);
    }

    BufferedImage draw() {
        BufferedImage picture =
                new BufferedImage(width * Figure.SCALE, height * Figure.SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.scale(Figure.SCALE, Figure.SCALE);
        title.draw(pen, MARGIN, MARGIN, 0);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                rows.get(row)
                        .get(column)
                        .draw(
                                pen,
                                lefts.get(column),
                                areas.get(row).get(column),
                                headBottoms.get(row),
                                axisBottoms.get(row));
            }
        }
        if (bar != null) {
            drawBar(pen);
        }
        shared.draw(pen, (width - shared.width()) / 2, sharedTop);
        footer.draw(pen, MARGIN, footerTop, 0);
        pen.dispose();
        return picture;
    }

    private void drawBar(Graphics2D pen) {
        XYLineAndShapeRenderer nothing = new XYLineAndShapeRenderer(false, false);
        nothing.addAnnotation(
                new Underlay((brush, area) -> {
                    for (double y = 0; y < area.getHeight(); y += 0.5) {
                        brush.setColor(Palette.probability(1 - (y + 0.25) / area.getHeight()));
                        brush.fill(new Rectangle2D.Double(area.getX(), area.getY() + y, area.getWidth(), 0.5));
                    }
                }),
                Layer.BACKGROUND);
        Ticks ticks = Ticks.linear(0, 1, bar.height, label -> Text.lineHeight(type.tick()) * 1.5);
        PanelDrawing.drawPlot(
                pen,
                bar,
                new TickAxis(new Ticks(0, 1, List.of()), type),
                new TickAxis(ticks, type),
                nothing,
                new DefaultXYDataset(),
                false,
                AxisLocation.BOTTOM_OR_RIGHT);
        Text label = Text.wrap("P(class 1)", type.label(), Text.BLACK, bar.height);
        label.drawUpwards(
                pen,
                bar.getMaxX() + TickAxis.TO_LABEL + ticks.widest(type.tick()) + type.size() * 0.2,
                bar.getCenterY());
    }
}
