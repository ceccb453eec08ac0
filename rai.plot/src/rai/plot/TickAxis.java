package rai.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** An axis with thin lines whose ticks are given, not chosen by the axis. */
final class TickAxis extends NumberAxis {

    private static final long serialVersionUID = 1L;

    /** Length of a labelled tick. */
    static final float TICK = 5;
    /** From an axis to its labels. */
    static final float TO_LABEL = TICK + 3;

    private final transient Ticks ticks;

    TickAxis(Ticks ticks, Type type) {
        this.ticks = ticks;
        setRange(ticks.low(), ticks.high());
        setTickLabelFont(type.tick());
        setTickLabelPaint(Text.BLACK);
        float beyondAnchor = TO_LABEL - 2; // the axis itself adds 2
        setTickLabelInsets(new RectangleInsets(beyondAnchor, beyondAnchor, beyondAnchor, beyondAnchor));
        setTickMarkPaint(Text.BLACK);
        setTickMarkStroke(new BasicStroke(0.8f));
        setTickMarkOutsideLength(TICK);
        setMinorTickMarksVisible(true);
        setMinorTickMarkOutsideLength(TICK * 0.55f);
        setAxisLineVisible(false);
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by JFreeChart
    public List refreshTicks(Graphics2D pen, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        TextAnchor anchor = anchor(edge);
        return ticks.marks().stream()
                .<ValueTick>map(mark -> new NumberTick(
                        mark.label().isEmpty() ? TickType.MINOR : TickType.MAJOR,
                        mark.position(),
                        mark.label(),
                        anchor,
                        TextAnchor.CENTER,
                        0))
                .toList();
    }

    private static TextAnchor anchor(RectangleEdge edge) {
        if (edge == RectangleEdge.LEFT) {
            return TextAnchor.CENTER_RIGHT;
        }
        return edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : TextAnchor.TOP_CENTER;
    }
}
