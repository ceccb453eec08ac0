package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rai.api.activation.TiledActivation;

class FloatExponentialTest {
    private static final float[] SPECIAL = {
        0,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1e-8f,
        -1e-8f,
        0.34657f,
        -0.34657f,
        0.34658f,
        1,
        -1,
        87.3f,
        -87.3f,
        88,
        88.1f,
        88.72f,
        88.73f,
        89,
        89.1f,
        -87.34f,
        -103.2f,
        -103.3f,
        -103.97f,
        -104,
        -104.1f,
        1000,
        -1000,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    @Test
    void loopsAndVectorsGiveTheSameBits() {
        float[] x = exponents();
        for (boolean minus1 : new boolean[] {false, true}) {
            int[] vectors = bits(powers(new VectorExponential(), x, minus1));
            assertThat(vectors).isEqualTo(bits(powers(new LoopExponential(), x, minus1)));
        }
    }

    @Test
    void powersAreRightToThreeRoundings() {
        float[] x = exponents();
        float[] power = powers(FloatExponential.BEST, x, false);
        float[] less = powers(FloatExponential.BEST, x, true);
        for (int i = 0; i < x.length; i++) {
            requireClose(power[i], (float) Math.exp(x[i]), "e^" + x[i]);
            requireClose(less[i], (float) Math.expm1(Math.min(88, x[i])), "less 1: e^" + x[i]);
        }
    }

    private static void requireClose(float actual, float expected, String what) {
        boolean close = Float.compare(actual + 0f, expected + 0f) == 0
                || Math.abs((double) actual - expected) <= 3 * Math.ulp(expected);
        assertThat(close).as("%s: %s instead of %s", what, actual, expected).isTrue();
    }

    /** 100,000 random ones, and special ones at places where they fall into whole vectors and into rests. */
    private static float[] exponents() {
        SplittableRandom random = new SplittableRandom(11);
        float[] x = new float[100_000 + 2 * SPECIAL.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (i % 2 == 0 ? random.nextDouble(-120, 100) : random.nextDouble(-2, 2));
        }
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        System.arraycopy(SPECIAL, 0, x, x.length - SPECIAL.length, SPECIAL.length);
        return x;
    }

    private static float[] powers(FloatExponential exponential, float[] x, boolean minus1) {
        float[] powers = x.clone();
        for (int from = 0; from < x.length; from += TiledActivation.TILE) {
            int to = Math.min(x.length, from + TiledActivation.TILE);
            if (minus1) {
                exponential.expMinus1(powers, from, to);
            } else {
                exponential.exp(powers, from, to);
            }
        }
        return powers;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i])); // one NaN is as good as another
        return bits;
    }
}
