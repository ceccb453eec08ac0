package rai.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Picture;

/** Draws rows of dots, one per seed, with their mean and its interval. */
final class DotsDrawing {
    private static final double GOLDEN = 0.6180339887498949;

    private final Chart.Dots chart;
    private final Keys keys;
    private final Rows rows;
    private final Scale x;

    DotsDrawing(Chart.Dots chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        List<Chart.Group> groups = chart.groups();
        rows = Rows.of(
                groups.stream().map(Chart.Group::label).toList(),
                groups.stream().map(DotsDrawing::summary).toList(),
                width,
                32);
        x = Scale.of(
                        chart.axis(),
                        groups.stream()
                                .flatMapToDouble(group -> DoubleStream.concat(
                                        DoubleStream.of(group.values()),
                                        DoubleStream.of(group.mean(), group.low(), group.high()))),
                        true)
                .between(rows.left(), rows.right());
    }

    private static String summary(Chart.Group group) {
        if (Double.isNaN(group.mean())) {
            return "no value";
        }
        String mean = Figures.fixed(group.mean(), 4);
        return Double.isNaN(group.low() + group.high())
                ? mean
                : mean + " [" + Figures.fixed(group.low(), 4) + ", " + Figures.fixed(group.high(), 4) + "]";
    }

    Picture picture() {
        return new Picture(rows.width(), rows.bottom() + Frame.BELOW, this::draw);
    }

    private void draw(Canvas canvas) {
        Frame.across(canvas, x, rows.top(), rows.bottom(), chart.axis().label());
        for (int i = 0; i < chart.groups().size(); i++) {
            rows.write(canvas, i);
            group(canvas, chart.groups().get(i), rows.middle(i));
        }
    }

    private void group(Canvas canvas, Chart.Group group, double middle) {
        int key = keys.number(group.key());
        Ink ink = Ink.ofKey(key);
        Pen edge = Pen.of(Ink.PAPER, 0.75);
        for (int i = 0; i < group.values().length; i++) {
            double value = group.values()[i];
            if (Double.isFinite(x.at(value)) && x.contains(value)) {
                double jitter = (i * GOLDEN % 1 - 0.5) * 14;
                Brush brush = Brush.of(ink).opacity(0.75).outlined(edge);
                String tip = group.label() + "\n" + Figures.exact(value);
                Marks.draw(canvas, key, x.at(value), middle + jitter, 3.6, brush, tip);
            }
        }
        Interval.draw(canvas, x, middle, group.mean(), group.low(), group.high(), Ink.TEXT, tip(group));
    }

    private static String tip(Chart.Group group) {
        return group.label() + "\nmean " + Figures.exact(group.mean())
                + (Double.isNaN(group.low() + group.high())
                        ? ""
                        : "\n[" + Figures.exact(group.low()) + ", " + Figures.exact(group.high()) + "]");
    }
}
