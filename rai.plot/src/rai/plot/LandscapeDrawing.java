package rai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/** Draws a {@link Landscape}. */
final class LandscapeDrawing extends PanelDrawing {

    private static final Color LINE = new Color(0x26, 0x26, 0x26);
    private static final BasicStroke BOUNDARY = new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke BORDERS = new BasicStroke(0.9f, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER);
    private static final double RADIUS = 4.4;
    /** Up to this many points have markers of full size; more points have smaller ones. */
    private static final double FEW = 150;

    private static final double SMALLEST = 2.2;
    /** To what share of their size markers shrink in a narrow panel. */
    private static final double NARROWEST = 0.5;

    private final Landscape landscape;

    LandscapeDrawing(Landscape landscape, String letter, Type type) {
        super(landscape, landscape.x(), landscape.y(), letter, type);
        this.landscape = landscape;
    }

    @Override
    double[] xEnds() {
        return new double[] {landscape.x().low(), landscape.x().high()};
    }

    @Override
    double[] yEnds() {
        return new double[] {landscape.y().low(), landscape.y().high()};
    }

    @Override
    double aspect() {
        double ratio = (landscape.y().high() - landscape.y().low())
                / (landscape.x().high() - landscape.x().low());
        return Math.max(ratio, 1 / ratio) <= Landscape.MOST_RATIO ? ratio : 1;
    }

    @Override
    boolean hasGrid() {
        return false;
    }

    @Override
    List<Legend.Entry> legend() {
        List<Legend.Entry> notes = new ArrayList<>();
        Cells cells = landscape.cells();
        long missing = cells.countNotANumber();
        if (missing > 0) {
            String share = percent(missing, (long) cells.rows() * cells.columns());
            notes.add(new Legend.Entry(swatch(Landscape.NOT_A_NUMBER), "not a number: " + share + " of cells"));
        }
        long outside =
                landscape.marks().stream().filter(mark -> !isInside(mark)).count();
        if (outside > 0) {
            notes.add(
                    new Legend.Entry(null, outside + " of " + landscape.marks().size() + " points outside"));
        }
        return notes;
    }

    private boolean isInside(Mark mark) {
        return mark.x() >= landscape.x().low()
                && mark.x() <= landscape.x().high()
                && mark.y() >= landscape.y().low()
                && mark.y() <= landscape.y().high();
    }

    /** Two significant digits, but 0 only for none and 100 only for all. */
    static String percent(long count, long of) {
        double percent = 100.0 * count / of;
        if (percent < 0.01) {
            return "less than 0.01 %";
        }
        MathContext digits =
                new MathContext(percent > 99 ? 3 : 2, percent > 99 ? RoundingMode.DOWN : RoundingMode.HALF_UP);
        return new BigDecimal(percent).round(digits).stripTrailingZeros().toPlainString() + " %";
    }

    /** Keys for the classes and lines of all these landscapes. */
    static List<Legend.Entry> sharedLegend(List<Landscape> landscapes) {
        SortedSet<Integer> tinted = new TreeSet<>();
        SortedSet<Integer> classes = new TreeSet<>();
        boolean boundary = false;
        for (Landscape landscape : landscapes) {
            landscape.marks().forEach(mark -> classes.add(mark.label()));
            if (landscape.cells() instanceof ClassMap map) {
                for (int[] row : map.classes()) {
                    for (int label : row) {
                        tinted.add(label);
                    }
                }
            } else {
                boundary = true;
            }
        }
        SortedSet<Integer> marked = new TreeSet<>(classes);
        tinted.remove(ClassMap.NOT_A_NUMBER);
        classes.addAll(tinted);
        List<Legend.Entry> entries = new ArrayList<>();
        for (int label : classes) {
            entries.add(new Legend.Entry(
                    (pen, x, y, width) -> {
                        if (tinted.contains(label)) {
                            swatch(Palette.tint(label)).draw(pen, x, y, width);
                        }
                        if (marked.contains(label)) {
                            drawMarker(pen, label, x + width / 2, y, RADIUS * 1.15);
                        }
                    },
                    className(label, landscapes)));
        }
        if (boundary) {
            entries.add(new Legend.Entry(
                    (pen, x, y, width) -> {
                        pen.setColor(LINE);
                        pen.setStroke(BOUNDARY);
                        pen.draw(new Line2D.Double(x, y, x + width, y));
                    },
                    "decision boundary, P = 0.5"));
        }
        return entries;
    }

