package rai.activations;

/** Steps without a branch, which the compiler can vectorise; and the floats beside a number, for exact comparisons with it. */
final class Steps {
    private Steps() {}

    /** 1 for x > 0, 0 for 0, NaN for NaN; not for negative x: twice the largest number lifts even the smallest above 1. */
    static float step(float x) {
        return Math.min(1, x * Float.MAX_VALUE * Float.MAX_VALUE);
    }

    /** 1 for x > 0, 0 for any other number, NaN for NaN. */
    static float above(float x) {
        return step(Math.max(x, 0));
    }

    /** The largest float that does not exceed x: a float is greater than x where it is greater than that. */
    static float floor(double x) {
        float nearest = (float) x;
        return nearest > x ? Math.nextDown(nearest) : nearest;
    }

    /** The smallest float that is not below x: a float is less than x where it is less than that. */
    static float ceiling(double x) {
        return -floor(-x);
    }
}
