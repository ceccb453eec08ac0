package rai.report.canvas;

import java.util.List;

/**
 * A colour, for light paper and for dark.
 *
 * @param name its name in style sheets; empty for one that is the same on all paper
 * @param light as 0xRRGGBB
 * @param dark as 0xRRGGBB
 */
public record Ink(String name, int light, int dark) {
    /** Text. */
    public static final Ink TEXT = new Ink("text", 0x1C1E21, 0xE8EAED);
    /** Text of less weight, and axes. */
    public static final Ink MUTED = new Ink("muted", 0x5A6068, 0xA9B0B8);
    /** Lines of a grid. */
    public static final Ink GRID = new Ink("grid", 0xE2E5E9, 0x343A41);
    /** The paper. */
    public static final Ink PAPER = new Ink("paper", 0xFFFFFF, 0x16191D);

    /**
     * Okabe and Ito, "Color universal design" (2008), as in the pictures of runs: without yellow, with a darker blue and vermilion;
     * brighter on dark paper.
     */
    private static final List<Ink> KEYS = List.of(
            new Ink("k0", 0x005294, 0x4C9BE8),
            new Ink("k1", 0xBC4300, 0xFF8A50),
            new Ink("k2", 0x009E73, 0x2FC79A),
            new Ink("k3", 0xCC79A7, 0xE39BC6),
            new Ink("k4", 0x56B4E9, 0x9AD9FF),
            new Ink("k5", 0xE69F00, 0xFFBE46),
            new Ink("k6", 0x4D4D4D, 0xC4C4C4),
            new Ink("k7", 0x8A8A1C, 0xC9C95A));

    /** How many keys have a colour of their own. */
    public static final int MOST_KEYS = KEYS.size();

    /**
     * @param number the number of a key, from 0
     * @return its colour; after the last they begin again
     */
    public static Ink ofKey(int number) {
        return KEYS.get(number % MOST_KEYS);
    }

    /**
     * @param rgb 0xRRGGBB
     * @return that colour on all paper
     */
    public static Ink of(int rgb) {
        return new Ink("", rgb, rgb);
    }

    /** @return all colours with names */
    public static List<Ink> named() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(TEXT, MUTED, GRID, PAPER), KEYS.stream())
                .toList();
    }

    /**
     * @param rgb 0xRRGGBB
     * @return as in style sheets
     */
    public static String hex(int rgb) {
        return String.format("#%06x", rgb);
    }
}
