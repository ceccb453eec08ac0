package rai.statistics;

/**
 * A confidence interval. Both ends are NaN if the values do not determine one.
 *
 * @param low the lower end
 * @param high the upper end
 * @param level the confidence level, such as 0.95
 */
public record Interval(double low, double high, double level) {
    static Interval undefined(double level) {
        return new Interval(Double.NaN, Double.NaN, level);
    }

    /** @return whether the values determined an interval */
    public boolean isDefined() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /**
     * @param value a number
     * @return whether it lies in the interval, ends included; never in one that is not defined
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
