package rai.plot;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Places a figure's panels, headings, legend and colour bar on a page, and draws them. Lengths are in units, which the
 * {@link Size} makes so large that the type of a picture of a given width always has about as many of them.
 */
final class Sheet extends Page {

    /** Of a picture of natural size: a unit is a pixel of CSS. */
    static final double POINTS_PER_UNIT = 0.75;

    /** Of a panel in a picture of natural size. */
    static final int AREA_WIDTH = 352;
    /** Narrower panels stand below each other in a picture of a given width. */
    private static final int NARROWEST_CHART = 190;

    private static final int NARROWEST_LANDSCAPE = 120;
    private static final int USUAL_LEFT_SPACE = 55;
    /** Below this nothing can be seen. */
    private static final int SMALLEST_AREA = 50;

    private static final int ROUNDS = 12;
    private static final int MARGIN = 14;
    /** Free space to the right of a panel, in sizes of type. */
    private static final double RIGHT = 1.1;

    private static final double CHART_ASPECT = 0.72;
    private static final double TALLEST_ASPECT = 1.4;
    private static final double FLATTEST_ASPECT = 0.4;
    private static final int BAR_WIDTH = 15;

    private final Figure figure;
    private final Size size;
    private final Type type;
    private final int columns;
    private final List<List<Panel>> panels;
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
    private String barClass;
    private int areaWidth = AREA_WIDTH;
    /** By how much rows are higher than their panels would like to be, in a picture of a given height. */
    private double stretch;

    private double width;
    private double height;

    Sheet(Figure figure) {
        this(figure, Size.NATURAL);
    }

    /** @throws IllegalArgumentException if the figure does not fit the size; one sentence */
    Sheet(Figure figure, Size size) {
        this.figure = figure;
        this.size = size;
        int wished = figure.rows().stream().mapToInt(List::size).max().orElseThrow();
        columns = size.width() == 0 ? wished : columnsThatFit(wished);
        panels = columns == wished
                ? figure.rows()
                : Figure.grid(
                                columns,
                                figure.rows().stream().flatMap(List::stream).toList())
                        .rows();
        type = size.typeFor(columns);
        int number = 0;
        for (List<Panel> row : panels) {
            List<PanelDrawing> drawings = new ArrayList<>();
            for (Panel panel : row) {
                drawings.add(PanelDrawing.of(panel, figure.lettered() ? letter(number++) : "", type));
            }
            rows.add(drawings);
        }
        layOut();
        if (size.width() > 0) {
            fit();
        }
    }

    private int columnsThatFit(int wished) {
        Type usual = size.typeFor(wished);
        boolean charts = figure.rows().stream().flatMap(List::stream).anyMatch(LineChart.class::isInstance);
        double each = USUAL_LEFT_SPACE + usual.size() * RIGHT + (charts ? NARROWEST_CHART : NARROWEST_LANDSCAPE);
        return (int) Math.max(1, Math.min(wished, (size.width() / size.pointsPerUnit() - 2 * MARGIN) / each));
    }

    /** Widens and heightens panels until the page is full. The space of ticks depends on it, hence in rounds. */
    private void fit() {
        double page = size.width() / size.pointsPerUnit();
        double fullHeight = size.height() / size.pointsPerUnit();
        for (int round = 0; round < ROUNDS; round++) {
            areaWidth += (int) Math.floor((page - width) / columns);
            if (fullHeight > 0 && round > 1) { // not before the width is about right, as the height depends on it
                stretch += (fullHeight - height) / rows.size();
            }
            requireRoom(areaWidth);
            rows.forEach(row -> requireRoom(areaHeight(row)));
            layOut();
        }
        if (width > page + 1 || fullHeight > 0 && height > fullHeight + 1) {
            throw tooSmall();
        }
        width = page;
        height = fullHeight == 0 ? height : fullHeight;
    }

    private void requireRoom(int length) {
        if (length < SMALLEST_AREA) {
            throw tooSmall();
        }
    }

    private IllegalArgumentException tooSmall() {
        return new IllegalArgumentException(
                "the panels do not fit a picture of " + size + ": enlarge --size or choose a smaller --font-size");
    }

    Figure figure() {
        return figure;
    }

