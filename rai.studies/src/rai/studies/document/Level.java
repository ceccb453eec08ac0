package rai.studies.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A level of an axis.
 *
 * @param factor how results name it: a number ({@code Long} or {@code Double}) or a text
 * @param label the same as a text
 * @param value the value that a template or a key gets: a text, a number, true or false; null is {@code none}
 * @param hasValue whether there is one; otherwise the level is what it sets
 * @param set the keys of the run that it sets, by their paths
 * @param path its place in the document
 */
public record Level(Object factor, String label, Object value, boolean hasValue, Map<String, Object> set, String path) {
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e7;
    private static final double WHOLE = 1e15;

    /** Copies the map. */
    public Level {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    /** A level that is a value alone. */
    static Level of(Object value, String path) {
        String label = text(value);
        return new Level(factor(value, label), label, value, true, Map.of(), path);
    }

    private static Object factor(Object value, String label) {
        if (!(value instanceof Number number)) {
            return label;
        }
        double nearest = number.doubleValue();
        return nearest == Math.rint(nearest) && Math.abs(nearest) < WHOLE ? (Object) (long) nearest : (Object) nearest;
    }

    /**
     * @param value a value of a document
     * @return the value as a spec has it: the shortest text of exactly this number, {@code none} for null
     */
    public static String text(Object value) {
        if (value == null) {
            return "none";
        }
        return value instanceof Number number ? number(number) : String.valueOf(value);
    }

    /** In the form of {@code Settings.number}, but with every digit that was written. */
    private static String number(Number number) {
        if (number instanceof BigInteger
                || number instanceof Long
                || number instanceof Integer
                || !Double.isFinite(number.doubleValue())) {
            return number.toString();
        }
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        double size = Math.abs(exact.doubleValue());
        boolean whole = exact.scale() <= 0 && size < WHOLE;
        if (exact.signum() == 0 || whole || size >= SMALL && size < LARGE) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        return (exact.signum() < 0 ? "-" : "") + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + exponent;
    }

    /** @return its label */
    @Override
    public String toString() {
        return label;
    }
}
