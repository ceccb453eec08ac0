package rai.activations;

/** The logistic function of floats, s(x) = 1 / (1 + e^-x), by e^-|x|: never an overflow, and both tails keep their digits. */
final class FloatLogistic {
    private FloatLogistic() {}

    /**
     * e^-|factor x|.
     *
     * @param x the numbers, from index 0
     * @param factor what they are multiplied by
     * @param power receives the powers, from index 0
     * @param n how many
     */
    static void decay(float[] x, float factor, float[] power, int n) {
        for (int i = 0; i < n; i++) {
            power[i] = -Math.abs(factor * x[i]);
        }
        FloatExponential.BEST.exp(power, 0, n);
    }

    /**
     * s(x), or s(-x) = 1 - s(x) with 1 - above.
     *
     * @param above 1 for x > 0, else 0
     * @param decay e^-|x|
     */
    static float value(float above, float decay) {
        return (above + (1 - above) * decay) / (1 + decay);
    }
}
