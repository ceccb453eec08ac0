package rai.experiments.gallery;

import java.util.Arrays;
import java.util.Optional;
import rai.api.activation.NormalMoments;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.experiments.ScalarCurve;
import rai.statistics.Interval;

/**
 * What an activation looks like, measured on a fine grid, beside what its author says of it.
 *
 * @param spec the activation
 * @param curve its values and slopes
 * @param stated what its author states
 * @param moments at pre-activations from N(0, 1)
 * @param z the grid, symmetric around 0
 * @param values σ at the grid
 * @param slopes σ' at the grid
 */
record Portrait(
        String spec,
        ScalarCurve curve,
        Optional<Properties> stated,
        NormalMoments moments,
        double[] z,
        double[] values,
        double[] slopes) {
    /** The grid ends here. */
    static final double EDGE = 40;

    private static final int POINTS = 80_001;
    /** A slope below this counts as flat. */
    static final double FLAT = 0.01;

    private static final double EQUAL = 1e-9;

    static Portrait of(String spec, ScalarCurve curve, Optional<Properties> stated, NormalMoments moments) {
        double[] z = grid(EDGE, POINTS);
        return new Portrait(spec, curve, stated, moments, z, curve.values(z), curve.slopes(z));
    }

    static double[] grid(double edge, int points) {
        double[] z = new double[points];
        int half = (points - 1) / 2;
        Arrays.setAll(z, i -> (i - half) * (edge / half));
        return z;
    }

    private static boolean equal(double a, double b) {
        return Math.abs(a - b) <= EQUAL * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    /** The largest |σ'|. */
    double steepest() {
        return Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
    }

    /** The point nearest to 0 at which |σ'| is largest. */
    double steepestAt() {
        double largest = steepest();
        double at = Double.NaN;
        for (int i = 0; i < z.length; i++) {
            if (equal(Math.abs(slopes[i]), largest) && !(Math.abs(z[i]) >= Math.abs(at))) {
                at = z[i];
            }
        }
        return at;
    }

    /** Whether the slope still grows where the grid ends. */
    boolean growsBeyond() {
        return Math.abs(steepestAt()) == EDGE;
    }

    /** The largest |σ'|; if it still grows where the grid ends, what the author states of it. */
    double supremum() {
        return growsBeyond() ? stated.map(Properties::lipschitz).orElse(Double.POSITIVE_INFINITY) : steepest();
    }

    /** The point from which on |σ'| is below {@link #FLAT}, to the right; NaN if it is not at the edge. */
    double flatFrom() {
        int i = z.length;
        while (i > 0 && Math.abs(slopes[i - 1]) < FLAT) {
            i--;
        }
        return i == z.length ? Double.NaN : z[i];
    }

    /** The same to the left. */
    double flatUpTo() {
        int i = -1;
        while (i < z.length - 1 && Math.abs(slopes[i + 1]) < FLAT) {
            i++;
        }
        return i == -1 ? Double.NaN : z[i];
    }

    /** The smallest and the largest value on the grid. */
    Interval range() {
        return new Interval(
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow(),
                1);
    }

    boolean monotone() {
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[i - 1] - EQUAL) {
                return false;
            }
        }
        return true;
    }

    Symmetry symmetry() {
        boolean odd = true;
        boolean even = true;
        for (int i = 0; i < values.length; i++) {
            double mirrored = values[values.length - 1 - i];
            odd &= equal(mirrored, -values[i]);
            even &= equal(mirrored, values[i]);
        }
        return odd ? Symmetry.ODD : even ? Symmetry.EVEN : Symmetry.NONE;
    }

    /** What was measured that the author's properties deny; empty if they agree, or there are none. */
    Optional<String> contradiction() {
        return stated.flatMap(known -> {
            if (known.monotone() != monotone()) {
                return Optional.of("monotone: " + known.monotone());
            }
            if (known.symmetry() != symmetry()) {
                return Optional.of("symmetry: " + known.symmetry());
            }
            if (steepest() > known.lipschitz() * (1 + EQUAL)) {
                return Optional.of("slope at most " + known.lipschitz());
            }
            Interval range = range();
            return range.low() < known.low() - EQUAL || range.high() > known.high() + EQUAL
                    ? Optional.of("values from " + known.low() + " to " + known.high())
                    : Optional.empty();
        });
    }
}
