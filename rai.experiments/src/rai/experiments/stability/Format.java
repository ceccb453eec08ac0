package rai.experiments.stability;

/**
 * Binary floating-point numbers: a sign, p significant bits, and exponents from a smallest to a largest one (IEEE 754, 2019). Below
 * the smallest exponent numbers lose bits, and then become 0; above the largest they are infinite.
 */
enum Format {
    FLOAT64("float64", 53, Double.MIN_EXPONENT, Double.MAX_EXPONENT) {
        @Override
        double round(double exact) {
            return exact;
        }
    },
    FLOAT32("float32", 24, Float.MIN_EXPONENT, Float.MAX_EXPONENT) {
        @Override
        double round(double exact) {
            return (float) exact;
        }
    },
    BFLOAT16("bfloat16", 8, Float.MIN_EXPONENT, Float.MAX_EXPONENT),
    FLOAT16("float16", 11, -14, 15);

    private final String label;
    private final int bits;
    private final int smallest;
    private final int largest;

    Format(String label, int bits, int smallest, int largest) {
        this.label = label;
        this.bits = bits;
        this.smallest = smallest;
        this.largest = largest;
    }

    String label() {
        return label;
    }

    /**
     * The nearest number of this format, ties to even. A sum or product of two such numbers in float64, rounded so, is the one that
     * hardware of this format computes.
     */
    double round(double exact) {
        if (exact == 0 || Double.isNaN(exact) || Double.isInfinite(exact)) {
            return exact;
        }
        int quantum = Math.max(Math.getExponent(exact), smallest) - bits + 1;
        double rounded = Math.scalb(Math.rint(Math.scalb(exact, -quantum)), quantum);
        return Math.getExponent(rounded) > largest ? Math.copySign(Double.POSITIVE_INFINITY, exact) : rounded;
    }

    double sum(double a, double b) {
        return round(a + b);
    }

    double product(double a, double b) {
        return round(a * b);
    }

    /** The smallest positive number: halved until only 0 would be left. */
    double smallestPositive() {
        double x = 1;
        while (product(x, 0.5) > 0) {
            x = product(x, 0.5);
        }
        return x;
    }

    /** The largest finite number: doubled while it is finite, then filled with all bits that fit. */
    double largestFinite() {
        double x = 1;
        while (Double.isFinite(product(x, 2))) {
            x = product(x, 2);
        }
        double more = x;
        for (double bit = x / 2; Double.isFinite(sum(more, bit)) && sum(more, bit) > more; bit /= 2) {
            more = sum(more, bit);
        }
        return more;
    }

    /** The spacing of numbers at 1: the smallest power of two that changes 1 when it is added. */
    double epsilon() {
        double x = 1;
        while (sum(1, product(x, 0.5)) > 1) {
            x = product(x, 0.5);
        }
        return x;
    }

    /** The smallest power of two that absorbs 1: x + 1 = x. */
    double absorbsOne() {
        double x = 1;
        while (sum(x, 1) > x) {
            x = product(x, 2);
        }
        return x;
    }
}
