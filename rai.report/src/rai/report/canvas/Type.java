package rai.report.canvas;

/**
 * How text is set.
 *
 * @param size the size of the type
 * @param ink the colour
 * @param anchor which part of the text stands at the given x
 * @param bold whether it is bold
 * @param upright whether it runs upwards
 */
public record Type(double size, Ink ink, Anchor anchor, boolean bold, boolean upright) {
    /** The size of most texts; narrow pictures are shown at their own size, so it is also the smallest on a telephone. */
    public static final double SIZE = 12;

    /** Which part of a text stands at its position. */
    public enum Anchor {
        /** The left end. */
        START,
        /** The middle. */
        MIDDLE,
        /** The right end. */
        END
    }

    /** Labels of all kinds. */
    public static final Type LABEL = new Type(SIZE, Ink.TEXT, Anchor.START, false, false);
    /** Figures at axes, and remarks. */
    public static final Type SMALL = new Type(11, Ink.MUTED, Anchor.START, false, false);

    /** @return the same, centred */
    public Type middle() {
        return new Type(size, ink, Anchor.MIDDLE, bold, upright);
    }

    /** @return the same, ending at its position */
    public Type end() {
        return new Type(size, ink, Anchor.END, bold, upright);
    }

    /** @return the same, bold */
    public Type heavy() {
        return new Type(size, ink, anchor, true, upright);
    }

    /** @return the same, running upwards */
    public Type rising() {
        return new Type(size, ink, anchor, bold, true);
    }

    /**
     * @param colour a colour
     * @return the same, in that colour
     */
    public Type in(Ink colour) {
        return new Type(size, colour, anchor, bold, upright);
    }

    /**
     * @param pixels a size
     * @return the same, in that size
     */
    public Type sized(double pixels) {
        return new Type(pixels, ink, anchor, bold, upright);
    }
}
