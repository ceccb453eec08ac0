package rai.report.chart;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/**
 * Draws a critical-difference diagram (Demsar, 2006): the ranks on a line, 1 at the left; below it, bars over those that do not
 * differ; below these, the labels: the better half at the left and the others at the right, or all at the left of a narrow picture.
 */
final class RanksDrawing {
    private static final double AXIS = 46;
    private static final double ROW = 21;
    private static final Pen LEADER = Pen.of(Ink.MUTED, 1);

    private final Chart.CriticalDifference chart;
    private final Keys keys;
    private final double width;
    private final List<Integer> order;
    private final int atLeft;
    private final double labels;
    private final Scale x;

    RanksDrawing(Chart.CriticalDifference chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        this.width = width;
        int n = chart.labels().size();
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> chart.ranks()[i]))
                .toList();
        boolean narrow = width < Drawings.WIDE;
        atLeft = narrow ? n : (n + 1) / 2;
        double longest = IntStream.range(0, n)
                .mapToDouble(i -> Words.width(label(i), Type.LABEL))
                .max()
                .orElse(0);
        labels = Math.min(longest, (narrow ? 0.45 : 0.3) * width) + 10;
        double from = labels + 8;
        double to = narrow ? width - 12 : width - labels - 8;
        x = new Scale(1, Math.max(2, n), false, from, to);
    }

    private String label(int i) {
        return chart.labels().get(i) + "  " + Figures.fixed(chart.ranks()[i], 3);
    }

    /** The height of the part with the bars. */
    private double bars() {
        return 12 + 9 * chart.cliques().size();
    }

    Picture picture() {
        int rows = Math.max(atLeft, order.size() - atLeft);
        return new Picture(width, AXIS + bars() + rows * ROW + 12, this::draw);
    }

    private void draw(Canvas canvas) {
        axis(canvas);
        difference(canvas);
        double top = AXIS + bars();
        for (int place = 0; place < order.size(); place++) {
            int i = order.get(place);
            boolean left = place < atLeft;
            // the outermost labels are the lowest at the right, the uppermost at the left: no leaders cross
            double y = top + ROW * (left ? place : order.size() - 1 - place) + 10;
            double rank = x.clamped(chart.ranks()[i]);
            double end = left ? labels : width - labels;
            canvas.polyline(new double[] {rank, rank, end}, new double[] {AXIS, y, y}, LEADER);
            String text = Words.cut(label(i), Type.LABEL, labels - 8);
            canvas.text(left ? labels - 6 : end + 6, y + 4, text, left ? Type.LABEL.end() : Type.LABEL);
        }
        for (int i = 0; i < chart.labels().size(); i++) {
            int key = keys.number(chart.labels().get(i));
            String tip = chart.labels().get(i) + "\naverage rank " + Figures.exact(chart.ranks()[i]);
            Brush brush = Brush.of(Ink.ofKey(key)).outlined(Pen.of(Ink.PAPER, 1));
            Marks.draw(canvas, key, x.clamped(chart.ranks()[i]), AXIS, 5, brush, tip);
        }
        cliques(canvas);
    }

    private void axis(Canvas canvas) {
        canvas.line(x.from(), AXIS, x.to(), AXIS, Pen.of(Ink.TEXT, 1.2));
        for (Ticks.Tick tick : x.ticks(Frame::spaceAcross)) {
            double at = x.at(tick.value());
            canvas.line(at, AXIS - 5, at, AXIS, Frame.AXIS);
            canvas.text(at, AXIS - 9, tick.label(), Type.SMALL.middle());
        }
    }

    private void difference(Canvas canvas) {
        OptionalDouble length = Double.isFinite(chart.difference())
                ? OptionalDouble.of(Math.min(x.to() - x.from(), x.at(1 + chart.difference()) - x.at(1)))
                : OptionalDouble.empty();
        if (length.isPresent()) {
            double to = x.from() + length.getAsDouble();
            canvas.line(x.from(), 10, to, 10, Pen.of(Ink.TEXT, 2));
            canvas.line(x.from(), 5, x.from(), 15, Pen.of(Ink.TEXT, 2));
            canvas.line(to, 5, to, 15, Pen.of(Ink.TEXT, 2));
            String text = "CD = " + Figures.brief(chart.difference(), 3);
            boolean beside = to + 8 + Words.width(text, Type.LABEL) <= width;
            canvas.text(beside ? to + 8 : x.from() - 8, 14, text, beside ? Type.LABEL : Type.LABEL.end());
        }
    }

    private void cliques(Canvas canvas) {
        double y = AXIS + 12;
        for (List<Integer> clique : chart.cliques()) {
            double low =
                    clique.stream().mapToDouble(i -> chart.ranks()[i]).min().orElse(1);
            double high =
                    clique.stream().mapToDouble(i -> chart.ranks()[i]).max().orElse(1);
            canvas.line(x.clamped(low) - 4, y, x.clamped(high) + 4, y, Pen.of(Ink.TEXT, 4));
            y += 9;
        }
    }
}
