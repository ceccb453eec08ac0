package rai.api.graph;

/**
 * erf x = 2/√π e^(-x²) Σ_n 2^n x^(2n+1) / (1·3·5···(2n+1)), whose terms all have the sign of x, so that nothing cancels; Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 1964, 7.1.6.
 */
final class ErrorFunction {
    /** From here on it is ±1 as a double. */
    private static final double ONE = 6;

    private ErrorFunction() {}

    static double of(double x) {
        if (Double.isNaN(x) || Math.abs(x) >= ONE) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4 && n < 500; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
