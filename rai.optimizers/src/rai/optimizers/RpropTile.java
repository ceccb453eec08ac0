package rai.optimizers;

import rai.api.array.VectorApi;

/** Rprop's update of a few elements: vectors if Java has them, else loops; both give the same bits. */
interface RpropTile {
    /** The most elements of a tile: small enough for all arrays to stay in the first-level cache. */
    int LENGTH = 512;

    /** The one to use. */
    RpropTile BEST = best();

    /** Rprop's settings, and the factor on the move. */
    record Rule(float etaMinus, float etaPlus, float minStep, float maxStep, float move) {}

    /**
     * Moves the first n elements.
     *
     * @param rule the settings
     * @param x what is trained
     * @param g its gradient; may be overwritten
     * @param s the steps
     * @param p the previous gradient
     * @param n how many elements
     */
    void move(Rule rule, float[] x, float[] g, float[] s, float[] p, int n);

    private static RpropTile best() {
        if (VectorApi.available()) {
            try {
                return new RpropVectors();
            } catch (LinkageError e) {
                return new RpropLoops(); // the framework does not export the module
            }
        }
        return new RpropLoops();
    }
}
