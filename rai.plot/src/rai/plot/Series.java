package rai.plot;

import java.util.Objects;

/**
 * One curve of a {@link LineChart}: points joined by straight lines in the order given, with a shaded band if {@code low}
 * and {@code high}
 * are there. A value that cannot be drawn (NaN, infinite, or not positive on a logarithmic axis) leaves a gap, and the chart
 * says how many there are.
 *
 * @param name   text in the legend; a series without name is not in the legend
 * @param x      horizontal positions in data units, [n]
 * @param y      vertical positions in data units, [n]
 * @param low    lower edge of the band, [n], or empty for no band
 * @param high   upper edge of the band, [n], or empty for no band
 * @param line   how the line is drawn
 * @param marked whether each point has a marker, suitable for a few measured points
 * @param colour number of the colour, 0 or more, or -1 for the series' own position in the chart; give two series the same
 *     number to say
 *               that they belong together
 */
public record Series(
        String name, double[] x, double[] y, double[] low, double[] high, LineStyle line, boolean marked, int colour) {

    private static final double[] NONE = {};

    /** @throws IllegalArgumentException if the arrays are not equally long, or {@code colour} is below -1 */
    public Series {
        name = Check.text(name);
        Objects.requireNonNull(line, "line");
        x = x.clone();
        y = y.clone();
        low = Objects.requireNonNullElse(low, NONE).clone();
        high = Objects.requireNonNullElse(high, NONE).clone();
        Check.sameLength("y", x.length, y.length);
        if (low.length > 0 || high.length > 0) {
            Check.sameLength("low", x.length, low.length);
            Check.sameLength("high", x.length, high.length);
        }
        if (colour < -1) {
            throw new IllegalArgumentException("a colour is 0 or more, or -1 for the series' own, not " + colour);
        }
    }

    /** A solid line through the points. */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, NONE, NONE, LineStyle.SOLID, false, -1);
    }

    /** This series with a shaded band between {@code low} and {@code high}, e.g. the spread over seeds. */
    public Series withBand(double[] low, double[] high) {
        return new Series(name, x, y, low, high, line, marked, colour);
    }

    /** This series as a dashed line. */
    public Series withDashes() {
        return new Series(name, x, y, low, high, LineStyle.DASHED, marked, colour);
    }

    /** This series as a dotted line. */
    public Series withDots() {
        return new Series(name, x, y, low, high, LineStyle.DOTTED, marked, colour);
    }

    /** This series with a marker at each point. */
    public Series withMarkers() {
        return new Series(name, x, y, low, high, line, true, colour);
    }

    /** This series in the colour with the given number. */
    public Series withColour(int number) {
        return new Series(name, x, y, low, high, line, marked, number);
    }

    /** The number of points. */
    public int size() {
        return x.length;
    }

    /** Whether there is a band. */
    public boolean hasBand() {
        return low.length > 0;
    }

    /** A copy of the horizontal positions. */
    @Override
    public double[] x() {
        return x.clone();
    }

    /** A copy of the vertical positions. */
    @Override
    public double[] y() {
        return y.clone();
    }

    /** A copy of the band's lower edge, empty without band. */
    @Override
    public double[] low() {
        return low.clone();
    }

    /** A copy of the band's upper edge, empty without band. */
    @Override
    public double[] high() {
        return high.clone();
    }
}
