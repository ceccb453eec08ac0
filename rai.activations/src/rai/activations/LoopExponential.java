package rai.activations;

import rai.api.activation.TiledActivation;

/** By short loops over arrays of its own, of which the compiler vectorises most: at most one tile at a time. */
final class LoopExponential implements FloatExponential {
    /** Plain arrays: an object of a class of this bundle would keep the bundle alive as long as the thread. */
    private static final ThreadLocal<float[][]> TILES =
            ThreadLocal.withInitial(() -> new float[3][TiledActivation.TILE]);

    @Override
    public void exp(float[] x, int from, int to) {
        int n = to - from;
        float[][] tiles = TILES.get();
        float[] y = tiles[0];
        float[] low = tiles[1];
        float[] high = tiles[2];
        System.arraycopy(x, from, y, 0, n);
        split(y, n, HIGH, low, high);
        for (int i = 0; i < n; i++) {
            y[i] = (1 + y[i]) * low[i] * high[i];
        }
        System.arraycopy(y, 0, x, from, n);
    }

    @Override
    public void expMinus1(float[] x, int from, int to) {
        int n = to - from;
        float[][] tiles = TILES.get();
        float[] y = tiles[0];
        float[] low = tiles[1];
        float[] high = tiles[2];
        System.arraycopy(x, from, y, 0, n);
        split(y, n, HIGH_MINUS_1, low, high);
        for (int i = 0; i < n; i++) {
            low[i] *= high[i];
        }
        for (int i = 0; i < n; i++) {
            y[i] = low[i] * y[i] + (low[i] - 1);
        }
        System.arraycopy(y, 0, x, from, n);
    }

    /** x becomes m; 2^k = low · high, in two factors because k may be beyond the exponents of floats. */
    private static void split(float[] x, int n, float most, float[] low, float[] high) {
        for (int i = 0; i < n; i++) {
            float y = Math.max(LOW, Math.min(most, x[i]));
            x[i] = y;
            low[i] = y * PER_LN2 + ROUND;
        }
        for (int i = 0; i < n; i++) {
            float k = low[i] - ROUND;
            float r = x[i] - k * LN2_HIGH - k * LN2_LOW;
            x[i] = r + r * r * (C2 + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * C7)))));
        }
        for (int i = 0; i < n; i++) {
            int k = Float.floatToRawIntBits(low[i]) - ROUND_BITS;
            int half = k >> 1;
            low[i] = Float.intBitsToFloat((half + EXPONENT_BIAS) << FRACTION_BITS);
            high[i] = Float.intBitsToFloat((k - half + EXPONENT_BIAS) << FRACTION_BITS);
        }
    }
}
