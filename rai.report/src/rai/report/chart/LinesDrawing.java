package rai.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Canvas;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Draws lines with bands. */
final class LinesDrawing {
    /** A line of more points has no visible marks at them. */
    private static final int MOST_MARKS = 30;
    /** So many points of a chart have tips. */
    private static final int MOST_TIPS = 600;

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
        int tips = Math.max(1, MOST_TIPS / Math.max(1, chart.lines().size()));
        new LinePlot(chart.x(), chart.y(), x, y, keys, MOST_MARKS, tips).draw(canvas, chart.lines());
    }
}
