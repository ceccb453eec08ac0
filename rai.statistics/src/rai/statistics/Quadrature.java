package rai.statistics;

import java.util.function.DoubleUnaryOperator;

/** Integrals by the rule of Gauss and Legendre with 20 points per panel, exact for polynomials of degree 39. */
final class Quadrature {
    private static final int POINTS = 20;
    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            // Newton's method for the i-th root of the Legendre polynomial, from its asymptotic place
            double x = Math.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
            double slope = 0;
            for (int iteration = 0; iteration < 10; iteration++) {
                double before = 1;
                double value = x;
                for (int n = 2; n <= POINTS; n++) {
                    double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                    before = value;
                    value = next;
                }
                slope = POINTS * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private Quadrature() {}

    /** A point of the rule. */
    interface Visitor {
        void at(double x, double weight);
    }

    /** Visits the points of one panel. */
    static void visit(double from, double to, Visitor visitor) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        for (int i = 0; i < POINTS; i++) {
            visitor.at(middle + half * NODES[i], half * WEIGHTS[i]);
        }
    }

    /** The integral over panels of equal width. */
    static double panels(DoubleUnaryOperator f, double from, double to, int panels) {
        double width = (to - from) / panels;
        double[] sum = new double[1];
        for (int i = 0; i < panels; i++) {
            visit(from + i * width, from + (i + 1) * width, (x, weight) -> sum[0] += weight * f.applyAsDouble(x));
        }
        return sum[0];
    }
}
