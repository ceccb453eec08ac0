package rai.check;

/** A function of one real number, at many points at once. */
@FunctionalInterface
interface Curve {
    double[] at(double... z);
}
