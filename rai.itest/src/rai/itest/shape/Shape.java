package rai.itest.shape;

/** A library that an extension needs. */
public final class Shape {
    private Shape() {}

    /** @return z / (1 + |z|) */
    public static double value(double z) {
        return z / (1 + Math.abs(z));
    }
}
