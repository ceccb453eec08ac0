package rai.activations;

/** The logistic function of floats, s(x) = 1 / (1 + e^-x), by e^-|x|: never an overflow, and both tails keep their precision. */
final class FloatLogistic {
    private FloatLogistic() {}

    /**
     * e^-|factor z| for elements {@code from} to {@code to}.
     *
     * @return the thread's first scratch array, with the powers from index 0 on
     */
    static float[] decay(float[] z, float factor, int from, int to) {
        float[] power = Scratch.first();
        int n = to - from;
        for (int i = 0; i < n; i++) {
            power[i] = -Math.abs(factor * z[from + i]);
        }
        FloatExponential.BEST.exp(power, 0, n);
        return power;
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
