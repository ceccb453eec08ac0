package rai.activations;

import rai.api.activation.TiledActivation;

/**
 * Tiles of a thread's own, for what one loop hands to the next. They are plain arrays, so that a thread that lives on keeps no
 * class of this bundle alive.
 */
final class Scratch {
    private static final ThreadLocal<float[][]> TILES =
            ThreadLocal.withInitial(() -> new float[4][TiledActivation.TILE]);

    private Scratch() {}

    static float[] x() {
        return TILES.get()[0];
    }

    static float[] power() {
        return TILES.get()[1];
    }

    static float[] rest() {
        return TILES.get()[2];
    }

    static float[] gradient() {
        return TILES.get()[3];
    }
}
