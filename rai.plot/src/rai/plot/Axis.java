package rai.plot;

/**
 * One axis of a panel: its label, and the range that it shows.
 *
 * @param label what is measured and its unit, e.g. {@code "time [s]"}; may be empty
 * @param log   whether the scale is logarithmic (base 10); numbers that are not positive can't be drawn then
 * @param low   the lower end in data units, or NaN to choose it from the data
 * @param high  the upper end in data units, or NaN to choose it from the data
 */
public record Axis(String label, boolean log, double low, double high) {

    /**
     * @throws IllegalArgumentException unless both ends are NaN, or both are finite with low &lt; high (and low &gt; 0
     * on a logarithmic axis)
     */
    public Axis {
        label = Check.text(label);
        if (Double.isNaN(low) != Double.isNaN(high)) {
            throw new IllegalArgumentException("an axis needs both ends or none, not " + low + " .. " + high);
        }
        if (!Double.isNaN(low)) {
            if (!(low < high) || !Double.isFinite(high - low)) {
                throw new IllegalArgumentException(
                        "an axis needs finite ends with low < high, not " + low + " .. " + high);
            }
            if (log && low <= 0) {
                throw new IllegalArgumentException("a logarithmic axis begins above 0, not at " + low);
            }
        }
    }

    /** A linear axis whose range is chosen from the data. */
    public static Axis of(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN);
    }

    /** A linear axis without label from {@code low} to {@code high}. */
    public static Axis range(double low, double high) {
        return of("").from(low, high);
    }

    /** This axis with a logarithmic scale. */
    public Axis logarithmic() {
        return new Axis(label, true, low, high);
    }

    /** This axis from {@code low} to {@code high}, whatever the data are; values beyond it are cut off. */
    public Axis from(double low, double high) {
        return new Axis(label, log, low, high);
    }

    /** Whether the ends are given, and not chosen from the data. */
    public boolean isFixed() {
        return !Double.isNaN(low);
    }

    /**
     * The centre of a cell when this axis, from end to end, is divided into equal cells:
     * {@code low + (index + 1/2) (high - low) / cells}.
     * Evaluate a model there to fill a {@link Landscape}.
     *
     * @throws IllegalStateException if the ends are not given
     */
    public double centre(int index, int cells) {
        if (!isFixed()) {
            throw new IllegalStateException("an axis without ends has no cells");
        }
        return low + (index + 0.5) * (high - low) / cells;
    }
}
