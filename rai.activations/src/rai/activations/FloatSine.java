package rai.activations;

/**
 * Sine and cosine of floats: x = kπ + r with |r| at most π/2, so that sin(x) = ±sin(r), by its Taylor series. The part r is a
 * small difference of large numbers, so π is taken in parts of 12 bits, of which every product with k is exact (W. J. Cody
 * and W. Waite, 1980, Software manual for the elementary functions). Where k has too many bits for that, the functions of
 * Java.
 */
final class FloatSine {
    private static final float PI_1 = 0x1.92p1f;
    private static final float PI_2 = 0x1.fb4p-11f;
    private static final float PI_3 = 0x1.444p-23f;
    private static final float PI_4 = 0x1.68cp-38f;
    private static final float PI_5 = 0x1.1a6264p-53f;

    private static final float PER_PI = (float) (1 / Math.PI);

    /** A float of this size has no fraction bits: adding and subtracting it rounds. */
    private static final float ROUND = 0x1.8p23f;

    /** Up to here k, and k + ½, have at most 12 bits. */
    private static final float FAR = 6000;

    private FloatSine() {}

    /**
     * Replaces angles by their sines.
     *
     * @param x radians, then their sines, from index 0
     * @param angles as long as x, keeps the angles
     * @param n how many
     */
    static void sin(float[] x, float[] angles, int n) {
        System.arraycopy(x, 0, angles, 0, n);
        for (int i = 0; i < n; i++) {
            float near = Math.max(-FAR, Math.min(FAR, x[i]));
            float k = near * PER_PI + ROUND - ROUND;
            x[i] = sign(k) * series(near - k * PI_1 - k * PI_2 - k * PI_3 - k * PI_4 - k * PI_5);
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(angles[i]) > FAR) {
                x[i] = (float) Math.sin(angles[i]);
            }
        }
    }

    /**
     * Replaces angles by their cosines: that of (k + ½)π + r is -(-1)^k sin(r).
     *
     * @param x radians, then their cosines, from index 0
     * @param angles as long as x, keeps the angles
     * @param n how many
     */
    static void cos(float[] x, float[] angles, int n) {
        System.arraycopy(x, 0, angles, 0, n);
        for (int i = 0; i < n; i++) {
            float near = Math.max(-FAR, Math.min(FAR, x[i]));
            float k = near * PER_PI - 0.5f + ROUND - ROUND;
            float turns = k + 0.5f;
            x[i] = -sign(k) * series(near - turns * PI_1 - turns * PI_2 - turns * PI_3 - turns * PI_4 - turns * PI_5);
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(angles[i]) > FAR) {
                x[i] = (float) Math.cos(angles[i]);
            }
        }
    }

    /** (-1)^k of a whole number. */
    private static float sign(float k) {
        float half = k / 2 + ROUND - ROUND;
        return 1 - 2 * Math.abs(k - 2 * half);
    }

    /** sin(r): what is left off is below 1e-9 up to π/2. */
    private static float series(float r) {
        float y = r * r;
        return r
                + r
                        * y
                        * (-1 / 6f
                                + y
                                        * (1 / 120f
                                                + y
                                                        * (-1 / 5040f
                                                                + y
                                                                        * (1 / 362880f
                                                                                + y
                                                                                        * (-1 / 39916800f
                                                                                                + y
                                                                                                        * (1
                                                                                                                / 6227020800f))))));
    }
}
