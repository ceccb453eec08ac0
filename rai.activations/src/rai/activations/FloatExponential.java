package rai.activations;

import rai.api.array.VectorApi;

/**
 * The exponential function over arrays of floats: e^x = 2^k (1 + m) with k = round(x / ln 2), r = x - k ln 2,
 * |r| &lt;= ln(2) / 2, and m = e^r - 1 by its Taylor series. Vectors if Java has them, else loops; both do the same
 * operations on each element and give the same bits.
 */
interface FloatExponential {
    float PER_LN2 = (float) (1 / StrictMath.log(2));

    /** ln 2 in two parts, the first so short that its product with k is exact. */
    float LN2_HIGH = 0x1.62e4p-1f;

    float LN2_LOW = (float) (StrictMath.log(2) - LN2_HIGH);

    /** A float of this size has no fraction bits: adding it rounds, and leaves k in the lowest bits. */
    float ROUND = 0x1.8p23f;

    int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    int FRACTION_BITS = 23;
    int EXPONENT_BIAS = 127;

    /** Where e^x is 0, and where it is infinite. */
    float LOW = -104;

    float HIGH = 89;

    /** Above, e^x - 1 counts as that of this exponent: 2^k is still finite. */
    float HIGH_MINUS_1 = 88;

    /** The coefficients of m = r + r² (C2 + r (C3 + ...)). */
    float C2 = 1 / 2f;

    float C3 = 1 / 6f;
    float C4 = 1 / 24f;
    float C5 = 1 / 120f;
    float C6 = 1 / 720f;
    float C7 = 1 / 5040f;

    /** The one to use. */
    FloatExponential BEST = best();

    /**
     * Replaces elements x by e^x: 0 and infinity beyond the range of a float, NaN for NaN.
     *
     * @param x the exponents
     * @param from the first element
     * @param to after the last element; at most a tile after the first
     */
    void exp(float[] x, int from, int to);

    /**
     * Replaces elements x by e^x - 1, exact to rounding also near 0; exponents above 88 count as 88.
     *
     * @param x the exponents
     * @param from the first element
     * @param to after the last element; at most a tile after the first
     */
    void expMinus1(float[] x, int from, int to);

    private static FloatExponential best() {
        if (VectorApi.available()) {
            try {
                return new VectorExponential();
            } catch (LinkageError e) {
                return new LoopExponential(); // the framework does not export the module
            }
        }
        return new LoopExponential();
    }
}
