package rai.report.chart;

import java.util.Arrays;
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

/** Draws a heat map, with a scale of its colours. The good end of the scale is bright. */
final class HeatMapDrawing {
    private static final Type INSIDE = Type.LABEL.sized(11).middle();
    private static final double WIDEST_CELL = 92;
    /** Columns that are narrower can't all have a label. */
    private static final double NARROWEST_LABEL = 13;

    /** The labels of rows have at most this share of the width, and at most so many lines. */
    private static final double LABELS = 1 / 3.0;

    private static final int LINES = 2;
    private static final double LINE = 14;
    private static final double SCALE = 40;
    private static final int BLACK = 0x111111;
    private static final int WHITE = 0xFFFFFF;

    private final Chart.HeatMap map;
    private final double width;
    private final List<List<String>> labels;
    private final double left;
    private final double top;
    private final double cell;
    private final double height;
    private final boolean rising;
    private final double low;
    private final double high;

    HeatMapDrawing(Chart.HeatMap map, double width) {
        this.map = map;
        this.width = width;
        labels = map.rows().stream()
                .map(text -> Words.wrap(text, Type.LABEL, LABELS * width, LINES))
                .toList();
        double label =
                labels.stream().mapToDouble(HeatMapDrawing::longest).max().orElse(0);
        left = label + 8;
        cell = Math.min(
                WIDEST_CELL, (width - left - 2) / Math.max(1, map.columns().size()));
        boolean noted = Arrays.stream(map.notes()).flatMap(Arrays::stream).anyMatch(note -> !note.isEmpty());
        boolean broken = labels.stream().anyMatch(lines -> lines.size() > 1);
        height = noted && cell >= 50 ? 44 : Math.max(broken ? LINE * LINES + 4 : 24, Math.min(34, cell));
        top = SCALE + 26;
        rising = map.columns().stream().anyMatch(text -> Words.width(text, Type.LABEL) > cell - 6);
        double[] finite = Arrays.stream(map.values())
                .flatMapToDouble(DoubleStream::of)
                .filter(Double::isFinite)
                .toArray();
        low = DoubleStream.of(finite).min().orElse(0);
        high = DoubleStream.of(finite).max().orElse(1);
    }

    private double bottom() {
        return top + height * map.rows().size();
    }

    private double right() {
        return left + cell * map.columns().size();
    }

    Picture picture() {
        double below = rising ? Math.min(110, longest(map.columns())) + 14 : 22;
        return new Picture(width, bottom() + below + 24, canvas -> draw(canvas, below));
    }

    private static double longest(List<String> labels) {
        return labels.stream()
                .mapToDouble(text -> Words.width(text, Type.LABEL))
                .max()
                .orElse(0);
    }

    private void draw(Canvas canvas, double below) {
        scale(canvas);
        canvas.text(0, top - 8, Words.cut(map.y(), Type.LABEL, width), Type.LABEL.in(Ink.MUTED));
        for (int row = 0; row < map.rows().size(); row++) {
            double y = top + row * height;
            label(canvas, labels.get(row), y + height / 2 + 4);
            for (int column = 0; column < map.columns().size(); column++) {
                cell(canvas, row, column, left + column * cell, y);
            }
        }
        int stride = Math.max(1, (int) Math.ceil(NARROWEST_LABEL / cell));
        for (int column = 0; column < map.columns().size(); column += stride) {
            double x = left + (column + 0.5) * cell;
            if (rising) {
                String label = Words.cut(map.columns().get(column), Type.LABEL, 110);
                canvas.text(x + 4, bottom() + 7, label, Type.LABEL.end().rising());
            } else {
                canvas.text(x, bottom() + 17, map.columns().get(column), Type.LABEL.middle());
            }
        }
        double middle = (left + right()) / 2;
        canvas.text(
                middle,
                bottom() + below + 16,
                Words.cut(map.x(), Type.LABEL, width - left),
                Type.LABEL.in(Ink.MUTED).middle());
    }

