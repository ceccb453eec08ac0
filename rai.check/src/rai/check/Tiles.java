package rai.check;

import java.util.Arrays;
import java.util.SplittableRandom;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;

/** Compares the loops of a tiled activation, over any part of an array, with its scalar form. */
final class Tiles {
    private static final int LENGTH = 700;
    private static final int[][] STRETCHES = {{0, 512}, {188, 700}, {0, 1}, {699, 700}, {5, 5}, {3, 10}, {101, 357}};

    private Tiles() {}

    static void check(Activation activation) throws Violation, NotApplicable {
        if (!(activation instanceof TiledActivation tiled)) {
            throw new NotApplicable("it has no tiles: an engine takes it as it is");
        }
        float[] z = new float[LENGTH];
        float[] upstream = new float[LENGTH];
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < LENGTH; i++) {
            z[i] = i % 97 == 0 ? 0 : (float) random.nextDouble(-8, 8);
            upstream[i] = (float) random.nextDouble(-2, 2);
        }
        for (int[] stretch : STRETCHES) {
            String what = "on elements " + stretch[0] + " to " + stretch[1];
            float[] before = z.clone();
            float[] a = filled();
            tiled.value(z, a, stretch[0], stretch[1]);
            Require.that(Arrays.equals(z, before), "value %s must not alter z", what);
            float[] inPlace = z.clone();
            tiled.value(inPlace, inPlace, stretch[0], stretch[1]);
            float[] values = a.clone();
            float[] gradient = upstream.clone();
            tiled.backward(z, a, gradient, stretch[0], stretch[1]);
            Require.that(Arrays.equals(z, before), "backward %s must not alter z", what);
            Require.that(Arrays.equals(a, values), "backward %s must not alter a", what);
            for (int i = 0; i < LENGTH; i++) {
                boolean inside = i >= stretch[0] && i < stretch[1];
                String at = " " + what + ": element " + i + ", at z = " + z[i];
                if (inside) {
                    Require.close(a[i], tiled.value(z[i]), 1e-6, "value" + at);
                    Require.close(gradient[i], upstream[i] * tiled.derivative(z[i]), 2e-6, "backward" + at);
                } else {
                    Require.that(Float.isNaN(a[i]), "value%s must be left alone: it is %s", at, a[i]);
                    Require.that(
                            gradient[i] == upstream[i], "backward%s must be left alone: it is %s", at, gradient[i]);
                }
                Require.that(
                        inPlace[i] == (inside ? a[i] : z[i]),
                        "value%s in place: it is %s instead of %s",
                        at,
                        inPlace[i],
                        inside ? a[i] : z[i]);
            }
        }
    }

    private static float[] filled() {
        float[] array = new float[LENGTH];
        Arrays.fill(array, Float.NaN);
        return array;
    }
}
