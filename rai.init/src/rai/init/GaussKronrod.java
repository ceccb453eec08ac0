package rai.init;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.NormalMoments;
import rai.api.activation.Quadrature;
import rai.api.array.Doubles;
import rai.api.array.Elementary;

/**
 * Expectations over u ~ N(0, 1) by adaptive Gauss-Kronrod quadrature, 7 and 15 points an interval (Kronrod, 1965; the rule
 * qk15 of Piessens et al., 1983, QUADPACK).
 *
 * <p>An interval whose two rules disagree is halved. So smooth functions are done at once, a kink or a jump costs a few
 * dozen points a halving, and no place of a kink need be known. All intervals of one width are evaluated in one call.
 */
@Component
public final class GaussKronrod implements Quadrature {
    /** The density at ±16 is 1e-56. */
    private static final int BOUND = 16;

    /** Width of the first intervals: kinks at multiples of it, where most are, fall between intervals. */
    private static final double WIDTH = 0.5;

    /** By how much the two rules may disagree about an interval, as a share of the whole integral of |f|. */
    private static final double TOLERANCE = 1e-13;

    /** A smaller share of the integral of |f| has no digit that is not rounding. */
    private static final double ROUNDING = 1e-15;

    /** Enough for a jump; an interval still open then holds a pole. */
    private static final int MOST_HALVINGS = 45;

    /** A function that needs more intervals of one width than this has no shape that points could show. */
    private static final int MOST_INTERVALS = 1 << 15;

    /** From the middle of an interval to its end; the other half mirrors it. Every second point is one of the 7. */
    private static final double[] POINTS = {
        0,
        0.207784955007898467600689403773245,
        0.405845151377397166906606412076961,
        0.586087235467691130294144838258730,
        0.741531185599394439863864773280788,
        0.864864423359769072789712788640926,
        0.949107912342758524526189684047851,
        0.991455371120812639206854697526329
    };

    private static final double[] KRONROD = {
        0.209482141084727828012999174891714,
        0.204432940075298892414161999234649,
        0.190350578064785409913256402421014,
        0.169004726639267902826583426598550,
        0.140653259715525918745189590510238,
        0.104790010322250183839876322541518,
        0.063092092629978553290700663189204,
        0.022935322010529224963732008058970
    };

    private static final double[] GAUSS = {
        0.417959183673469387755102040816327,
        0.381830050505118944950369775488975,
        0.279705391489276667901467771423780,
        0.129484966168869693270611432679082
    };

    private static final int HALF = POINTS.length - 1;
    private static final int EACH = 2 * HALF + 1;

    @Override
    public NormalMoments moments(Activation activation) {
        return new NormalMoments(
                mean(activation),
                secondMoment(Elementary.FAST, activation),
                slopeSecondMoment(Elementary.FAST, activation));
    }

    private static double mean(Activation activation) {
        return expectation(Elementary.FAST, u -> value(activation, u));
    }

    /** E[σ(u)²]. */
    static double secondMoment(Elementary functions, Activation activation) {
        return expectation(functions, u -> squares(value(activation, u)));
    }

    /** E[σ'(u)²]. */
    static double slopeSecondMoment(Elementary functions, Activation activation) {
        return expectation(functions, u -> squares(slope(activation, u)));
    }

    /**
     * E[f(u)].
     *
     * @param functions the exponential of the density
     * @param f takes points to values
     * @return the expectation, or NaN if it does not exist or no interval is narrow enough to find it
     */
    static double expectation(Elementary functions, UnaryOperator<double[]> f) {
        double[] starts = new double[(int) (2 * BOUND / WIDTH)];
        Arrays.setAll(starts, i -> -BOUND + i * WIDTH);
        double width = WIDTH;
        double whole = Double.NaN;
        double sum = 0;
        for (int halvings = 0; starts.length > 0; halvings++, width /= 2) {
            Rules rules = new Rules(functions, f, starts, width);
            if (halvings == 0) {
                whole = Arrays.stream(rules.size).sum();
                double tails = rules.size[0] + rules.size[starts.length - 1];
                if (!Double.isFinite(whole) || tails > TOLERANCE * whole) {
                    return Double.NaN; // it outgrows the density
                }
            }
            double[] open = new double[2 * starts.length];
            int n = 0;
            for (int i = 0; i < starts.length; i++) {
                if (Math.abs(rules.kronrod[i] - rules.gauss[i]) <= TOLERANCE * whole) {
                    sum += rules.kronrod[i];
                } else {
                    open[n++] = starts[i];
                    open[n++] = starts[i] + width / 2;
                }
            }
            if (n > 0 && halvings == MOST_HALVINGS || n > MOST_INTERVALS) {
                return Double.NaN;
            }
            starts = Arrays.copyOf(open, n);
        }
        return Math.abs(sum) > ROUNDING * whole ? sum : 0; // what remains of an odd function
    }

    /** What the two rules find for f times the density in intervals of one width, and for its absolute value. */
    private static final class Rules {
        final double[] kronrod;
        final double[] gauss;
        final double[] size;

        Rules(Elementary functions, UnaryOperator<double[]> f, double[] starts, double width) {
            double half = width / 2;
            double[] u = new double[starts.length * EACH];
            Arrays.setAll(u, i -> starts[i / EACH] + half + half * point(i % EACH - HALF));
            double[] y = f.apply(u);
            kronrod = new double[starts.length];
            gauss = new double[starts.length];
            size = new double[starts.length];
            for (int i = 0; i < u.length; i++) {
                double value = half * y[i] * functions.exp(-u[i] * u[i] / 2) / Math.sqrt(2 * Math.PI);
                int interval = i / EACH;
                int point = Math.abs(i % EACH - HALF);
                kronrod[interval] += KRONROD[point] * value;
                size[interval] += KRONROD[point] * Math.abs(value);
                if (point % 2 == 0) {
                    gauss[interval] += GAUSS[point / 2] * value;
                }
            }
        }

        private static double point(int signed) {
            return signed < 0 ? -POINTS[-signed] : POINTS[signed];
        }
    }

    private static double[] value(Activation activation, double[] u) {
        INDArray a = column(u.length, i -> u[i]);
        activation.value(a, a);
        return Doubles.copy(a);
    }

    private static double[] slope(Activation activation, double[] u) {
        INDArray z = column(u.length, i -> u[i]);
        INDArray a = column(u.length, i -> 0);
        activation.value(z, a);
        INDArray slope = column(u.length, i -> 1);
        activation.backward(z, a, slope, slope);
        return Doubles.copy(slope);
    }

    /** Of one unit, the points are the examples. */
    private static INDArray column(int n, IntToDoubleFunction element) {
        INDArray column = Nd4j.createUninitialized(DataType.DOUBLE, n, 1);
        Fill.with(column, element);
        return column;
    }

    private static double[] squares(double[] y) {
        return Arrays.stream(y).map(v -> v * v).toArray();
    }
}
