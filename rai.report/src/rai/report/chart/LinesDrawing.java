package rai.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Draws lines with bands. */
final class LinesDrawing {
    /** A line of more points has no visible marks at them. */
    private static final int MOST_MARKS = 30;
    /** So many points of a chart have tips. */
    private static final int MOST_TIPS = 600;

    private static final double BAND = 0.16;
    private static final double RIGHT = 12;

    private final Chart.Lines chart;
    private final Keys keys;
    private final double width;
    private final List<Frame.Entry> legend;
    private final double top;
    private final double bottom;
    private final Scale x;
    private final Scale y;

    LinesDrawing(Chart.Lines chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        this.width = width;
        List<Chart.Line> lines = chart.lines();
        legend = lines.stream()
                .filter(line -> !line.label().isEmpty())
                .map(line -> new Frame.Entry(line.label(), keys.number(line.key()), true))
                .toList();
        top = Frame.legendHeight(legend, width) + 22;
        bottom = top + (width < Drawings.WIDE ? 220 : 340);
        Scale up = Scale.of(
                        chart.y(),
                        lines.stream()
                                .flatMapToDouble(line -> DoubleStream.concat(
                                        DoubleStream.of(line.y()),
                                        DoubleStream.concat(
                                                DoubleStream.of(line.low()), DoubleStream.of(line.high())))),
                        true)
                .between(bottom, top);
        double left = Frame.widthOf(up) + 12;
        y = up;
        x = Scale.of(chart.x(), across(), true).wholeIf(across()).between(left, width - RIGHT);
    }

    private DoubleStream across() {
        return chart.lines().stream().flatMapToDouble(line -> DoubleStream.of(line.x()));
    }

    Picture picture() {
        return new Picture(width, bottom + Frame.BELOW, this::draw);
    }

    private void draw(Canvas canvas) {
        Frame.legend(canvas, legend, 0, 0, width);
        canvas.text(0, top - 9, Words.cut(chart.y().label(), Type.LABEL, width), Type.LABEL);
        Frame.up(canvas, y, x.from(), x.to());
        Frame.across(canvas, x, top, bottom, chart.x().label());
        double slack = 8; // marks at the border are shown whole
        canvas.clipped(x.from() - slack, top - slack, x.to() - x.from() + 2 * slack, bottom - top + 2 * slack, () -> {
            chart.lines().forEach(line -> band(canvas, line));
            chart.lines().forEach(line -> line(canvas, line));
            int tips = Math.max(1, MOST_TIPS / Math.max(1, chart.lines().size()));
            chart.lines().forEach(line -> points(canvas, line, tips));
        });
    }

    private void band(Canvas canvas, Chart.Line line) {
        if (line.low().length != line.x().length || line.high().length != line.x().length) {
            return;
        }
        Brush brush = Brush.of(Ink.ofKey(keys.number(line.key()))).opacity(BAND);
        int begin = -1;
        for (int i = 0; i <= line.x().length; i++) {
            boolean has = i < line.x().length && isShown(line, i) && !Double.isNaN(line.low()[i] + line.high()[i]);
            if (has && begin < 0) {
                begin = i;
            } else if (!has && begin >= 0) {
                band(canvas, line, begin, i, brush);
                begin = -1;
            }
        }
    }

    private void band(Canvas canvas, Chart.Line line, int begin, int end, Brush brush) {
        double[] across = DoubleStream.of(line.x())
                .skip(begin)
                .limit(end - begin)
                .map(x::at)
                .toArray();
        Thinning low = Thinning.of(across, ends(line.low(), begin, end));
        Thinning high = Thinning.of(across, ends(line.high(), begin, end)).reversed();
        canvas.polygon(low.followedBy(high).x(), low.followedBy(high).y(), brush, "");
    }

    /** Ends that a logarithmic axis can't show lie at its border. */
    private double[] ends(double[] values, int begin, int end) {
        return DoubleStream.of(values)
                .skip(begin)
                .limit(end - begin)
                .map(y::clamped)
                .toArray();
    }

    private boolean isShown(Chart.Line line, int i) {
        return Double.isFinite(x.at(line.x()[i])) && Double.isFinite(y.at(line.y()[i]));
    }

    private void line(Canvas canvas, Chart.Line line) {
        int key = keys.number(line.key());
        List<double[]> piece = new ArrayList<>();
        for (int i = 0; i <= line.x().length; i++) {
            if (i < line.x().length && isShown(line, i)) {
                piece.add(new double[] {x.at(line.x()[i]), y.at(line.y()[i])});
            } else {
                piece(canvas, piece, key);
                piece.clear();
            }
        }
    }

    private static void piece(Canvas canvas, List<double[]> piece, int key) {
        if (piece.size() == 1) { // between two gaps
            Marks.draw(canvas, key, piece.get(0)[0], piece.get(0)[1], 2.5, Brush.of(Ink.ofKey(key)), "");
        } else if (!piece.isEmpty()) {
            Thinning thin = Thinning.of(
                    piece.stream().mapToDouble(p -> p[0]).toArray(),
                    piece.stream().mapToDouble(p -> p[1]).toArray());
            canvas.polyline(thin.x(), thin.y(), Pen.ofKey(key, 2));
        }
    }

    private void points(Canvas canvas, Chart.Line line, int most) {
        int key = keys.number(line.key());
        boolean visible = line.x().length <= MOST_MARKS;
        int stride = Math.max(1, (int) Math.ceil(line.x().length / (double) most));
        for (int i = 0; i < line.x().length; i++) {
            boolean marked = line.marked().contains(i);
            if (!isShown(line, i) || i % stride != 0 && !marked) {
                continue;
            }
            Brush brush = Brush.of(Ink.ofKey(key)).opacity(visible ? 1 : 0);
            double across = x.at(line.x()[i]);
            double up = y.at(line.y()[i]);
            if (marked) {
                Marks.ring(canvas, key, across, up, tip(line, i));
            }
            Marks.draw(canvas, key, across, up, visible ? 2.8 : 5, brush, tip(line, i));
        }
    }

    private String tip(Chart.Line line, int i) {
        String text = (line.label().isEmpty() ? "" : line.label() + "\n") + name(chart.x()) + " = "
                + Figures.exact(line.x()[i]) + "\n" + name(chart.y()) + " = " + Figures.exact(line.y()[i]);
        if (i < line.low().length && i < line.high().length) {
            text += "\n[" + Figures.exact(line.low()[i]) + ", " + Figures.exact(line.high()[i]) + "]";
        }
        return text;
    }

    private static String name(Chart.Axis axis) {
        return axis.label().isEmpty() ? "value" : axis.label();
    }
}
