package rai.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rai.api.report.Chart;
import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;
import rai.report.canvas.Picture;
import rai.report.canvas.Pixels;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/** Draws decision landscapes, as many beside each other as have room. */
final class LandscapesDrawing {
    /** A panel with more points shows an even choice of them. */
    private static final int MOST_POINTS = 400;

    private static final double GAP = 10;
    /** For the half of the last figure of an axis. */
    private static final double END = 8;

    private static final double LEGEND = 44;
    private static final double LARGEST = 340;
    private static final Ink LINE = Ink.of(0x262626);
    private static final Type TITLE = Type.LABEL.heavy();

    private final Chart.Landscapes chart;
    private final double width;
    private final int columns;
    private final double panel;
    private final double axis;

    LandscapesDrawing(Chart.Landscapes chart, double width) {
        this.chart = chart;
        this.width = width;
        int most = width < Drawings.WIDE ? 2 : chart.panels().size() == 4 ? 2 : 3;
        columns = Math.max(1, Math.min(most, chart.panels().size()));
        panel = Math.min(LARGEST, (width - GAP * (columns - 1)) / columns);
        axis = chart.panels().stream()
                .mapToDouble(LandscapesDrawing::axis)
                .max()
                .orElse(0);
    }

    Picture picture() {
        List<Double> tops = new ArrayList<>();
        double y = LEGEND;
        for (int first = 0; first < chart.panels().size(); first += columns) {
            tops.add(y);
            y += rowHeight(first);
        }
        return new Picture(width, y, canvas -> draw(canvas, tops));
    }

    private Stream<Chart.Panel> row(int first) {
        return chart.panels().stream().skip(first).limit(columns);
    }

    private double textHeight(int first) {
        return 8
                + row(first)
                        .mapToInt(
                                of -> 16 * title(of).size() + 15 * captions(of).size())
                        .max()
                        .orElse(0);
    }

    private double rowHeight(int first) {
        return textHeight(first) + side() + Frame.BELOW + 12;
    }

    private double side() {
        return panel - axis() - END;
    }

    /** The width of a vertical axis with the name of its feature; the same for all panels. */
    private double axis() {
        return axis;
    }

    private static double axis(Chart.Panel of) {
        return 26 + Frame.widthOf(scale(of).between(200, 0));
    }

    private static Scale scale(Chart.Panel of) {
        Chart.Axis axis = new Chart.Axis("", false, OptionalDouble.of(-of.range()), OptionalDouble.of(of.range()));
        return Scale.of(axis, DoubleStream.empty(), false);
    }

    private List<String> title(Chart.Panel of) {
        return Words.wrap(of.title(), TITLE, panel);
    }

    private List<String> captions(Chart.Panel of) {
        return of.captions().stream()
                .flatMap(caption -> Words.wrap(caption, Type.SMALL, panel).stream())
                .toList();
    }

    private void draw(Canvas canvas, List<Double> tops) {
        legend(canvas);
        for (int i = 0; i < chart.panels().size(); i++) {
            Chart.Panel of = chart.panels().get(i);
            int first = i - i % columns;
            double top = tops.get(i / columns);
            canvas.moved((i % columns) * (panel + GAP), top, () -> panel(canvas, of, textHeight(first)));
        }
    }

    private void legend(Canvas canvas) {
        canvas.text(0, 12, "P(class 1)", Type.LABEL);
        double from = Words.width("P(class 1)", Type.LABEL) + 20;
        int steps = 40;
        for (int i = 0; i < steps; i++) {
            Ink ink = Ink.of(Ramp.probability((i + 0.5) / steps));
            canvas.rectangle(from + i * 2.5, 2, 3, 12, Brush.of(ink), "");
        }
        canvas.text(from - 4, 12, "0", Type.SMALL.end());
        canvas.text(from + 105, 12, "1", Type.SMALL);
        double x = from + 130;
        double y = 12;
        if (width < Drawings.WIDE) {
            x = 0;
            y = 32;
        }
        for (int label = 0; label < 2; label++) {
            mark(canvas, x + 5, y - 4, label, 4.5, "");
            canvas.text(x + 14, y, "class " + label, Type.SMALL);
            x += 66;
        }
        canvas.line(x, y - 4, x + 20, y - 4, Pen.of(Ink.TEXT, 1.3));
        canvas.text(x + 26, y, "P = 0.5", Type.SMALL);
        x += 80;
        if (chart.panels().stream().anyMatch(LandscapesDrawing::hasNaN)) {
            canvas.rectangle(x, y - 10, 12, 12, Brush.of(Ink.of(Ramp.NOT_A_NUMBER)), "");
            canvas.text(x + 17, y, "not a number", Type.SMALL);
        }
    }

