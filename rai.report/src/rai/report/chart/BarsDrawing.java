package rai.report.chart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Draws bars, in groups if there are several series. */
final class BarsDrawing {
    private static final double LONGEST_LABEL = 110;
    /** Categories that are narrower can't all have a label. */
    private static final double NARROWEST_LABEL = 13;

    private static final double WIDEST = 56;
    private static final double GAP = 0.28;

    private final Chart.Bars chart;
    private final Keys keys;
    private final double width;
    private final List<Frame.Entry> legend;
    private final double top;
    private final double bottom;
    private final Scale y;
    private final double left;
    private final double step;
    private final boolean rising;

    BarsDrawing(Chart.Bars chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        this.width = width;
        legend = chart.series().size() < 2
                ? List.of()
                : chart.series().stream()
                        .map(series -> new Frame.Entry(series.label(), keys.number(series.key()), false))
                        .toList();
        top = Frame.legendHeight(legend, width) + 22;
        bottom = top + (width < Drawings.WIDE ? 200 : 280);
        DoubleStream values = chart.series().stream().flatMapToDouble(series -> DoubleStream.of(series.values()));
        double[] heights = values.filter(Double::isFinite).toArray();
        boolean fromZero = !chart.axis().log() && DoubleStream.of(heights).allMatch(value -> value >= 0);
        y = Scale.of(fromZero ? upwards(chart.axis()) : chart.axis(), DoubleStream.of(heights), true)
                .between(bottom, top);
        left = Frame.widthOf(y) + 12;
        step = (width - left) / Math.max(1, chart.categories().size());
        rising = chart.categories().stream().anyMatch(text -> Words.width(text, Type.LABEL) > step - 6);
    }

    /** The axis of bars that stand on zero, unless it was asked to begin elsewhere. */
    private static Chart.Axis upwards(Chart.Axis axis) {
        OptionalDouble from = axis.from().isPresent() ? axis.from() : OptionalDouble.of(0);
        return new Chart.Axis(axis.label(), false, from, axis.to());
    }

    Picture picture() {
        double longest = chart.categories().stream()
                .mapToDouble(text -> Words.width(text, Type.LABEL))
                .max()
                .orElse(0);
        return new Picture(width, bottom + (rising ? Math.min(LONGEST_LABEL, longest) + 16 : 26), this::draw);
    }

    private void draw(Canvas canvas) {
        Frame.legend(canvas, legend, 0, 0, width);
        canvas.text(0, top - 9, Words.cut(chart.axis().label(), Type.LABEL, width), Type.LABEL);
        Frame.up(canvas, y, left, width);
        double base = y.log() ? bottom : y.clamped(0);
        double bar =
                Math.min(WIDEST, step * (1 - GAP) / Math.max(1, chart.series().size()));
        for (int c = 0; c < chart.categories().size(); c++) {
            double middle = left + (c + 0.5) * step;
            for (int s = 0; s < chart.series().size(); s++) {
                double x = middle + (s - chart.series().size() / 2.0) * bar;
                bar(canvas, chart.series().get(s), c, x, bar, base);
            }
            if (c % Math.max(1, (int) Math.ceil(NARROWEST_LABEL / step)) == 0) {
                label(canvas, chart.categories().get(c), middle);
            }
        }
        canvas.line(left, base, width, base, Frame.AXIS);
    }

    private void bar(Canvas canvas, Chart.Series series, int category, double x, double bar, double base) {
        double value = series.values()[category];
        String tip = chart.categories().get(category) + (series.label().isEmpty() ? "" : ", " + series.label()) + "\n"
                + Figures.exact(value);
        if (Double.isFinite(value) && (!y.log() || value > 0)) {
            double end = y.clamped(value);
            Brush brush = Frame.bars(keys.number(series.key()));
            canvas.rectangle(x + 0.5, Math.min(end, base), bar - 1, Math.abs(end - base), brush, tip);
            String text = Figures.brief(value, 3);
            if (Words.width(text, Type.SMALL) <= bar + 4) {
                canvas.text(x + bar / 2, value < 0 ? end + 13 : end - 5, text, Type.SMALL.middle());
            }
        } else {
            canvas.text(x + bar / 2, base - 5, "\u2013", Type.SMALL.middle());
        }
    }

    private void label(Canvas canvas, String category, double middle) {
        if (rising) {
            String text = Words.cut(category, Type.LABEL, LONGEST_LABEL);
            canvas.text(middle + 4, bottom + 8, text, Type.LABEL.end().rising());
        } else {
            canvas.text(middle, bottom + 18, category, Type.LABEL.middle());
        }
    }
}
