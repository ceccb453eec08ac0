package rai.studies.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import rai.api.report.DataTable.Entry;
import rai.api.spec.Settings;

/** Numbers and names as readers see them. */
final class Show {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;

    private Show() {}

    /** Four significant digits; no exponent for sizes that are read easily. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
        double size = Math.abs(value);
        return size != 0 && (size < SMALL || size >= LARGE)
                ? rounded.stripTrailingZeros().toString().replace("E", "e")
                : rounded.toPlainString();
    }

    /** With as many digits as a spread allows: two digits of it are shown. */
    static String number(double value, double spread) {
        if (!Double.isFinite(value) || !(spread > 0) || Double.isInfinite(spread)) {
            return number(value);
        }
        int digits = (int) Math.max(0, 1 - Math.floor(Math.log10(spread)));
        double size = Math.abs(value);
        return digits > 8 || size >= LARGE
                ? number(value)
                : new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String p(double p) {
        return Double.isNaN(p) ? "-" : p < 0.001 ? "< 0.001" : String.format(java.util.Locale.ROOT, "%.3f", p);
    }

    /** A metric in words: {@code test.accuracy} is "test accuracy". */
    static String metric(String name) {
        return name.replace('.', ' ').replace('_', ' ');
    }

    /** A text that begins with a capital letter, for titles. */
    static String title(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A level of a factor. */
    static String level(Object level) {
        return level instanceof Double number ? Settings.number(number) : String.valueOf(level);
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    static Entry entry(double value, List<String> trials) {
        return new Entry(finite(value), number(value), trials);
    }

    static Entry entry(double value, double spread, List<String> trials) {
        return new Entry(finite(value), number(value, spread), trials);
    }

    static Entry entry(double value) {
        return entry(value, List.of());
    }

    /** A number that is not finite has no place in JSON. */
    private static Number finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
