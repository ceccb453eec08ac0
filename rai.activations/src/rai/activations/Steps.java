package rai.activations;

/** Steps without a branch, which the compiler can vectorise. */
final class Steps {
    private Steps() {}

    /** 1 for x > 0, 0 for 0, NaN for NaN; not for negative x: twice the largest number lifts even the smallest above 1. */
    static float step(float x) {
        return Math.min(1, x * Float.MAX_VALUE * Float.MAX_VALUE);
    }
}
