package rai.shell.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import rai.api.activation.Activation;

/** An activation drawn with letters: its value as {@code *}, its derivative as {@code .}, over -5 to 5. */
final class AsciiCurve {
    private static final int ROWS = 15;
    /** Odd, so that there is one for 0. */
    private static final int COLUMNS = 61;

    private static final double REACH = 5;
    private static final int MARGIN = 7;

    private AsciiCurve() {}

    /**
     * Draws as high and as low as the curves go, but not beyond ±5.
     *
     * @param activation what to draw
     * @return the lines, top first
     */
    static List<String> lines(Activation activation) {
        ActivationCurve curve = ActivationCurve.of(activation, -REACH, REACH, COLUMNS);
        double[] all = DoubleStream.concat(Arrays.stream(curve.value()), Arrays.stream(curve.slope()))
                .filter(y -> Math.abs(y) <= REACH)
                .toArray();
        double below = -Math.min(0, Arrays.stream(all).min().orElse(0));
        double above = Math.max(below == 0 ? 1 : 0, Arrays.stream(all).max().orElse(0));
        // 0 has a row of its own, so that what is a little below it is seen to be
        int rowsBelow = below == 0 ? 0 : (int) Math.max(1, Math.round(below / (below + above) * (ROWS - 1)));
        rowsBelow = above == 0 ? rowsBelow : Math.min(rowsBelow, ROWS - 2);
        int zero = ROWS - 1 - rowsBelow;
        double step = Math.max(below / Math.max(1, rowsBelow), above / Math.max(1, zero));
        char[][] cells = new char[ROWS][COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            Arrays.fill(cells[row], row == zero ? '-' : ' ');
            cells[row][COLUMNS / 2] = row == zero ? '+' : '|';
        }
        mark(cells, curve.slope(), zero, step, '.');
        mark(cells, curve.value(), zero, step, '*');
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String label = "";
            if (row == zero) {
                label = "0";
            } else if (row == 0 || row == ROWS - 1) {
                label = label((zero - row) * step);
            }
            lines.add((" ".repeat(MARGIN - label.length()) + label + " " + new String(cells[row])).stripTrailing());
        }
        String left = " ".repeat(MARGIN) + "-5";
        lines.add(
                left + " ".repeat(MARGIN + 1 + COLUMNS / 2 - left.length()) + "0" + " ".repeat(COLUMNS / 2 - 1) + "5");
        lines.add(" ".repeat(MARGIN + 1) + "* value, . derivative");
        return lines;
    }

    private static void mark(char[][] cells, double[] y, int zero, double step, char letter) {
        for (int column = 0; column < COLUMNS; column++) {
            long row = Math.round(zero - y[column] / step);
            if (row >= 0 && row < ROWS && Math.abs(y[column]) <= REACH) { // false for NaN
                cells[(int) row][column] = letter;
            }
        }
    }

    private static String label(double y) {
        return String.format(Locale.ROOT, "%.2f", y);
    }
}
