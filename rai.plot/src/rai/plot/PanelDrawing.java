package rai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.util.ShadowGenerator;
import org.jfree.data.xy.XYDataset;

/**
 * Draws a panel. The sheet calls its methods in this order: {@link #layOutY}, {@link #leftSpace}; then, once the
 * width between the axes is known, {@link #layOut}; then the heights; and finally {@link #draw}.
 */
abstract class PanelDrawing {

    final Type type;
    private final Panel panel;
    private final String letter;
    private final Axis xAxis;
    private final Axis yAxis;

    private Ticks xTicks;
    private Ticks yTicks;
    private Text title = Text.NONE;
    private Text captions = Text.NONE;
    private Text xLabel = Text.NONE;
    private Text yLabel = Text.NONE;
    private Legend legend;
    private double areaWidth;

    PanelDrawing(Panel panel, Axis xAxis, Axis yAxis, String letter, Type type) {
        this.panel = panel;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.letter = letter;
        this.type = type;
    }

    static PanelDrawing of(Panel panel, String letter, Type type) {
        return panel instanceof Landscape landscape
                ? new LandscapeDrawing(landscape, letter, type)
                : new LineChartDrawing((LineChart) panel, letter, type);
    }

    /** Both ends of the horizontal axis as positions on paper: logarithms if the axis is logarithmic. */
    abstract double[] xEnds();

    /** Both ends of the vertical axis, likewise. */
    abstract double[] yEnds();

    /** Height over width of the area between the axes, or 0 if it does not matter. */
    abstract double aspect();

    /** The keys of the legend below the panel. */
    abstract List<Legend.Entry> legend();

    abstract XYItemRenderer renderer();

    abstract XYDataset data();

    abstract boolean hasGrid();

    final void layOutY(double length) {
        yTicks = ticks(yAxis, yEnds(), length, label -> Text.lineHeight(type.tick()) * 1.5);
        yLabel = Text.wrap(yAxis.label(), type.label(), Text.BLACK, length);
    }

    /** The space that ticks and label need to the left of the axis. */
    final double leftSpace() {
        double label = yLabel.isEmpty() ? 0 : yLabel.height() + type.size() * 0.4;
        return TickAxis.TO_LABEL + yTicks.widest(type.tick()) + label;
    }

    /**
     * @param width between the left and the right axis
     * @param right of the right axis, free space that headings and legend may use
     */
    final void layOut(double width, double right) {
        areaWidth = width;
        String heading = letter.isEmpty() ? panel.title() : letter + " " + panel.title();
        title = Text.wrap(heading, type.title(), Text.BLACK, width + right);
        captions = Text.wrap(String.join("\n", panel.captions()), type.caption(), Text.GREY, width + right);
        xTicks = ticks(xAxis, xEnds(), width, label -> Text.width(label, type.tick()) + type.size());
        xLabel = Text.wrap(xAxis.label(), type.label(), Text.BLACK, width);
        legend = new Legend(legend(), type.note(), width + right);
    }

    /** Between the left and the right axis of the column. */
    final double areaWidth() {
        return areaWidth;
    }

    private Ticks ticks(Axis axis, double[] ends, double length, ToDoubleFunction<String> extent) {
        return axis.log()
                ? Ticks.logarithmic(ends[0], ends[1], length, extent, type.tick())
                : Ticks.linear(ends[0], ends[1], length, extent);
    }

    final double headHeight() {
        double height = title.height() + captions.height();
        return height == 0 ? type.size() * 0.5 : height + type.size() * 0.5;
    }

    /** The space that ticks and label need below the axis. */
    final double axisHeight() {
        return TickAxis.TO_LABEL
                + Text.lineHeight(type.tick())
                + (xLabel.isEmpty() ? 0 : xLabel.height() + type.size() * 0.15);
    }

    final double legendHeight() {
        return legend.height() == 0 ? 0 : legend.height() + type.size() * 0.4;
    }

    /**
     * @param left       of the column's area between the axes
     * @param area       the area between the axes
     * @param headBottom where the space for headings ends
     * @param axisBottom where the space for the horizontal axis ends
     */
    final void draw(Graphics2D pen, double left, Rectangle area, double headBottom, double axisBottom) {
        double headTop = headBottom - headHeight();
        title.draw(pen, left, headTop, 0);
        captions.draw(pen, left, headTop + title.height(), 0);
        drawPlot(
                pen,
                area,
                new TickAxis(xTicks, type),
                new TickAxis(yTicks, type),
                renderer(),
                data(),
                hasGrid(),
                AxisLocation.BOTTOM_OR_LEFT);
        xLabel.draw(
                pen,
                area.getCenterX(),
                area.getMaxY() + TickAxis.TO_LABEL + Text.lineHeight(type.tick()) + type.size() * 0.15,
                0.5);
        yLabel.drawUpwards(pen, area.getX() - leftSpace(), area.getCenterY());
        legend.draw(pen, left, axisBottom + type.size() * 0.4);
    }

    /** Draws axes and data so that the area between the axes is exactly {@code area}. */
    static void drawPlot(
            Graphics2D pen,
            Rectangle area,
            TickAxis x,
            TickAxis y,
            XYItemRenderer renderer,
            XYDataset data,
            boolean grid,
            AxisLocation yPlace) {
        XYPlot plot = new XYPlot(data, x, y, renderer);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setShadowGenerator((ShadowGenerator) null);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD); // later ones over earlier ones
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(true);
        plot.setOutlinePaint(Text.BLACK);
        plot.setOutlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlinesVisible(grid);
        plot.setRangeGridlinesVisible(grid);
        plot.setDomainGridlinePaint(new Color(0xE4, 0xE4, 0xE4));
        plot.setRangeGridlinePaint(new Color(0xE4, 0xE4, 0xE4));
        plot.setDomainGridlineStroke(new BasicStroke(0.7f));
        plot.setRangeGridlineStroke(new BasicStroke(0.7f));
        AxisSpace vertical = new AxisSpace();
        AxisSpace horizontal = new AxisSpace();
        int margin = 200; // for ticks and labels; only the position of the area matters
        vertical.setBottom(margin);
        horizontal.setLeft(margin);
        horizontal.setRight(margin);
        plot.setRangeAxisLocation(yPlace);
        plot.setFixedDomainAxisSpace(vertical);
        plot.setFixedRangeAxisSpace(horizontal);
        plot.draw(
                pen,
                new Rectangle2D.Double(area.x - margin, area.y, area.width + 2 * margin, area.height + margin),
                null,
                null,
                null);
    }
}
