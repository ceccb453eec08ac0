package rai.activations;

import rai.api.activation.TiledActivation;

/**
 * Tiles of a thread's own, for what one loop hands to the next. They are plain arrays, so that a thread that lives on keeps no
 * class of this bundle alive.
 */
final class Scratch {
    private static final ThreadLocal<float[][]> TILES = ThreadLocal.withInitial(() -> new float[2][TiledActivation.TILE]);

    private Scratch() {}

    static float[] first() {
        return TILES.get()[0];
    }

    static float[] second() {
        return TILES.get()[1];
    }
}
