package rai.plot;

import java.util.List;

/** Checks and copies that the public values have in common. */
final class Check {

    private Check() {}

    /** The text, with null read as empty. */
    static String text(String text) {
        return text == null ? "" : text.strip();
    }

    /** The lines that have text. */
    static List<String> lines(List<String> lines) {
        return lines == null
                ? List.of()
                : lines.stream()
                        .map(Check::text)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    static void sameLength(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(what + " has " + actual + " values where " + expected + " are needed");
        }
    }

    /** @throws IllegalArgumentException unless there is at least one row, and all rows are equally long and not empty */
    static void rectangular(int[] lengths) {
        if (lengths.length == 0 || lengths[0] == 0) {
            throw new IllegalArgumentException("a landscape needs at least one cell");
        }
        for (int row = 1; row < lengths.length; row++) {
            if (lengths[row] != lengths[0]) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + lengths[row] + " cells where row 0 has " + lengths[0]);
            }
        }
    }
}
