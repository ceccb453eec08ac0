package rai.report.chart;

import java.util.List;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/**
 * Rows with a label and a note each: at the left and right of an area if there is room, otherwise above it. A label that is too
 * long for a line has two.
 *
 * @param labels the labels
 * @param notes the notes
 * @param width the width of the picture
 * @param left where the area begins
 * @param right where it ends
 * @param height the height of a row
 * @param beside whether labels and notes are beside the area
 * @param broken whether a label has two lines
 */
record Rows(
        List<String> labels,
        List<String> notes,
        double width,
        double left,
        double right,
        double height,
        boolean beside,
        boolean broken) {
    private static final double TOP = 8;
    private static final double GAP = 12;
    private static final Type NOTE = Type.SMALL;
    private static final double LARGEST = 0.36;
    /** The notes above an area have at most this share of the width. */
    private static final double NOTES = 0.6;

    private static final int LINES = 2;
    private static final double LINE = 14;

    static Rows of(List<String> labels, List<String> notes, double width, double height) {
        double label = labels.stream()
                .mapToDouble(text -> Words.width(text, Type.LABEL))
                .max()
                .orElse(0);
        double note = notes.stream()
                .mapToDouble(text -> Words.width(text, NOTE))
                .max()
                .orElse(0);
        if (width < Drawings.WIDE) {
            boolean broken = label > width - Math.min(NOTES * width, note) - GAP;
            double tall = height + 16 + (broken ? LINE : 0);
            return new Rows(labels, notes, width, 10, width - 14, tall, false, broken);
        }
        boolean broken = label > LARGEST * width;
        double left = Math.min(label, LARGEST * width) + GAP;
        double right = width - Math.min(note, LARGEST * width) - GAP;
        double tall = broken ? Math.max(height, LINES * LINE + 6) : height;
        return new Rows(labels, notes, width, left, Math.min(right, width - 10), tall, true, broken);
    }

    double top() {
        return TOP;
    }

    double bottom() {
        return TOP + Math.max(1, labels.size()) * height + 4;
    }

    /** The middle of the area of a row. */
    double middle(int row) {
        return TOP + (row + 0.5) * height + (beside ? 0 : broken ? 9 + LINE / 2 : 9);
    }

    /** Writes the label and the note of a row. */
    void write(Canvas canvas, int row) {
        Type label = Type.LABEL;
        if (beside) {
            lines(canvas, row, left - GAP + 1, left - GAP, middle(row) + 4, label.end());
            canvas.text(right + GAP, middle(row) + 4, Words.cut(notes.get(row), NOTE, width - right - GAP + 1), NOTE);
        } else {
            double y = TOP + row * height + 12;
            double note = Math.min(NOTES * width, Words.width(notes.get(row), NOTE));
            canvas.text(width, y, Words.cut(notes.get(row), NOTE, note + 1), NOTE.end());
            lines(canvas, row, width - note - GAP, 0, broken ? y + LINE / 2 : y, label.in(Ink.TEXT));
        }
    }

    private void lines(Canvas canvas, int row, double room, double x, double y, Type type) {
        List<String> lines = Words.wrap(labels.get(row), type, room, LINES);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(x, y + LINE * (i - (lines.size() - 1) / 2.0), lines.get(i), type);
        }
    }
}