    private void label(Canvas canvas, List<String> lines, double y) {
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(left - 8, y + LINE * (i - (lines.size() - 1) / 2.0), lines.get(i), Type.LABEL.end());
        }
    }

    private double share(double value) {
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return map.upIsGood() ? share : 1 - share;
    }

    private void scale(Canvas canvas) {
        double from = 0;
        double length = Math.min(240, width - 130);
        String title = Words.cut(map.measure(), Type.LABEL, width);
        canvas.text(0, 12, title, Type.LABEL);
        String lowest = Figures.brief(low, 4);
        String highest = Figures.brief(high, 4);
        from += Words.width(lowest, Type.SMALL) + 6;
        canvas.text(0, 31, lowest, Type.SMALL);
        int steps = 60;
        for (int i = 0; i < steps; i++) {
            double share = (i + 0.5) / steps;
            int colour = Ramp.sequential(map.upIsGood() ? share : 1 - share);
            canvas.rectangle(from + i * length / steps, 21, length / steps + 0.5, 12, Brush.of(Ink.of(colour)), "");
        }
        String end = highest + (map.upIsGood() ? "  better \u2192" : "  \u2190 better");
        canvas.text(from + length + 6, 31, end, Type.SMALL);
    }

    private void cell(Canvas canvas, int row, int column, double x, double y) {
        double value = map.values()[row][column];
        String note = row < map.notes().length && column < map.notes()[row].length ? map.notes()[row][column] : "";
        String where = map.y() + " = " + map.rows().get(row) + "\n" + map.x() + " = "
                + map.columns().get(column);
        String tip = where + "\n" + map.measure() + " = " + Figures.exact(value) + (note.isEmpty() ? "" : "\n" + note);
        Pen edge = Pen.of(Ink.PAPER, 1);
        if (Double.isFinite(value)) {
            int colour = Ramp.sequential(share(value));
            canvas.rectangle(x, y, cell, height, Brush.of(Ink.of(colour)).outlined(edge), tip);
            write(canvas, value, note, x, y, Ink.of(Ramp.isDark(colour) ? WHITE : BLACK));
        } else {
            canvas.rectangle(x, y, cell, height, Brush.of(Ink.GRID).opacity(0.5).outlined(edge), tip);
            hatch(canvas, x + 0.5, y + 0.5, cell - 1, height - 1);
            List<String> lines = Words.wrap(note, INSIDE, cell - 8);
            boolean fits = lines.size() * 13 <= height - 4 && lines.stream().noneMatch(this::isBroken);
            if (fits) {
                plate(canvas, lines, x, y);
                lines(canvas, lines, x, y, Ink.TEXT);
            }
        }
    }

    /** A line of one character comes from a word that had no room. */
    private boolean isBroken(String line) {
        return Words.width(line, INSIDE) > cell - 6 || line.length() < 2 && cell < 30;
    }

    private void write(Canvas canvas, double value, String note, double x, double y, Ink ink) {
        for (int digits = 4; digits >= 2; digits--) {
            String text = Figures.fixed(value, digits);
            if (Words.width(text, INSIDE) <= cell - 6) {
                List<String> lines = note.isEmpty() ? List.of() : Words.wrap(note, INSIDE, cell - 6);
                boolean both = (lines.size() + 1) * 13 <= height - 2;
                List<String> all = new java.util.ArrayList<>(List.of(text + (note.isEmpty() || both ? "" : " *")));
                all.addAll(both ? lines : List.of());
                lines(canvas, all, x, y, ink);
                return;
            }
        }
    }

    private void lines(Canvas canvas, List<String> lines, double x, double y, Ink ink) {
        double first = y + height / 2 + 4 - 6.5 * (lines.size() - 1);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(x + cell / 2, first + 13 * i, lines.get(i), INSIDE.in(ink));
        }
    }

    /** Text on a hatched cell stands on a plate of paper. */
    private void plate(Canvas canvas, List<String> lines, double x, double y) {
        double wide = lines.stream()
                        .mapToDouble(line -> Words.width(line, INSIDE))
                        .max()
                        .orElse(0)
                + 6;
        double tall = 13 * lines.size() + 3;
        if (!lines.isEmpty()) {
            Brush paper = Brush.of(Ink.PAPER).opacity(0.85);
            canvas.rectangle(x + (cell - wide) / 2, y + (height - tall) / 2, wide, tall, paper, "");
        }
    }

    private static void hatch(Canvas canvas, double x, double y, double width, double height) {
        Pen pen = Pen.of(Ink.MUTED, 0.75);
        for (double d = 6; d < width + height; d += 7) {
            double fromX = Math.min(d, width);
            double fromY = d - fromX;
            double toY = Math.min(d, height);
            double toX = d - toY;
            canvas.line(x + fromX, y + fromY, x + toX, y + toY, pen);
        }
    }
}