    @Override
    String name() {
        return figure.name();
    }

    @Override
    double dotsPerInch() {
        return size.dotsPerInch();
    }

    @Override
    double pointsPerUnit() {
        return size.pointsPerUnit();
    }

    @Override
    double pixelsPerUnit() {
        return size.pixelsPerUnit();
    }

    @Override
    double width() {
        return width;
    }

    @Override
    double height() {
        return height;
    }

    /** (a) to (z), then (aa), (ab) ... */
    static String letter(int number) {
        String letters = "";
        for (int rest = number; rest >= 0; rest = rest / 26 - 1) {
            letters = (char) ('a' + rest % 26) + letters;
        }
        return "(" + letters + ")";
    }

    private void layOut() {
        lefts.clear();
        areas.clear();
        headBottoms.clear();
        axisBottoms.clear();
        bar = null;
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
        double rightSpace = type.size() * RIGHT;
        double x = MARGIN;
        for (int column = 0; column < columns; column++) {
            x = Math.ceil(x + leftSpace(column));
            lefts.add((int) x);
            x += areaWidth + rightSpace;
        }
        width = Math.ceil(x + barSpace + MARGIN);
        rows.forEach(row -> row.forEach(panel -> panel.layOut(areaWidth, rightSpace)));

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
        height = Math.ceil(y + footer.height() + (footer.isEmpty() ? 0 : MARGIN * 0.6));
        if (hasBar) {
            barClass = LandscapeDrawing.className(1, landscapes);
            placeBar(lefts.get(columns - 1) + areaWidth + (int) (rightSpace + type.size() * 0.2));
        }
    }

    private double leftSpace(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToDouble(row -> row.get(column).leftSpace())
                .max()
                .orElseThrow();
    }

    /**
     * The height that panels of a row share: that of the tallest landscape, or that of a chart if there is none. Landscapes
     * alone are not stretched, since they keep their proportions.
     */
    private int areaHeight(List<PanelDrawing> row) {
        double aspect = row.stream().mapToDouble(PanelDrawing::aspect).max().orElseThrow();
        boolean charts = row.stream().anyMatch(panel -> panel.aspect() == 0);
        return (int) Math.rint(
                areaWidth * (aspect > 0 ? Math.min(Math.max(aspect, FLATTEST_ASPECT), TALLEST_ASPECT) : CHART_ASPECT)
                        + (charts ? stretch : Math.min(stretch, 0)));
    }

    private int areaHeight(PanelDrawing panel, int rowHeight) {
        return panel.aspect() > 0
                ? (int) Math.max(1, Math.rint(Math.min(rowHeight, areaWidth * panel.aspect())))
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
            int ownWidth =
                    aspect > 0 ? (int) Math.max(1, Math.rint(Math.min(areaWidth, areaHeight / aspect))) : areaWidth;
            placed.add(new Rectangle(lefts.get(column), (int) headBottom, ownWidth, areaHeight));
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
                if (panels.get(row).get(column) instanceof Landscape landscape
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
        int scale = (int) size.pixelsPerUnit();
        return new Rectangle(area.x * scale, area.y * scale, area.width * scale, area.height * scale);
    }

    @Override
    void paint(Graphics2D pen) {
        prepare(pen, width, height);
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
    }

    private void drawBar(Graphics2D pen) {
        XYLineAndShapeRenderer nothing = new XYLineAndShapeRenderer(false, false);
        nothing.addAnnotation(
                new Underlay((brush, area) -> {
                    for (double y = 0; y < area.getHeight(); y += 0.5) {
                        brush.setColor(Palette.probability(1 - (y + 0.25) / area.getHeight()));
                        // down to the end, since a viewer of vectors shows the paper between two that only touch
                        brush.fill(new Rectangle2D.Double(
                                area.getX(), area.getY() + y, area.getWidth(), area.getHeight() - y));
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
        Text label = Text.wrap("P(" + barClass + ")", type.label(), Text.BLACK, bar.height);
        label.drawUpwards(
                pen,
                bar.getMaxX() + TickAxis.TO_LABEL + ticks.widest(type.tick()) + type.size() * 0.2,
                bar.getCenterY());
    }
}