    private static boolean hasNaN(Chart.Panel of) {
        return Stream.of(of.probability()).flatMapToDouble(DoubleStream::of).anyMatch(Double::isNaN);
    }

    private void panel(Canvas canvas, Chart.Panel of, double text) {
        double y = 12;
        for (String line : title(of)) {
            canvas.text(0, y, line, TITLE);
            y += 16;
        }
        for (String line : captions(of)) {
            canvas.text(0, y, line, Type.SMALL);
            y += 15;
        }
        Scale both = scale(of);
        Scale across = both.between(axis(), axis() + side());
        Scale up = both.between(text + side(), text);
        if (of.probability().length > 0) {
            canvas.image(axis(), text, side(), side(), pixels(of.probability()));
        }
        boundary(canvas, of, text);
        Frame.across(canvas, across, text, text + side(), of.features().get(0), false);
        for (Ticks.Tick tick : up.ticks(Frame::spaceUp)) {
            canvas.line(axis() - 5, up.at(tick.value()), axis(), up.at(tick.value()), Frame.AXIS);
            canvas.text(axis() - 8, up.at(tick.value()) + 4, tick.label(), Type.SMALL.end());
        }
        String feature = Words.cut(of.features().get(1), Type.LABEL, side());
        canvas.text(10, text + side() / 2, feature, Type.LABEL.middle().rising());
        canvas.clipped(axis(), text, side(), side(), () -> points(canvas, of, across, up));
    }

    private static Pixels pixels(double[][] probability) {
        int rows = probability.length;
        int columns = rows == 0 ? 0 : probability[0].length;
        int[] rgb = new int[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                rgb[(rows - 1 - row) * columns + column] = Ramp.probability(probability[row][column]);
            }
        }
        return new Pixels(columns, rows, rgb);
    }

    private void boundary(Canvas canvas, Chart.Panel of, double top) {
        double cellX = side() / Math.max(1, of.probability().length == 0 ? 0 : of.probability()[0].length);
        double cellY = side() / Math.max(1, of.probability().length);
        Pen pen = Pen.of(LINE, 1.3);
        for (double[] line : Boundary.at(0.5, of.probability())) {
            canvas.line(
                    axis() + line[0] * cellX,
                    top + side() - line[1] * cellY,
                    axis() + line[2] * cellX,
                    top + side() - line[3] * cellY,
                    pen);
        }
    }

    private static void points(Canvas canvas, Chart.Panel of, Scale across, Scale up) {
        int n = of.points().size();
        double stride = Math.max(1, n / (double) MOST_POINTS);
        double radius = n > 150 ? 2.6 : 3.6;
        for (double i = 0; i < n; i += stride) {
            double[] point = of.points().get((int) i);
            if (across.contains(point[0]) && up.contains(point[1])) {
                String tip = of.features().get(0) + " = " + Figures.exact(point[0]) + "\n"
                        + of.features().get(1) + " = " + Figures.exact(point[1]) + "\nclass " + Figures.exact(point[2]);
                mark(canvas, across.at(point[0]), up.at(point[1]), (int) point[2], radius, tip);
            }
        }
    }

    /** Classes have the colours of the first keys on all paper, since the landscape under them is light on all paper. */
    private static void mark(Canvas canvas, double x, double y, int label, double radius, String tip) {
        Brush brush = Brush.of(Ink.of(Ink.ofKey(label).light())).outlined(Pen.of(Ink.of(0xFFFFFF), 0.25 * radius));
        Marks.shape(canvas, label == 0 ? 0 : 3, x, y, radius, brush, tip);
    }
}
