package rai.check;

/**
 * The behaviour of a function far out on one side, from its float64 values at z = ±2 to ±1e12 in a geometric sequence, as
 * far as they are finite, so that an overflow is not mistaken for a limit.
 *
 * @param end whether it has a limit
 * @param limit the limit: a number or an infinity; NaN without one
 * @param error how far the true limit may be from this one
 */
record Tail(End end, double limit, double error) {
    /** How a function may continue. */
    enum End {
        /** It converges. */
        FINITE,
        /** It grows or falls without bound. */
        INFINITE,
        /** It does neither, like the sine. */
        NONE
    }

    private static final double FIRST = 2;
    private static final double LAST = 1e12;
    private static final double FACTOR = 1.05;
    /** How many samples lie between two compared points, over which z grows by the factor 1.8. */
    private static final int SPAN = 12;

    private static final double REST = 1e-9;

    /**
     * @param f the function
     * @param side -1 or 1
     */
    static Tail of(Curve f, int side) {
        int n = (int) Math.ceil(Math.log(LAST / FIRST) / Math.log(FACTOR));
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = side * FIRST * Math.pow(FACTOR, i);
        }
        double[] values = f.at(z);
        int finite = 0;
        while (finite < n && Double.isFinite(values[finite])) {
            finite++;
        }
        if (finite <= 2 * SPAN) {
            return new Tail(End.NONE, Double.NaN, 0);
        }
        double last = values[finite - 1];
        double near = range(values, finite - 1 - SPAN, finite);
        double far = range(values, finite - 1 - 2 * SPAN, finite - SPAN);
        double noise = REST * Math.max(1, Math.abs(last));
        if (near <= noise) {
            return new Tail(End.FINITE, last, noise);
        }
        if (near < 0.8 * far) {
            return new Tail(End.FINITE, last, 4 * near);
        }
        return monotone(values, finite - 1 - 2 * SPAN, finite)
                ? new Tail(End.INFINITE, Math.copySign(Double.POSITIVE_INFINITY, last - values[finite - 2]), 0)
                : new Tail(End.NONE, Double.NaN, 0);
    }

    /** Whether a value is plausible near the end of the function. */
    boolean allows(double value) {
        return switch (end) {
            case NONE -> true;
            case INFINITE -> value == limit;
            case FINITE -> Math.abs(value - limit) <= Math.max(1e-5 * Math.max(1, Math.abs(limit)), error);
        };
    }

    private static double range(double[] values, int from, int to) {
        double low = values[from];
        double high = values[from];
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return high - low;
    }

    private static boolean monotone(double[] values, int from, int to) {
        boolean up = true;
        boolean down = true;
        for (int i = from + 1; i < to; i++) {
            up &= values[i] >= values[i - 1];
            down &= values[i] <= values[i - 1];
        }
        return up || down;
    }
}
