package rai.activations;

/**
 * Sine and cosine of floats: z = kπ + r with |r| at most π/2, so that sin(z) = ±sin(r), by its Taylor series. The steps
 * before the series are made in doubles, because r is a small difference of large numbers. Where |z| is so large that they
 * too keep too few digits, the functions of Java.
 */
final class FloatSine {
    /** π in two parts, the first so short that its product with k is exact. */
    private static final double PI_HIGH = 0x1.921fb544p1;

    private static final double PI_LOW = 0x1.0b4611a626331p-33;

    /** Up to here k has few enough bits. */
    private static final float FAR = 1e6f;

    private FloatSine() {}

    /**
     * sin(z) for elements {@code from} to {@code to}.
     *
     * @param z the angles in radians
     * @param out receives the sines, at the same indices; may be the same array
     */
    static void sin(float[] z, float[] out, int from, int to) {
        float[] result = Scratch.first();
        int n = to - from;
        for (int i = 0; i < n; i++) {
            double near = Math.max(-FAR, Math.min(FAR, z[from + i]));
            double k = Math.rint(near / Math.PI);
            result[i] = (float) (sign(k) * series(near - k * PI_HIGH - k * PI_LOW));
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(z[from + i]) > FAR) {
                result[i] = (float) Math.sin(z[from + i]);
            }
        }
        System.arraycopy(result, 0, out, from, n);
    }

    /**
     * cos(z) for elements {@code from} to {@code to}: that of (k + ½)π + r is -(-1)^k sin(r).
     *
     * @param z the angles in radians
     * @param out receives the cosines from index 0 on; another array
     */
    static void cos(float[] z, float[] out, int from, int to) {
        int n = to - from;
        for (int i = 0; i < n; i++) {
            double near = Math.max(-FAR, Math.min(FAR, z[from + i]));
            double k = Math.rint(near / Math.PI - 0.5);
            double turns = k + 0.5;
            out[i] = (float) (-sign(k) * series(near - turns * PI_HIGH - turns * PI_LOW));
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(z[from + i]) > FAR) {
                out[i] = (float) Math.cos(z[from + i]);
            }
        }
    }

    /** (-1)^k of a whole number. */
    private static double sign(double k) {
        return 1 - 2 * Math.abs(k - 2 * Math.rint(k / 2));
    }

    /** sin(r): what is left off is below 1e-11 up to π/2. */
    private static double series(double r) {
        double y = r * r;
        return r * (1 + y * (-1 / 6.0 + y * (1 / 120.0 + y * (-1 / 5040.0
                + y * (1 / 362880.0 + y * (-1 / 39916800.0 + y * (1 / 6227020800.0)))))));
    }
}
