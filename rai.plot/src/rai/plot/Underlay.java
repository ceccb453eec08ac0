package rai.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * Something painted between the grid and the data, or over the data. JFreeChart's own image and shape annotations are not
 * suitable: one is cut to whole units, the other fails for a line that is exactly horizontal or vertical.
 */
final class Underlay extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1L;

    /** Paints; the pen is clipped to the area between the axes, which is {@code area}. */
    interface Painter {
        void paint(Graphics2D pen, Rectangle2D area);
    }

    private final transient Painter painter;

    Underlay(Painter painter) {
        this.painter = painter;
    }

    @Override
    public void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        Graphics2D pen = (Graphics2D) g2.create();
        painter.paint(pen, dataArea);
        pen.dispose();
    }
}
