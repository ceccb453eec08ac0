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
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/**
 * Draws a {@link LineChart}. Values are first converted to positions on paper (logarithms if an axis is logarithmic),
 * so that everything is linear from then on.
 */
final class LineChartDrawing extends PanelDrawing {

    private static final float LINE = 1.8f;
    private static final double MARKER = 3.8;
    private static final BasicStroke MARKER_LINE = new BasicStroke(1.2f);
    private static final double LONE_POINT = 2;
    private static final int BAND_OPACITY = 52;
    private static final double MARGIN = 0.04;
    /** The difference of larger numbers would overflow. */
    private static final double LARGEST = 1e300;
    /** A logarithmic axis for a single value spans twice this. */
    private static final double LEAST_DECADES = 0.1;
    /** Values are drawn up to this many axis lengths away; further out Java2D loses precision. */
    private static final double FAR = 1e4;

    /** A series on paper, with NaN for what cannot be drawn; {@code low} is minus infinity if a band has no lower end. */
    private record Curve(Series series, int colour, double[] x, double[] y, double[] low, double[] high) {

        boolean isPoint(int i) {
            return !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
        }

        boolean isLonePoint(int i) {
            return isPoint(i) && (i == 0 || !isPoint(i - 1)) && (i + 1 == x.length || !isPoint(i + 1));
        }

        boolean isBand(int i) {
            return !Double.isNaN(x[i]) && !Double.isNaN(low[i]) && !Double.isNaN(high[i]);
        }
    }

    private final LineChart chart;
    private final List<Curve> curves = new ArrayList<>();
    private final FlagDrawing flags;
    private final double[] xEnds;
    private final double[] yEnds;

    LineChartDrawing(LineChart chart, String letter, Type type) {
        super(chart, chart.x(), chart.y(), letter, type);
        this.chart = chart;
        flags = new FlagDrawing(chart.flags(), type.footer());
        Extent xs = new Extent();
        Extent ys = new Extent();
        boolean marked = false;
        for (Series series : chart.series()) {
            Curve curve = new Curve(
                    series,
                    series.colour() < 0 ? curves.size() : series.colour(),
                    onPaper(series.x(), chart.x(), false),
                    onPaper(series.y(), chart.y(), false),
                    onPaper(series.low(), chart.y(), true),
                    onPaper(series.high(), chart.y(), false));
            for (int i = 0; i < series.size(); i++) {
                if (curve.isPoint(i)) {
                    xs.add(curve.x()[i]);
                    ys.add(curve.y()[i]);
                }
                if (series.hasBand() && curve.isBand(i)) {
                    xs.add(curve.x()[i]);
                    ys.add(curve.low()[i]);
                    ys.add(curve.high()[i]);
                }
            }
            marked |= series.marked();
            curves.add(curve);
        }
        xEnds = ends(chart.x(), xs, marked ? MARGIN : 0);
        yEnds = ends(chart.y(), ys, MARGIN);
        for (Curve curve : curves) {
            clamp(curve.x(), xEnds);
            clamp(curve.y(), yEnds);
            clamp(curve.low(), yEnds);
            clamp(curve.high(), yEnds);
        }
    }

