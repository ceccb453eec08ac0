package rai.activations;

import java.util.Optional;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.graph.Node;

/**
 * A cubic Hermite spline through values y_0, ..., y_n on an even grid, continued straight beyond its ends. Its slope at an inner
 * point is the central difference (y_(i+1) - y_(i-1)) / 2h (Catmull and Rom, 1974); at an end it is that of the parabola through the
 * last three points, (-3 y_0 + 4 y_1 - y_2) / 2h.
 */
final class Spline {
    private static final int MOST_CELLS = 1000;

    private final double from;
    private final double to;
    private final double step;
    private final double[] y;
    /** The slope at each point. */
    private final double[] slope;

    /**
     * @param from the first point
     * @param to the last point
     * @param y the values; three or more
     */
    Spline(double from, double to, double[] y) {
        this.from = from;
        this.to = to;
        this.y = y;
        int last = y.length - 1;
        step = (to - from) / last;
        slope = new double[y.length];
        for (int i = 1; i < last; i++) {
            slope[i] = (y[i + 1] - y[i - 1]) / (2 * step);
        }
        slope[0] = (-3 * y[0] + 4 * y[1] - y[2]) / (2 * step);
        slope[last] = (3 * y[last] - 4 * y[last - 1] + y[last - 2]) / (2 * step);
    }

    double value(double z) {
        if (z >= from && z <= to) {
            int i = cell(z);
            return value(i, place(i, z));
        }
        return z < from ? straight(y[0], slope[0], z - from) : straight(y[y.length - 1], slope[y.length - 1], z - to);
    }

    /** A constant end stays constant at infinity, where 0 · ∞ would be NaN. */
    private static double straight(double y, double slope, double beyond) {
        return slope == 0 && !Double.isNaN(beyond) ? y : y + slope * beyond;
    }

    double derivative(double z) {
        if (z >= from && z <= to) {
            int i = cell(z);
            return derivative(i, place(i, z));
        }
        return Double.isNaN(z) ? Double.NaN : slope[z < from ? 0 : slope.length - 1];
    }

    private int cell(double z) {
        return Math.min((int) ((z - from) / step), y.length - 2);
    }

    /** Where z lies in its cell, from 0 to 1. */
    private double place(int cell, double z) {
        return (z - (from + cell * step)) / step;
    }

    /** In a cell, the value is y_i + t (m_i + t (b + t a)), with slopes per cell. */
    private double value(int i, double t) {
        return y[i] + t * (step * slope[i] + t * (square(i) + t * cube(i)));
    }

    private double derivative(int i, double t) {
        return slope[i] + t * (2 * square(i) + 3 * t * cube(i)) / step;
    }

    private double square(int i) {
        return 3 * (y[i + 1] - y[i]) - step * (2 * slope[i] + slope[i + 1]);
    }

    private double cube(int i) {
        return 2 * (y[i] - y[i + 1]) + step * (slope[i] + slope[i + 1]);
    }

    /** Exact: in each cell the value is a cubic, and the derivative a parabola. */
    Properties properties() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double steepest = 0;
        double flattest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < y.length - 1; i++) {
            for (double t : turns(i)) {
                low = Math.min(low, value(i, t));
                high = Math.max(high, value(i, t));
            }
            for (double t : new double[] {0, 1, within(-square(i) / (3 * cube(i)))}) {
                steepest = Math.max(steepest, Math.abs(derivative(i, t)));
                flattest = Math.min(flattest, derivative(i, t));
            }
        }
        double left = slope[0];
        double right = slope[slope.length - 1];
        return new Properties(
                left > 0 || right < 0 ? Double.NEGATIVE_INFINITY : low,
                left < 0 || right > 0 ? Double.POSITIVE_INFINITY : high,
                flattest >= 0,
                symmetry(),
                steepest,
                saturation(left == 0, right == 0));
    }

    /** Where the value of a cell may be largest or smallest: its ends, and where its derivative is 0. */
    private double[] turns(int i) {
        double a = 3 * cube(i);
        double b = square(i);
        double c = step * slope[i];
        double root = Math.sqrt(b * b - a * c);
        double sum = -(b + Math.copySign(root, b)); // the form that does not cancel
        return new double[] {0, 1, within(sum / a), within(c / sum)};
    }

    /** @return the place if it lies in the cell, else an end of it */
    private static double within(double t) {
        return t > 0 && t < 1 ? t : 0;
    }

    private static Saturation saturation(boolean left, boolean right) {
        if (left && right) {
            return Saturation.BOTH;
        }
        return left ? Saturation.LEFT : right ? Saturation.RIGHT : Saturation.NONE;
    }

    private Symmetry symmetry() {
        if (from != -to) {
            return Symmetry.NONE;
        }
        boolean odd = true;
        boolean even = true;
        for (int i = 0, last = y.length - 1; i <= last; i++) {
            odd &= y[i] == -y[last - i];
            even &= y[i] == y[last - i];
        }
        return even ? Symmetry.EVEN : odd ? Symmetry.ODD : Symmetry.NONE;
    }

    /** A case for each cell; empty for so many that nobody would want to read them. */
    Optional<Node> graph(Node z) {
        int last = y.length - 1;
        if (last > MOST_CELLS) {
            return Optional.empty();
        }
        Node value = z.minus(to).times(slope[last]).plus(y[last]);
        for (int i = last - 1; i >= 0; i--) {
            Node t = z.minus(from + i * step).over(step);
            Node cubic = t.times(cube(i))
                    .plus(square(i))
                    .times(t)
                    .plus(step * slope[i])
                    .times(t)
                    .plus(y[i]);
            value = i == last - 1
                    ? z.whereGreater(to, value, cubic)
                    : z.whereGreater(from + (i + 1) * step, value, cubic);
        }
        return Optional.of(
                z.whereGreater(from, value, z.minus(from).times(slope[0]).plus(y[0])));
    }
}
