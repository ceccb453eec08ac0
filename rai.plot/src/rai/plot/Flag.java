package rai.plot;

/**
 * Something that happened at a point of the horizontal axis of a {@link LineChart}: a thin vertical line with its text along it. If there
 * are more of a kind than can be told apart, they are short strokes at the upper edge, and the legend says how many.
 *
 * @param x      where, in data units
 * @param kind   what it is called when such are counted, in the singular, such as {@code swap}
 * @param text   what is written along the line; may be empty
 * @param colour number of the colour, 0 or more
 */
public record Flag(double x, String kind, String text, int colour) {

    /** @throws IllegalArgumentException when {@code colour} is negative */
    public Flag {
        kind = Check.text(kind);
        text = Check.text(text);
        if (colour < 0) {
            throw new IllegalArgumentException("a colour is 0 or more, not " + colour);
        }
    }
}
