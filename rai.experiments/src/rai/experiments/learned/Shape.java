package rai.experiments.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Features of a curve on the grid {@link #z(int)}: 61 points from -3 to 3. All thresholds are relative to its range, the largest
 * minus the smallest value, so that neither scale nor shift of the curve matters.
 *
 * @param turns the points in which it turns by at least {@link #TURN} of the range on both sides
 * @param near those of them with |z| of at most {@link #NEAR}
 * @param left if there is one such point near 0, how steep the curve is on its left, over a distance of 1; else NaN
 * @param right the same on its right
 * @param wiggles how often its bend changes sign; bends below {@link #BEND} of the range over 0.3 are noise
 * @param leftEdge its left end
 * @param rightEdge its right end
 */
record Shape(List<Turn> turns, List<Turn> near, double left, double right, int wiggles, Edge leftEdge, Edge rightEdge) {
    /** How many points a curve has. */
    static final int POINTS = 61;
    /** How far a curve must come back from a turn, as a share of its range. */
    static final double TURN = 0.1;
    /** How far from 0 a turn is near 0. */
    static final double NEAR = 1;
    /** How much steeper one side of a turn must be to count as steeper. */
    static final double STEEPER = 1.25;
    /** The least second difference over 0.3 that counts as a bend, as a share of the range. */
    static final double BEND = 0.01;
    /** An end is saturated if its slope is at most this share of the largest slope of the curve. */
    static final double SATURATED = 0.25;
    /** An end is straight if it leaves its chord by at most this share of the range. */
    static final double STRAIGHT = 0.005;
    /** An end that leaves its chord by more than {@link #STRAIGHT}, and at most by this share, is slightly curved. */
    static final double CURVED = 0.05;

    private static final double STEP = 0.1;
    private static final int UNIT = 10;
    private static final int SPAN = 3;
    private static final int HALF = 5;

    /**
     * A point in which a curve turns.
     *
     * @param z where
     * @param maximum whether it is a largest value; else it is a smallest one
     */
    record Turn(double z, boolean maximum) {}

    /**
     * An end of a curve.
     *
     * @param slope the slope over the last 0.5, as a share of the largest slope over any 0.5, without sign
     * @param bend how far the curve leaves its chord over the last 1, as a share of the range
     */
    record Edge(double slope, double bend) {
        boolean isSaturated() {
            return slope <= SATURATED;
        }

        boolean isStraight() {
            return bend <= STRAIGHT;
        }

        boolean isSlightlyCurved() {
            return bend > STRAIGHT && bend <= CURVED;
        }
    }

    /** @return point i of the grid */
    static double z(int i) {
        return (i - 30) / 10.0;
    }

    /** @return the grid */
    static double[] grid() {
        return IntStream.range(0, POINTS).mapToDouble(Shape::z).toArray();
    }

    /**
     * @param y the values of a curve on the grid, all finite
     * @return its features; a constant curve has no turns, is flat and straight
     */
    static Shape of(double[] y) {
        if (y.length != POINTS) {
            throw new IllegalArgumentException("a curve has " + POINTS + " points, not " + y.length);
        }
        double range = DoubleStream.of(y).max().orElseThrow()
                - DoubleStream.of(y).min().orElseThrow();
        List<Turn> turns = turns(y, TURN * range);
        List<Turn> near = turns.stream()
                .filter(turn -> Math.abs(turn.z()) <= NEAR + STEP / 2)
                .toList();
        double left = Double.NaN;
        double right = Double.NaN;
        if (near.size() == 1) {
            int i = (int) Math.round(near.get(0).z() * UNIT) + 30;
            left = Math.abs(y[i] - y[i - UNIT]);
            right = Math.abs(y[i] - y[i + UNIT]);
        }
        double steepest = steepest(y);
        int last = POINTS - 1;
        return new Shape(
                turns,
                near,
                left,
                right,
                wiggles(y, BEND * range),
                new Edge(share(Math.abs(y[HALF] - y[0]), steepest), share(bend(y, 0), range)),
                new Edge(share(Math.abs(y[last] - y[last - HALF]), steepest), share(bend(y, last - UNIT), range)));
    }

    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    /** Follows the curve to its next turn: it has turned when it has come back by so much. */
    private static List<Turn> turns(double[] y, double least) {
        List<Turn> turns = new ArrayList<>();
        int low = 0;
        int high = 0;
        int direction = 0;
        for (int i = 1; i < y.length && least > 0; i++) {
            low = y[i] < y[low] ? i : low;
            high = y[i] > y[high] ? i : high;
            if (direction >= 0 && y[high] - y[i] >= least) {
                add(turns, high, true);
                direction = -1;
                low = i;
            } else if (direction <= 0 && y[i] - y[low] >= least) {
                add(turns, low, false);
                direction = 1;
                high = i;
            }
        }
        return List.copyOf(turns);
    }

    /** The end of a curve is not a turn. */
    private static void add(List<Turn> turns, int i, boolean maximum) {
        if (i > 0) {
            turns.add(new Turn(z(i), maximum));
        }
    }

    private static double steepest(double[] y) {
        return IntStream.range(0, y.length - HALF)
                .mapToDouble(i -> Math.abs(y[i + HALF] - y[i]))
                .max()
                .orElseThrow();
    }

    private static int wiggles(double[] y, double noise) {
        int changes = 0;
        double before = 0;
        for (int i = SPAN; i < y.length - SPAN && noise > 0; i++) {
            double bend = y[i - SPAN] - 2 * y[i] + y[i + SPAN];
            if (Math.abs(bend) > noise) {
                changes += bend * before < 0 ? 1 : 0;
                before = bend;
            }
        }
        return changes;
    }

    /** The largest distance of a unit of the curve from the line through its ends. */
    private static double bend(double[] y, int from) {
        double rise = y[from + UNIT] - y[from];
        return IntStream.rangeClosed(0, UNIT)
                .mapToDouble(i -> Math.abs(y[from + i] - y[from] - rise * i / UNIT))
                .max()
                .orElseThrow();
    }

    /** @return whether there is exactly one turn near 0 */
    boolean hasOneExtremumNearZero() {
        return near.size() == 1;
    }

    /** @return how much steeper the steeper side of the turn near 0 is; NaN without one */
    double steeper() {
        return Math.max(left, right) / Math.min(left, right);
    }

    /** @return whether one side is clearly steeper */
    boolean isSteeperOnOneSide() {
        return steeper() >= STEEPER;
    }

    /**
     * How different two curves are when one is shifted, scaled and mirrored so that it fits the other best: the root of the mean
     * squared distance, as a share of the standard deviation; √(1 - r²), r being the correlation.
     *
     * @param a a curve
     * @param b another
     * @return from 0, the same shape, to 1, nothing in common
     */
    static double distance(double[] a, double[] b) {
        double[] mirrored =
                IntStream.range(0, POINTS).mapToDouble(i -> b[POINTS - 1 - i]).toArray();
        double r = Math.max(Math.abs(correlation(a, b)), Math.abs(correlation(a, mirrored)));
        return Math.sqrt(Math.max(0, 1 - r * r));
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = DoubleStream.of(a).average().orElseThrow();
        double meanB = DoubleStream.of(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }
}
