package rai.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as texts. */
final class Figures {
    private static final char MINUS = '\u2212';
    private static final int LONGEST = 8;

    private Figures() {}

    /** All digits, without those after the point of a whole number. */
    static String exact(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** To some significant digits, without zeros at the end. */
    static String brief(double value, int digits) {
        return rounded(value, digits, true);
    }

    /** To some significant digits, zeros at the end included. */
    static String fixed(double value, int digits) {
        return rounded(value, digits, false);
    }

    private static String rounded(double value, int digits, boolean isShort) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.isFinite(value) ? "0" : exact(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (isShort) {
            rounded = rounded.stripTrailingZeros();
        } else if (rounded.scale() < digits - 1 - exponent) {
            rounded = rounded.setScale(digits - 1 - exponent);
        }
        return tick(rounded, exponent >= -4 && exponent < 6);
    }

    /** As at an axis: plain, or with an exponent. */
    static String tick(BigDecimal value, boolean plain) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal digits = value.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        String text;
        if (plain && Math.abs(exponent) <= LONGEST) {
            text = value.scale() < 0 ? digits.toPlainString() : value.toPlainString();
        } else {
            text = digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        }
        return text.replace('-', MINUS);
    }
}
