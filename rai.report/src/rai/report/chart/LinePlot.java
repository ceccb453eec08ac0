package rai.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;

/**
 * Draws what lies between two axes: lines, their bands and their points.
 *
 * @param across the horizontal axis, for its name
 * @param up the vertical axis
 * @param x places values along the horizontal axis
 * @param y places values along the vertical axis
 * @param keys the numbers of keys
 * @param marks a line of more points has no visible marks at them
 * @param tips so many points of a line have tips
 */
record LinePlot(Chart.Axis across, Chart.Axis up, Scale x, Scale y, Keys keys, int marks, int tips) {
    private static final double BAND = 0.16;
    /** Marks at the border are shown whole. */
    private static final double SLACK = 8;

    void draw(Canvas canvas, List<Chart.Line> lines) {
        double left = x.from() - SLACK;
        double top = y.to() - SLACK;
        canvas.clipped(left, top, x.to() - left + SLACK, y.from() - top + SLACK, () -> {
            lines.forEach(line -> band(canvas, line));
            lines.forEach(line -> line(canvas, line));
            lines.forEach(line -> points(canvas, line));
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
        double[] pixels = DoubleStream.of(line.x())
                .skip(begin)
                .limit(end - begin)
                .map(x::at)
                .toArray();
        Thinning low = Thinning.of(pixels, ends(line.low(), begin, end));
        Thinning high = Thinning.of(pixels, ends(line.high(), begin, end)).reversed();
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

    private void points(Canvas canvas, Chart.Line line) {
        int key = keys.number(line.key());
        boolean visible = line.x().length <= marks;
        int stride = Math.max(1, (int) Math.ceil(line.x().length / (double) tips));
        for (int i = 0; i < line.x().length; i++) {
            boolean marked = line.marked().contains(i);
            if (!isShown(line, i) || i % stride != 0 && !marked) {
                continue;
            }
            Brush brush = Brush.of(Ink.ofKey(key)).opacity(visible ? 1 : 0);
            double left = x.at(line.x()[i]);
            double top = y.at(line.y()[i]);
            if (marked) {
                Marks.ring(canvas, key, left, top, tip(line, i));
            }
            Marks.draw(canvas, key, left, top, visible ? 2.8 : 5, brush, tip(line, i));
        }
    }

    private String tip(Chart.Line line, int i) {
        String text = (line.label().isEmpty() ? "" : line.label() + "\n") + name(across) + " = "
                + Figures.exact(line.x()[i]) + "\n" + name(up) + " = " + Figures.exact(line.y()[i]);
        if (i < line.low().length && i < line.high().length) {
            text += "\n[" + Figures.exact(line.low()[i]) + ", " + Figures.exact(line.high()[i]) + "]";
        }
        return text;
    }

    private static String name(Chart.Axis axis) {
        return axis.label().isEmpty() ? "value" : axis.label();
    }
}
