package rai.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Picture;

/** Draws differences with their intervals, around zero. */
final class ForestDrawing {
    /** How far the line of zero reaches above and below the middle of a row if it does not go through. */
    private static final double ARM = 11;

    private static final Pen ZERO = new Pen(Ink.TEXT, 1.2, List.of(4.0, 3.0));

    private final Chart.Forest chart;
    private final Keys keys;
    private final Rows rows;
    private final Scale x;

    ForestDrawing(Chart.Forest chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        rows = Rows.of(
                chart.rows().stream().map(Chart.Difference::label).toList(),
                chart.rows().stream().map(Chart.Difference::note).toList(),
                width,
                26);
        DoubleStream all =
                chart.rows().stream().flatMapToDouble(row -> DoubleStream.of(row.mean(), row.low(), row.high()));
        x = Scale.of(chart.axis(), DoubleStream.concat(DoubleStream.of(0), all), true)
                .between(rows.left(), rows.right());
    }

    Picture picture() {
        return new Picture(rows.width(), rows.bottom() + Frame.BELOW, this::draw);
    }

    private void draw(Canvas canvas) {
        Frame.across(canvas, x, rows.top(), rows.bottom(), chart.axis().label());
        if (x.contains(0) && Double.isFinite(x.at(0))) {
            zero(canvas);
        }
        for (int i = 0; i < chart.rows().size(); i++) {
            Chart.Difference row = chart.rows().get(i);
            rows.write(canvas, i);
            String tip = row.label() + "\n" + Figures.exact(row.mean()) + "\n[" + Figures.exact(row.low()) + ", "
                    + Figures.exact(row.high()) + "]" + (row.note().isEmpty() ? "" : "\n" + row.note());
            Ink ink = Ink.ofKey(keys.number(row.key()));
            Interval.draw(canvas, x, rows.middle(i), row.mean(), row.low(), row.high(), ink, tip);
        }
    }

    /** Where labels and notes are above the areas of the rows, the line of zero does not cross them. */
    private void zero(Canvas canvas) {
        if (rows.beside()) {
            canvas.line(x.at(0), rows.top(), x.at(0), rows.bottom(), ZERO);
        } else {
            for (int i = 0; i < chart.rows().size(); i++) {
                canvas.line(x.at(0), rows.middle(i) - ARM, x.at(0), rows.middle(i) + ARM, ZERO);
            }
        }
    }
}
