package rai.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in sentences. */
final class Numbers {
    private Numbers() {}

    /** Two significant digits, and no exponent between 0.0001 and 100,000; larger whole parts are kept. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(value);
        if (size != 0 && (size < 1e-4 || size >= 1e5)) {
            return exact.round(new MathContext(2, RoundingMode.HALF_EVEN))
                    .toString()
                    .replace("E", "e");
        }
        return size >= 10
                ? exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString()
                : exact.round(new MathContext(2, RoundingMode.HALF_EVEN)).toPlainString();
    }

    /** A p-value: three digits after the point. */
    static String p(double p) {
        if (p < 0.001) {
            return "p < 0.001";
        }
        return "p = " + new BigDecimal(p).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
