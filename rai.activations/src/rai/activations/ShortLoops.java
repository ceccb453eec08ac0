package rai.activations;

import rai.api.activation.TiledActivation;
import rai.api.array.Elementary;

/**
 * An activation that needs more than one loop over a tile. The tile is copied to the start of an array first: the compiler
 * makes vector instructions of a loop over several arrays if they all have the same index.
 */
abstract class ShortLoops implements TiledActivation, Cloneable {
    /** What the loops in double precision take. */
    Elementary functions = Elementary.FAST;

    /**
     * Replaces pre-activations by values.
     *
     * @param x z, then σ(z), from index 0
     * @param power as long as x, for what is needed on the way
     * @param n how many
     */
    abstract void values(float[] x, float[] power, int n);

    /**
     * Replaces pre-activations by derivatives.
     *
     * @param x z, then σ'(z), from index 0
     * @param power as long as x, for what is needed on the way
     * @param n how many
     */
    abstract void slopes(float[] x, float[] power, int n);

    @Override
    public final void value(float[] z, float[] a, int from, int to) {
        int n = to - from;
        float[] x = Scratch.x();
        System.arraycopy(z, from, x, 0, n);
        values(x, Scratch.power(), n);
        System.arraycopy(x, 0, a, from, n);
    }

    @Override
    public final void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        int n = to - from;
        float[] x = Scratch.x();
        System.arraycopy(z, from, x, 0, n);
        slopes(x, Scratch.power(), n);
        float[] product = Scratch.gradient();
        System.arraycopy(gradient, from, product, 0, n);
        for (int i = 0; i < n; i++) {
            product[i] *= x[i];
        }
        System.arraycopy(product, 0, gradient, from, n);
    }

    /** For those of which it is true: with the functions that are the same everywhere. */
    public Object portable() {
        try {
            ShortLoops copy = (ShortLoops) clone();
            copy.functions = Elementary.STRICT;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
