package rai.activations;

import rai.api.array.Elementary;

/**
 * The standard normal distribution: its density φ(z) = e^(-z²/2) / √(2π) and Φ(z) = ½ erfc(-z / √2), the probability of less
 * than z.
 *
 * <p>The error function is that of W. J. Cody, 1969, Rational Chebyshev approximations for the error function, Mathematics of
 * Computation 23, with the coefficients of his program calerf: three rational functions, each nearly the best of its degrees on
 * its interval; relative error below 1e-15.
 */
final class NormalDistribution {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double PER_SQRT_PI = 1 / Math.sqrt(Math.PI);

    /** φ(0). */
    static final double PEAK = 1 / Math.sqrt(2 * Math.PI);

    /** Up to here erf is taken directly, as x times a rational function of x². */
    private static final double SMALL = 0.46875;

    /** Up to here erfc is e^(-x²) times a rational function of x, then one of 1 / x². */
    private static final double MIDDLE = 4;

    /** From here on erfc is 0 as a double. */
    private static final double LARGE = 27;

    private static final double[] SMALL_UP = {
        1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3
    };
    private static final double[] SMALL_DOWN = {
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
    };
    private static final double[] MIDDLE_UP = {
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3
    };
    private static final double[] MIDDLE_DOWN = {
        1,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3
    };
    private static final double[] LARGE_UP = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };
    private static final double[] LARGE_DOWN = {
        1,
        2.56852019228982242,
        1.87295284992346047,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private NormalDistribution() {}

    /** φ(z). */
    static double density(Elementary functions, double z) {
        return PEAK * functions.exp(-z * z / 2);
    }

    /** Φ(z), with its relative precision also far below 0. */
    static double below(Elementary functions, double z) {
        return erfc(functions, -z * SQRT_HALF) / 2;
    }

    /** erf(x) = 2/√π ∫_0^x e^-t² dt, with its relative precision also near 0. */
    static double erf(double x) {
        return Math.abs(x) <= SMALL ? small(x) : 1 - erfc(Elementary.FAST, x);
    }

    /** erfc(x) = 1 - erf(x), with its relative precision where that is nearly 0. */
    static double erfc(Elementary functions, double x) {
        if (Math.abs(x) <= SMALL) {
            return 1 - small(x);
        }
        return x < 0 ? 2 - tail(functions, -x) : tail(functions, x);
    }

    private static double small(double x) {
        double y = x * x;
        return x * horner(SMALL_UP, y) / horner(SMALL_DOWN, y);
    }

    /** erfc(x) for x above the small ones, or NaN. */
    private static double tail(Elementary functions, double x) {
        if (x > LARGE) {
            return 0;
        }
        double scaled;
        if (x <= MIDDLE) {
            scaled = horner(MIDDLE_UP, x) / horner(MIDDLE_DOWN, x);
        } else {
            double y = 1 / (x * x);
            scaled = (PER_SQRT_PI - y * horner(LARGE_UP, y) / horner(LARGE_DOWN, y)) / x;
        }
        double sixteenths = (int) (x * 16) / 16.0; // its square is exact
        return functions.exp(-sixteenths * sixteenths) * functions.exp(-(x - sixteenths) * (x + sixteenths)) * scaled;
    }

    private static double horner(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