    /** The name that a landscape with names gives a class. */
    static String className(int label, List<Landscape> landscapes) {
        return landscapes.stream()
                .filter(landscape -> label < landscape.classes().size())
                .findFirst()
                .orElse(landscapes.get(0))
                .className(label);
    }

    private static Legend.Key swatch(Color colour) {
        return (pen, x, y, width) -> {
            pen.setColor(colour);
            pen.fill(new Rectangle2D.Double(x, y - width * 0.25, width, width * 0.5));
        };
    }

    private static BasicStroke outline(double radius) {
        return new BasicStroke((float) (0.25 * radius), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private static void drawMarker(Graphics2D pen, int label, double x, double y, double radius) {
        Shape marker = AffineTransform.getTranslateInstance(x, y).createTransformedShape(Palette.marker(label, radius));
        pen.setColor(Palette.colour(label));
        pen.fill(marker);
        pen.setColor(Color.WHITE);
        pen.setStroke(outline(radius));
        pen.draw(marker);
    }

    @Override
    XYDataset data() {
        DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries("points", new double[][] {
            landscape.marks().stream().mapToDouble(Mark::x).toArray(),
            landscape.marks().stream().mapToDouble(Mark::y).toArray()
        });
        return data;
    }

    /** Smaller if there are many points, or the panel is narrow. */
    double radius() {
        double many = Math.max(
                SMALLEST,
                RADIUS
                        * Math.min(
                                1, Math.sqrt(FEW / Math.max(1, landscape.marks().size()))));
        return many * Math.max(NARROWEST, Math.min(1, areaWidth() / Sheet.AREA_WIDTH));
    }

    @Override
    XYItemRenderer renderer() {
        List<Mark> marks = landscape.marks();
        double radius = radius();
        XYLineAndShapeRenderer points = new XYLineAndShapeRenderer(false, true) {
            private static final long serialVersionUID = 1L;

            @Override
            public Paint getItemPaint(int series, int item) {
                return Palette.colour(marks.get(item).label());
            }

            @Override
            public Shape getItemShape(int series, int item) {
                return Palette.marker(marks.get(item).label(), radius);
            }
        };
        points.setUseOutlinePaint(true);
        points.setDefaultOutlinePaint(Color.WHITE);
        points.setDefaultOutlineStroke(outline(radius));
        points.addAnnotation(new Underlay(this::paintCells), Layer.BACKGROUND);
        return points;
    }

    private void paintCells(Graphics2D pen, Rectangle2D area) {
        Cells cells = landscape.cells();
        int rows = cells.rows();
        int columns = cells.columns();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        pen.drawImage(
                image(cells),
                (int) area.getX(),
                (int) area.getY(),
                (int) area.getWidth(),
                (int) area.getHeight(),
                null);
        Path2D lines = new Path2D.Double();
        if (cells instanceof Probabilities probabilities) {
            Contour.at(0.5, probabilities.values()).forEach(piece -> lines.append(piece, false));
        } else {
            appendBorders(lines, ((ClassMap) cells).classes());
        }
        AffineTransform toPaper = new AffineTransform();
        toPaper.translate(area.getX(), area.getMaxY());
        toPaper.scale(area.getWidth() / columns, -area.getHeight() / rows);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(LINE);
        pen.setStroke(cells instanceof Probabilities ? BOUNDARY : BORDERS);
        pen.draw(toPaper.createTransformedShape(lines));
    }

    private static BufferedImage image(Cells cells) {
        int rows = cells.rows();
        BufferedImage image = new BufferedImage(cells.columns(), rows, BufferedImage.TYPE_INT_RGB);
        double[][] values = cells instanceof Probabilities probabilities ? probabilities.values() : null;
        int[][] classes = cells instanceof ClassMap map ? map.classes() : null;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < cells.columns(); column++) {
                Color colour = values != null ? Palette.probability(values[row][column]) : tint(classes[row][column]);
                image.setRGB(column, rows - 1 - row, colour.getRGB());
            }
        }
        return image;
    }

    private static Color tint(int label) {
        return label == ClassMap.NOT_A_NUMBER ? Landscape.NOT_A_NUMBER : Palette.tint(label);
    }

    private static void appendBorders(Path2D lines, int[][] classes) {
        for (int row = 0; row < classes.length; row++) {
            for (int column = 0; column < classes[row].length; column++) {
                if (column > 0 && classes[row][column] != classes[row][column - 1]) {
                    lines.append(new Line2D.Double(column, row, column, row + 1), false);
                }
                if (row > 0 && classes[row][column] != classes[row - 1][column]) {
                    lines.append(new Line2D.Double(column, row, column + 1, row), false);
                }
            }
        }
    }
}
