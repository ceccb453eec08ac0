package rai.plot;

/**
 * Something that happened at a point of the horizontal axis of a {@link LineChart}: a thin vertical line with its text along
 * it. If there are too many of a kind to distinguish, they are drawn as short strokes at the upper edge, and the legend says
 * how many there are.
 *
 * @param x      the position in data units
 * @param kind   the word for it in a count, in the singular, such as {@code swap}
 * @param text   the text along the line; may be empty
 * @param colour number of the colour, 0 or more
 */
public record Flag(double x, String kind, String text, int colour) {

    /** @throws IllegalArgumentException if {@code colour} is negative */
    public Flag {
        kind = Check.text(kind);
        text = Check.text(text);
        if (colour < 0) {
            throw new IllegalArgumentException("a colour is 0 or more, not " + colour);
        }
    }
}
