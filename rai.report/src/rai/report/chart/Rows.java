package rai.report.chart;

import java.util.List;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

/**
 * Rows with a label and a note each: at the left and right of an area if there is room, otherwise above it.
 *
 * @param labels the labels
 * @param notes the notes
 * @param width the width of the picture
 * @param left where the area begins
 * @param right where it ends
 * @param height the height of a row
 * @param beside whether labels and notes are beside the area
 */
record Rows(
        List<String> labels,
        List<String> notes,
        double width,
        double left,
        double right,
        double height,
        boolean beside) {
    private static final double TOP = 8;
    private static final double GAP = 12;
    private static final Type NOTE = Type.SMALL;
    private static final double LARGEST = 0.36;

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
            return new Rows(labels, notes, width, 10, width - 14, height + 16, false);
        }
        double left = Math.min(label, LARGEST * width) + GAP;
        double right = width - Math.min(note, LARGEST * width) - GAP;
        return new Rows(labels, notes, width, left, Math.min(right, width - 10), height, true);
    }

    double top() {
        return TOP;
    }

    double bottom() {
        return TOP + Math.max(1, labels.size()) * height + 4;
    }

    /** The middle of the area of a row. */
    double middle(int row) {
        return TOP + (row + 0.5) * height + (beside ? 0 : 9);
    }

    /** Writes the label and the note of a row. */
    void write(Canvas canvas, int row) {
        Type label = Type.LABEL;
        if (beside) {
            canvas.text(left - GAP, middle(row) + 4, Words.cut(labels.get(row), label, left - GAP + 1), label.end());
            canvas.text(right + GAP, middle(row) + 4, Words.cut(notes.get(row), NOTE, width - right - GAP + 1), NOTE);
        } else {
            double y = TOP + row * height + 12;
            double note = Math.min(0.6 * width, Words.width(notes.get(row), NOTE));
            canvas.text(width, y, Words.cut(notes.get(row), NOTE, note + 1), NOTE.end());
            canvas.text(0, y, Words.cut(labels.get(row), label, width - note - GAP), label.in(Ink.TEXT));
        }
    }
}
