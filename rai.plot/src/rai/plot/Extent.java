package rai.plot;

/** The smallest interval around numbers on paper, made long enough to be an axis. */
final class Extent {

    /** An axis that is shorter than this, relative to its values, could not be divided in float64. */
    private static final double SHORTEST = 1e-9;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /** NaN and infinity are ignored. */
    void add(double value) {
        if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /**
     * Both ends, with free space of the given part of the length on both sides; 0 .. 1 if there are no numbers.
     *
     * @param least half the length of the axis if all numbers are almost equal; 0 to choose it by their size
     */
    double[] ends(double margin, double least) {
        if (low > high) {
            return new double[] {0, 1};
        }
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= Math.max(least, SHORTEST * largest)) {
            double centre = low + (high - low) / 2;
            double share = largest > 0 ? 0.1 * largest : 1;
            double half = least > 0 ? least : share;
            return new double[] {centre - half, centre + half};
        }
        double space = margin * (high - low);
        return new double[] {low - space, high + space};
    }
}
