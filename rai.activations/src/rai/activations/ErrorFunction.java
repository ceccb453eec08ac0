package rai.activations;

/** erf(x) = 2/√π ∫_0^x e^-t² dt, with a relative error of some roundings. */
final class ErrorFunction {
    /** Beyond this the continued fraction is short; before, so is the series. */
    private static final double BORDER = 2.5;

    private ErrorFunction() {}

    static double erf(double x) {
        double size = Math.abs(x);
        if (size < BORDER) {
            return series(x);
        }
        return size > 6 ? Math.signum(x) : Math.signum(x) * (1 - fraction(size)); // NaN ends here too
    }

    /** 2/√π e^-x² Σ 2^n x^(2n+1) / (1·3···(2n+1)): all terms have one sign, so nothing cancels (Abramowitz & Stegun 7.1.6). */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; sum + term != sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** erfc(x) = e^-x² / √π · 1 / (x + ½ / (x + 1 / (x + 3/2 / (x + ...)))) (Abramowitz & Stegun 7.1.14). */
    private static double fraction(double x) {
        double tail = x;
        for (int k = 60; k >= 1; k--) {
            tail = x + k / 2.0 / tail;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
    }
}
