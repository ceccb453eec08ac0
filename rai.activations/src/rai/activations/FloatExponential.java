package rai.activations;

/**
 * The exponential function over arrays of floats, by plain arithmetic that the compiler can vectorise:
 * e^y = 2^k (1 + m) with k = round(y / ln 2), r = y - k ln 2, |r| <= ln(2) / 2, and m = e^r - 1 by its Taylor series.
 */
final class FloatExponential {
    private static final float PER_LN2 = (float) (1 / Math.log(2));

    /** ln 2 in two parts, the first so short that its product with k is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** A float of this size has no fraction bits: adding it rounds, and leaves k in the lowest bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final int FRACTION_BITS = 23;
    private static final int EXPONENT_BIAS = 127;

    private FloatExponential() {}

    /**
     * Splits e^(factor · x) for the first n elements.
     *
     * @param x the exponents before the factor; replaced by m
     * @param factor an exact factor, such as -1 or 2
     * @param low exponents below count as this one; at least -87
     * @param high exponents above count as this one; at most 88.8, where 2^k is infinite
     * @param power receives 2^k
     * @param n how many elements
     */
    static void split(float[] x, float factor, float low, float high, float[] power, int n) {
        for (int i = 0; i < n; i++) {
            float y = Math.max(low, Math.min(high, factor * x[i]));
            x[i] = y;
            power[i] = y * PER_LN2 + ROUND;
        }
        for (int i = 0; i < n; i++) {
            float k = power[i] - ROUND;
            float r = x[i] - k * LN2_HIGH - k * LN2_LOW;
            x[i] = r + r * r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f + r * (1 / 720f + r * (1 / 5040f))))));
        }
        for (int i = 0; i < n; i++) {
            power[i] = Float.intBitsToFloat((Float.floatToRawIntBits(power[i]) + EXPONENT_BIAS) << FRACTION_BITS);
        }
    }
}
