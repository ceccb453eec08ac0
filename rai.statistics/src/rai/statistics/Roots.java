package rai.statistics;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** Where an increasing function is zero. */
final class Roots {
    private static final BrentSolver BRENT = new BrentSolver(1e-13, 1e-13, 1e-15);

    private Roots() {}

    /** @return the root of f, which is not positive at low and not negative at high */
    static double find(DoubleUnaryOperator f, double low, double high) {
        return BRENT.findRoot(f, low, high);
    }
}
