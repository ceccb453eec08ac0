package rai.optimizers;

import java.nio.Buffer;

/**
 * One of the vectors of a tile: x, its gradient or a state vector. An optimizer's rule is a sequence of
 * these operations, so it is written once and computes in the precision of the run: {@link FloatRow} rounds every
 * operation to single precision, {@link DoubleRow} to double. Numbers passed in are rounded to that precision first.
 *
 * <p>The letter a in a formula is this row; the other rows are only read. Every loop is over arrays on the heap and has
 * no branch, so the compiler turns it into vector instructions.
 */
abstract class Row {
    /** The most elements of a tile: few enough for all its rows to stay in the first-level cache. */
    final int length;

    /** How many elements count: {@link #length}, or fewer in the last tile. */
    int n;

    /** @param length the most elements */
    Row(int length) {
        this.length = length;
    }

    /** Reads the first n elements from a buffer. */
    abstract void read(Buffer from, int at);

    /** Writes the first n elements to a buffer. */
    abstract void write(Buffer to, int at);

    /** a ← p a. */
    abstract void scale(double p);

    /** a ← a + q b. */
    abstract void add(double q, Row b);

    /** a ← p a + q b. */
    abstract void combine(double p, double q, Row b);

    /** a ← p a + q b². */
    abstract void combineSquare(double p, double q, Row b);

    /** a ← p a + (1 - p) b and squares ← q squares + (1 - q) b²: the moments of Adam and its kin, in one pass. */
    abstract void moments(double p, double q, Row squares, Row b);

    /** a ← p a + q (b - c)² + r. */
    abstract void combineSquaredDifference(double p, double q, Row b, Row c, double r);

    /** a ← the mean a + q (b - a), or b itself if q is 1. */
    abstract void approach(double q, Row b);

    /** a ← max(a, b). */
    abstract void max(Row b);

    /** a ← max(p a, |b| + r). */
    abstract void decayingMax(double p, Row b, double r);

    /** a ← a - q sign(p b + r c), where sign is 0 for 0 and NaN for NaN. */
    abstract void subtractSign(double q, double p, Row b, double r, Row c);

    /** a ← a / (√b + r). */
    abstract void divideByRoot(Row b, double r);

    /** a ← a / (√max(0, b - c²) + r): rounding must not make the variance negative. */
    abstract void divideByDeviation(Row b, Row c, double r);

    /** a ← √(b + r) / √(c + r) a. */
    abstract void scaleByRoots(Row b, Row c, double r);

    /** a ← a - q b / c. */
    abstract void subtractRatio(double q, Row b, Row c);

    /** a ← a - q b / (√c + r). */
    abstract void subtractByRoot(double q, Row b, Row c, double r);

    /** a ← a - q b / (√c / p + r). */
    abstract void subtractByRoot(double q, Row b, Row c, double p, double r);
}