    private static double[] onPaper(double[] values, Axis axis, boolean openBelow) {
        double[] positions = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!isNumber(value)) {
                positions[i] = Double.NaN;
            } else if (axis.log()) {
                double belowAll = openBelow ? Double.NEGATIVE_INFINITY : Double.NaN;
                positions[i] = value > 0 ? Math.log10(value) : belowAll;
            } else {
                positions[i] = value;
            }
        }
        return positions;
    }

    private static boolean isNumber(double value) {
        return Math.abs(value) <= LARGEST;
    }

    private static double[] ends(Axis axis, Extent extent, double margin) {
        if (axis.isFixed()) {
            return axis.log()
                    ? new double[] {Math.log10(axis.low()), Math.log10(axis.high())}
                    : new double[] {axis.low(), axis.high()};
        }
        return extent.ends(margin, axis.log() ? LEAST_DECADES : 0);
    }

    private static void clamp(double[] positions, double[] ends) {
        double far = FAR * (ends[1] - ends[0]);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Math.max(ends[0] - far, Math.min(ends[1] + far, positions[i]));
        }
    }

    @Override
    double[] xEnds() {
        return xEnds;
    }

    @Override
    double[] yEnds() {
        return yEnds;
    }

    @Override
    double aspect() {
        return 0;
    }

    @Override
    boolean hasGrid() {
        return true;
    }

    @Override
    List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (Curve curve : curves) {
            if (!curve.series().name().isEmpty()) {
                entries.add(new Legend.Entry(
                        (pen, x, y, width) -> drawKey(pen, curve, x, y, width),
                        curve.series().name()));
            }
        }
        entries.addAll(flags.legend());
        String gaps = gaps();
        if (!gaps.isEmpty()) {
            entries.add(new Legend.Entry(null, gaps));
        }
        return entries;
    }

    private static void drawKey(Graphics2D pen, Curve curve, double x, double y, double width) {
        Color colour = Palette.colour(curve.colour());
        if (curve.series().hasBand()) {
            pen.setColor(translucent(colour));
            pen.fill(new Rectangle2D.Double(x, y - width * 0.22, width, width * 0.44));
        }
        pen.setColor(colour);
        pen.setStroke(Palette.stroke(curve.colour(), curve.series().line(), LINE));
        pen.draw(new Line2D.Double(x, y, x + width, y));
        if (curve.series().marked()) {
            Shape marker = AffineTransform.getTranslateInstance(x + width / 2, y)
                    .createTransformedShape(Palette.marker(curve.colour(), MARKER));
            pen.setColor(markerColour(curve));
            pen.fill(marker);
            pen.setColor(colour);
            pen.setStroke(MARKER_LINE);
            pen.draw(marker);
        }
    }

    private static Color markerColour(Curve curve) {
        if (!curve.series().marked()) {
            return Palette.colour(curve.colour());
        }
        return switch (curve.series().line()) {
            case SOLID -> Palette.colour(curve.colour());
            case DASHED -> Color.WHITE;
            case DOTTED -> Palette.tint(curve.colour());
        };
    }

    /** Says how many values are not drawn and why; empty if all are. */
    private String gaps() {
        int notFinite = 0;
        int notPositive = 0;
        for (Curve curve : curves) {
            Series series = curve.series();
            double[] x = series.x();
            double[] y = series.y();
            double[] low = series.hasBand() ? series.low() : y;
            double[] high = series.hasBand() ? series.high() : y;
            for (int i = 0; i < series.size(); i++) {
                if (!isNumber(x[i]) || !isNumber(y[i]) || !isNumber(low[i]) || !isNumber(high[i])) {
                    notFinite++;
                } else if (chart.x().log() && x[i] <= 0 || chart.y().log() && y[i] <= 0) {
                    notPositive++;
                }
            }
        }
        List<String> reasons = new ArrayList<>();
        if (notFinite > 0) {
            reasons.add(notFinite + " NaN or infinite");
        }
        if (notPositive > 0) {
            reasons.add(notPositive + " not positive");
        }
        return reasons.isEmpty() ? "" : "points not drawn: " + String.join(", ", reasons);
    }

    @Override
    XYDataset data() {
        DefaultXYDataset data = new DefaultXYDataset();
        for (int i = 0; i < curves.size(); i++) {
            data.addSeries(i, new double[][] {curves.get(i).x(), curves.get(i).y()});
        }
        return data;
    }

    @Override
    XYItemRenderer renderer() {
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false) {
            private static final long serialVersionUID = 1L;

            @Override
            public XYItemRendererState initialise(
                    Graphics2D pen, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
                XYItemRendererState state = super.initialise(pen, area, plot, data, info);
                state.setProcessVisibleItemsOnly(false); // choosing them would need sorted x without NaN
                return state;
            }

            @Override
            public boolean getItemShapeVisible(int series, int item) {
                return curves.get(series).series().marked()
                        || curves.get(series).isLonePoint(item);
            }

            @Override
            public Paint getItemFillPaint(int series, int item) {
                return markerColour(curves.get(series));
            }

            @Override
            public Shape getItemShape(int series, int item) {
                Curve curve = curves.get(series);
                return curve.series().marked() ? Palette.marker(curve.colour(), MARKER) : Palette.marker(0, LONE_POINT);
            }
        };
        lines.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            lines.setSeriesPaint(i, Palette.colour(curve.colour()));
            lines.setSeriesStroke(
                    i, Palette.stroke(curve.colour(), curve.series().line(), LINE));
        }
        lines.setUseFillPaint(true);
        lines.setDrawOutlines(true);
        lines.setDefaultOutlineStroke(MARKER_LINE);
        lines.addAnnotation(new Underlay(this::paintBands), Layer.BACKGROUND);
        lines.addAnnotation(
                new Underlay((pen, area) -> flags.paintLines(pen, area, flag -> place(flag, area))), Layer.BACKGROUND);
        lines.addAnnotation(
                new Underlay((pen, area) ->
                        flags.paintTexts(pen, area, flag -> place(flag, area), box -> hidden(box, area))),
                Layer.FOREGROUND);
        return lines;
    }

    /** How many pieces of curves cross a box, both in units. */
    private double hidden(Rectangle2D box, Rectangle2D area) {
        AffineTransform toPaper = toPaper(area);
        int crossings = 0;
        for (Curve curve : curves) {
            double[] points = new double[2 * curve.x().length];
            for (int i = 0; i < curve.x().length; i++) {
                points[2 * i] = curve.x()[i];
                points[2 * i + 1] = curve.y()[i];
            }
            toPaper.transform(points, 0, points, 0, curve.x().length);
            for (int i = 1; i < curve.x().length; i++) {
                if (curve.isPoint(i - 1)
                        && curve.isPoint(i)
                        && box.intersectsLine(points[2 * i - 2], points[2 * i - 1], points[2 * i], points[2 * i + 1])) {
                    crossings++;
                }
            }
        }
        return crossings;
    }

    private AffineTransform toPaper(Rectangle2D area) {
        AffineTransform toPaper = new AffineTransform();
        toPaper.translate(area.getX(), area.getMaxY());
        toPaper.scale(area.getWidth() / (xEnds[1] - xEnds[0]), -area.getHeight() / (yEnds[1] - yEnds[0]));
        toPaper.translate(-xEnds[0], -yEnds[0]);
        return toPaper;
    }

    private double place(Flag flag, Rectangle2D area) {
        double share = (onPaper(new double[] {flag.x()}, chart.x(), false)[0] - xEnds[0]) / (xEnds[1] - xEnds[0]);
        return share >= 0 && share <= 1 ? area.getX() + share * area.getWidth() : Double.NaN;
    }

    private void paintBands(Graphics2D pen, Rectangle2D area) {
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform toPaper = toPaper(area);
        for (Curve curve : curves) {
            if (curve.series().hasBand()) {
                pen.setColor(translucent(Palette.colour(curve.colour())));
                pen.fill(toPaper.createTransformedShape(band(curve)));
            }
        }
    }

    private static Path2D band(Curve curve) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int n = curve.x().length;
        for (int from = 0; from < n; from++) {
            int to = from;
            while (to < n && curve.isBand(to)) {
                to++;
            }
            if (to > from) {
                path.moveTo(curve.x()[from], curve.low()[from]);
                for (int i = from; i < to; i++) {
                    path.lineTo(curve.x()[i], curve.high()[i]);
                }
                for (int i = to - 1; i > from; i--) {
                    path.lineTo(curve.x()[i], curve.low()[i]);
                }
                path.closePath();
                from = to;
            }
        }
        return path;
    }

    private static Color translucent(Color colour) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_OPACITY);
    }
}
