package rai.report.canvas;

import java.util.List;

/**
 * What lines are drawn with.
 *
 * @param ink the colour
 * @param width the width
 * @param dashes lengths of dashes and gaps; empty for a solid line
 */
public record Pen(Ink ink, double width, List<Double> dashes) {
    private static final List<List<Double>> DASHES =
            List.of(List.of(), List.of(7.0, 3.0), List.of(2.0, 2.5), List.of(9.0, 3.0, 2.0, 3.0), List.of(12.0, 4.0));

    /** Copies the list. */
    public Pen {
        dashes = List.copyOf(dashes);
    }

    /**
     * @param ink a colour
     * @param width a width
     * @return a pen for solid lines
     */
    public static Pen of(Ink ink, double width) {
        return new Pen(ink, width, List.of());
    }

    /**
     * @param number the number of a key, from 0
     * @param width a width
     * @return the pen of that key: keys of the same colour have different dashes
     */
    public static Pen ofKey(int number, double width) {
        return new Pen(Ink.ofKey(number), width, DASHES.get(number / Ink.MOST_KEYS % DASHES.size()));
    }
}
