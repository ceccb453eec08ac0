package rai.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in sentences. */
final class Numbers {
    private Numbers() {}

    /** Two significant digits, but all digits of a whole part; with an exponent below 0.0001 and from 100,000 on. */
    static String text(double value) {
        double size = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size < 1e-4 || size >= 1e5) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_EVEN));
        return size >= 10
                ? new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toPlainString()
                : rounded.setScale(rounded.scale() + 2 - rounded.precision()).toPlainString();
    }

    /** A p-value: three digits after the point. */
    static String p(double p) {
        if (p < 0.001) {
            return "p < 0.001";
        }
        return "p = " + new BigDecimal(p).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
