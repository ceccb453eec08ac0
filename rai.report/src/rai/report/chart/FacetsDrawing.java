package rai.report.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Picture;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/**
 * Draws a grid of small charts of lines. Their axes are the same, so only the panels at the left and at the bottom have figures;
 * columns are named above, rows at the right.
 */
final class FacetsDrawing {
    /** So many points of all panels have tips. */
    private static final int MOST_TIPS = 900;
    /** So many pixels a point needs to be marked. */
    private static final double SPACE_OF_A_MARK = 8;

    private static final double GAP = 10;
    private static final double LINE = 16;
    private static final Type HEADING = Type.LABEL.heavy();
    private static final Type REMARK = Type.SMALL;

    private final Chart.Facets chart;
    private final Keys keys;
    private final double width;
    private final List<Frame.Entry> legend;
    private final int headingLines;
    private final double top;
    private final double left;
    private final double panel;
    private final double height;
    private final Scale x;
    private final Scale y;

    FacetsDrawing(Chart.Facets chart, Keys keys, double width) {
        this.chart = chart;
        this.keys = keys;
        this.width = width;
        List<Chart.Line> lines = chart.lines();
        Map<String, Frame.Entry> entries = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> !line.label().isEmpty())
                .forEach(line -> entries.putIfAbsent(
                        line.label(), new Frame.Entry(line.label(), keys.number(line.key()), true)));
        legend = List.copyOf(entries.values());
        height = width < Drawings.WIDE ? 104 : 160;
        y = Scale.of(chart.y(), lines.stream().flatMapToDouble(FacetsDrawing::values), true)
                .between(height, 0);
        left = Frame.widthOf(y) + 12;
        double right = LINE * (chart.down().isEmpty() ? 1 : 2);
        int columns = Math.max(1, chart.columns().size());
        panel = Math.max(1, (width - left - right - GAP * (columns - 1)) / columns);
        headingLines = chart.columns().stream()
                .mapToInt(name -> heading(name).size())
                .max()
                .orElse(0);
        top = Frame.legendHeight(legend, width)
                + LINE * (headingLines + (chart.across().isEmpty() ? 1 : 2))
                + 6;
        x = Scale.of(chart.x(), across(), true).wholeIf(across()).between(0, panel);
    }

    private static DoubleStream values(Chart.Line line) {
        return DoubleStream.concat(
                DoubleStream.of(line.y()),
                DoubleStream.concat(DoubleStream.of(line.low()), DoubleStream.of(line.high())));
    }

    private DoubleStream across() {
        return chart.lines().stream().flatMapToDouble(line -> DoubleStream.of(line.x()));
    }

    private List<String> heading(String name) {
        return Words.wrap(name, HEADING, panel, 2);
    }

    private double leftOf(int column) {
        return left + column * (panel + GAP);
    }

    private double topOf(int row) {
        return top + row * (height + GAP);
    }

    private double end() {
        return leftOf(Math.max(1, chart.columns().size())) - GAP;
    }

    private double bottom() {
        return topOf(Math.max(1, chart.rows().size())) - GAP;
    }

    Picture picture() {
        return new Picture(width, bottom() + Frame.BELOW, this::draw);
    }

    private void draw(Canvas canvas) {
        Frame.legend(canvas, legend, 0, 0, width);
        headings(canvas);
        for (int row = 0; row < chart.rows().size(); row++) {
            for (int column = 0; column < chart.columns().size(); column++) {
                panel(canvas, row, column);
            }
        }
        String label = Words.cut(chart.x().label(), Type.LABEL, end() - left);
        canvas.text((left + end()) / 2, bottom() + 34, label, Type.LABEL.middle());
    }

    /** The names of the columns above them, and those of the rows at their right. */
    private void headings(Canvas canvas) {
        double base = Frame.legendHeight(legend, width) + 12;
        canvas.text(0, top - 7, Words.cut(chart.y().label(), Type.LABEL, width), Type.LABEL);
        if (!chart.across().isEmpty()) {
            String across = Words.cut(chart.across(), REMARK, end() - left);
            canvas.text((left + end()) / 2, base, across, REMARK.middle());
            base += LINE;
        }
        for (int column = 0; column < chart.columns().size(); column++) {
            List<String> lines = heading(chart.columns().get(column));
            for (int i = 0; i < lines.size(); i++) {
                double at = base + LINE * (headingLines - lines.size() + i);
                canvas.text(leftOf(column) + panel / 2, at, lines.get(i), HEADING.middle());
            }
        }
        for (int row = 0; row < chart.rows().size(); row++) {
            String name = Words.cut(chart.rows().get(row), HEADING, height);
            canvas.text(
                    end() + LINE - 2,
                    topOf(row) + height / 2,
                    name,
                    HEADING.middle().rising());
        }
        if (!chart.down().isEmpty()) {
            String down = Words.cut(chart.down(), REMARK, bottom() - top);
            canvas.text(
                    end() + 2 * LINE - 2,
                    (top + bottom()) / 2,
                    down,
                    REMARK.middle().rising());
        }
    }

    private void panel(Canvas canvas, int row, int column) {
        List<Chart.Line> lines = chart.panels().get(row).get(column);
        Scale across = x.between(leftOf(column), leftOf(column) + panel);
        Scale up = y.between(topOf(row) + height, topOf(row));
        Frame.gridAcross(canvas, across, up.to(), up.from());
        if (column == 0) {
            Frame.up(canvas, up, across.from(), across.to());
        } else {
            Frame.gridUp(canvas, up, across.from(), across.to());
            canvas.line(across.from(), up.from(), across.from(), up.to(), Frame.AXIS);
        }
        if (row == chart.rows().size() - 1) {
            Frame.ticksAcross(canvas, across, up.from(), GAP / 2);
        } else {
            canvas.line(across.from(), up.from(), across.to(), up.from(), Frame.AXIS);
        }
        if (lines.isEmpty()) {
            double middle = (across.from() + across.to()) / 2;
            canvas.text(
                    middle,
                    up.to() + height / 2 + 4,
                    "\u2013",
                    Type.LABEL.in(Ink.MUTED).middle());
        }
        int tips = Math.max(1, MOST_TIPS / Math.max(1, chart.lines().size()));
        new LinePlot(chart.x(), chart.y(), across, up, keys, (int) (panel / SPACE_OF_A_MARK), tips).draw(canvas, lines);
    }
}
