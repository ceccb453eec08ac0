package rai.report.chart;

import java.util.List;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Axes with ticks and labels, and the area between them. */
final class Frame {
    static final Pen GRID = Pen.of(Ink.GRID, 1);
    static final Pen AXIS = Pen.of(Ink.MUTED, 1);
    /** The height that a horizontal axis needs, with its label. */
    static final double BELOW = 40;

    private static final Type TICK = Type.SMALL;
    private static final double MAJOR = 5;
    private static final double MINOR = 3;

    private Frame() {}

    static double spaceAcross(String label) {
        return Words.width(label, TICK) + 14;
    }

    static double spaceUp(String label) {
        return 24;
    }

    /** The width that the figures of a vertical axis need. */
    static double widthOf(Scale scale) {
        return scale.ticks(Frame::spaceUp).stream()
                .mapToDouble(tick -> Words.width(tick.label(), TICK))
                .max()
                .orElse(0);
    }

    /** A horizontal axis below an area, its grid, and its label. */
    static void across(Canvas canvas, Scale x, double top, double bottom, String label) {
        across(canvas, x, top, bottom, label, true);
    }

    static void across(Canvas canvas, Scale x, double top, double bottom, String label, boolean grid) {
        if (grid) {
            gridAcross(canvas, x, top, bottom);
        }
        ticksAcross(canvas, x, bottom, Double.POSITIVE_INFINITY);
        double middle = (x.from() + x.to()) / 2;
        canvas.text(
                middle, bottom + 34, Words.cut(label, Type.LABEL, Math.abs(x.to() - x.from())), Type.LABEL.middle());
    }

    /** The vertical lines of the grid of an area. */
    static void gridAcross(Canvas canvas, Scale x, double top, double bottom) {
        for (Ticks.Tick tick : x.ticks(Frame::spaceAcross)) {
            if (!tick.label().isEmpty()) {
                canvas.line(x.at(tick.value()), top, x.at(tick.value()), bottom, GRID);
            }
        }
    }

    /**
     * A horizontal axis without its label.
     *
     * @param overhang by how much a figure may leave the axis; longer ones are left out
     */
    static void ticksAcross(Canvas canvas, Scale x, double bottom, double overhang) {
        for (Ticks.Tick tick : x.ticks(Frame::spaceAcross)) {
            double at = x.at(tick.value());
            double half = Words.width(tick.label(), TICK) / 2;
            canvas.line(at, bottom, at, bottom + (tick.label().isEmpty() ? MINOR : MAJOR), AXIS);
            if (at - half >= x.from() - overhang && at + half <= x.to() + overhang) {
                canvas.text(at, bottom + 17, tick.label(), TICK.middle());
            }
        }
        canvas.line(x.from(), bottom, x.to(), bottom, AXIS);
    }

    /** A vertical axis at the left of an area, and its grid; the label is elsewhere. */
    static void up(Canvas canvas, Scale y, double left, double right) {
        gridUp(canvas, y, left, right);
        for (Ticks.Tick tick : y.ticks(Frame::spaceUp)) {
            double at = y.at(tick.value());
            boolean major = !tick.label().isEmpty();
            if (major) {
                canvas.text(left - 8, at + 4, tick.label(), TICK.end());
            }
            canvas.line(left - (major ? MAJOR : MINOR), at, left, at, AXIS);
        }
        canvas.line(left, y.from(), left, y.to(), AXIS);
    }

    /** The horizontal lines of the grid of an area. */
    static void gridUp(Canvas canvas, Scale y, double left, double right) {
        for (Ticks.Tick tick : y.ticks(Frame::spaceUp)) {
            if (!tick.label().isEmpty()) {
                canvas.line(left, y.at(tick.value()), right, y.at(tick.value()), GRID);
            }
        }
    }

    /** The line of a legend. */
    record Entry(String label, int key, boolean line) {}

    /** The brush of the bars of a key: pale in an outline when colours begin again. */
    static Brush bars(int key) {
        Brush brush = Brush.of(Ink.ofKey(key));
        return key < Ink.MOST_KEYS ? brush : brush.opacity(0.4).outlined(Pen.ofKey(key, 1.5));
    }

    /** The height of a legend within a width. */
    static double legendHeight(List<Entry> entries, double width) {
        return entries.isEmpty() ? 0 : legend(null, entries, 0, 0, width);
    }

    /** Draws a legend in as many rows as it needs, and returns its height. */
    static double legend(Canvas canvas, List<Entry> entries, double left, double top, double width) {
        double x = 0;
        double y = 12;
        for (Entry entry : entries) {
            double swatch = entry.line() ? 30 : 18;
            String label = Words.cut(entry.label(), Type.LABEL, width - swatch);
            double wide = swatch + Words.width(label, Type.LABEL) + 16;
            if (x > 0 && x + wide - 16 > width) {
                x = 0;
                y += 19;
            }
            if (canvas != null) {
                if (entry.line()) {
                    canvas.line(left + x, top + y - 4, left + x + 24, top + y - 4, Pen.ofKey(entry.key(), 2.5));
                    Marks.draw(
                            canvas, entry.key(), left + x + 12, top + y - 4, 3, Brush.of(Ink.ofKey(entry.key())), "");
                } else {
                    canvas.rectangle(left + x, top + y - 10, 12, 12, bars(entry.key()), "");
                }
                canvas.text(left + x + swatch, top + y, label, Type.LABEL);
            }
            x += wide;
        }
        return y + 10;
    }
}
