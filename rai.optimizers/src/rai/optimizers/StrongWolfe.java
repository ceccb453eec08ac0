package rai.optimizers;

import java.util.function.DoubleFunction;

/**
 * A line search for a step t that meets the strong Wolfe conditions
 *
 * <pre>
 * φ(t) ≤ φ(0) + c1 t φ'(0),   |φ'(t)| ≤ c2 |φ'(0)|,   φ(t) = L(x + t d)
 * </pre>
 *
 * <p>(Nocedal and Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6, with cubic interpolation and the safeguards of
 * Schmidt's minFunc, which PyTorch has too). Trial points at which φ is not finite are moved back half the way.
 */
final class StrongWolfe {
    private static final double C1 = 1e-4;
    private static final double C2 = 0.9;
    private static final int MOST = 25;

    /**
     * A point of the line.
     *
     * @param t the step
     * @param value φ(t)
     * @param slope φ'(t)
     */
    record Point(double t, double value, double slope) {}

    private final DoubleFunction<Point> line;
    private final Point start;
    private final double least;
    private int trials;

    /**
     * @param line evaluates the line
     * @param start the point t = 0, with a slope below 0
     * @param least the length of bracket at which the search gives up
     */
    StrongWolfe(DoubleFunction<Point> line, Point start, double least) {
        this.line = line;
        this.start = start;
        this.least = least;
    }

    /** @return the best point found; {@code start} itself if nothing is better */
    Point search(double first) {
        Point last = start;
        Point now = trial(last.t(), first);
        int widened = 0;
        while (widened < MOST) {
            if (tooHigh(now) || widened > 1 && now.value() >= last.value()) {
                return zoom(last, now, widened);
            }
            if (flat(now)) {
                return now;
            }
            if (now.slope() >= 0) {
                return zoom(last, now, widened);
            }
            double next = cubic(last, now, now.t() + 0.01 * (now.t() - last.t()), 10 * now.t());
            last = now;
            now = trial(last.t(), next);
            widened++;
        }
        return start.value() <= now.value() ? start : now;
    }

    /** @return how often the line was evaluated */
    int trials() {
        return trials;
    }

    /** Between two points there is one that will do. */
    private Point zoom(Point one, Point other, int done) {
        boolean oneIsLow = one.value() <= other.value();
        Point low = oneIsLow ? one : other;
        Point high = oneIsLow ? other : one;
        boolean stuck = false;
        for (int i = done; i < MOST && Math.abs(high.t() - low.t()) >= least; i++) {
            double from = Math.min(low.t(), high.t());
            double to = Math.max(low.t(), high.t());
            double t = cubic(low, high, from, to);
            double margin = 0.1 * (to - from);
            if (Math.min(to - t, t - from) < margin) { // so near to an end that it may hardly move
                if (stuck || t >= to || t <= from) {
                    t = Math.abs(t - to) < Math.abs(t - from) ? to - margin : from + margin;
                    stuck = false;
                } else {
                    stuck = true;
                }
            } else {
                stuck = false;
            }
            Point now = evaluate(t);
            if (!Double.isFinite(now.value()) || tooHigh(now) || now.value() >= low.value()) {
                high = now;
                if (high.value() < low.value()) {
                    high = low;
                    low = now;
                }
            } else {
                if (flat(now)) {
                    return now;
                }
                if (now.slope() * (high.t() - low.t()) >= 0) {
                    high = low;
                }
                low = now;
            }
        }
        return low;
    }

    private boolean tooHigh(Point point) {
        return point.value() > start.value() + C1 * point.t() * start.slope();
    }

    private boolean flat(Point point) {
        return Math.abs(point.slope()) <= -C2 * start.slope();
    }

    private Point trial(double from, double t) {
        Point point = evaluate(t);
        double at = t;
        for (int i = 0; i < MOST && !(Double.isFinite(point.value()) && Double.isFinite(point.slope())); i++) {
            at = (from + at) / 2;
            point = evaluate(at);
        }
        return point;
    }

    private Point evaluate(double t) {
        trials++;
        return line.apply(t);
    }

    /** The minimum of the cubic through two points with their slopes, held within bounds; the middle if it has none. */
    private static double cubic(Point a, Point b, double least, double most) {
        Point left = a.t() <= b.t() ? a : b;
        Point right = a.t() <= b.t() ? b : a;
        double d = left.slope() + right.slope() - 3 * (left.value() - right.value()) / (left.t() - right.t());
        double square = d * d - left.slope() * right.slope();
        if (!(square >= 0)) {
            return (least + most) / 2;
        }
        double root = Math.sqrt(square);
        double minimum = right.t()
                - (right.t() - left.t()) * ((right.slope() + root - d) / (right.slope() - left.slope() + 2 * root));
        return Double.isNaN(minimum) ? (least + most) / 2 : Math.min(Math.max(minimum, least), most);
    }
}
