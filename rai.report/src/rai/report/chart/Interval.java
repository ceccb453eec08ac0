package rai.report.chart;

import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;

/** A mean with its interval, across. */
final class Interval {
    private Interval() {}

    static void draw(Canvas canvas, Scale x, double y, double mean, double low, double high, Ink ink, String tip) {
        if (!Double.isFinite(mean)) {
            return;
        }
        if (!Double.isNaN(low + high)) {
            double from = x.clamped(low);
            double to = x.clamped(high);
            canvas.line(from, y, to, y, Pen.of(ink, 2));
            end(canvas, x, low, from, y, 1, ink);
            end(canvas, x, high, to, y, -1, ink);
        }
        if (x.contains(mean)) {
            Brush brush = Brush.of(ink).outlined(Pen.of(Ink.PAPER, 1));
            Marks.shape(canvas, 2, x.at(mean), y, 5, brush, tip);
        }
    }

    /** A bar at the end of an interval, or an arrow if it lies outside of the axis. */
    private static void end(Canvas canvas, Scale x, double value, double at, double y, int inwards, Ink ink) {
        if (x.contains(value)) {
            canvas.line(at, y - 5, at, y + 5, Pen.of(ink, 2));
        } else {
            double back = at + inwards * 7;
            canvas.polygon(new double[] {at, back, back}, new double[] {y, y - 4, y + 4}, Brush.of(ink), "");
        }
    }
}
