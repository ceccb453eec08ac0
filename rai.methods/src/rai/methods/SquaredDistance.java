package rai.methods;

import rai.api.loss.TiledLoss;

/**
 * The mean of (z - t)² over all elements, in the form that engines take through the cache: the energy between two states. It is not
 * the loss {@code mse} of the catalogue: the methods that use it rely on this very distance in their steps, so it is not a setting.
 */
final class SquaredDistance implements TiledLoss {
    static final SquaredDistance INSTANCE = new SquaredDistance();

    private SquaredDistance() {}

    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
        }
        float twice = 2 * scale;
        for (int i = from; i < to; i++) {
            difference[i] *= twice;
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
            difference[i] *= 2 * scale;
        }
    }
}
