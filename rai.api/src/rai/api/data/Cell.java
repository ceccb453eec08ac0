package rai.api.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text in a cell of a table means. */
public final class Cell {
    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null");
    private static final Pattern INFINITY = Pattern.compile("(?i)[+-]?inf(inity)?");
    private static final Pattern UNREADABLE_NUMBER = Pattern.compile(
            "[+-]?[$€£¥]? ?(0[xX][0-9a-fA-F]+" + "|(\\d{1,3}([.,'’_ \u00a0\u202f]\\d{3})+|\\d+)([.,]\\d+)?) ?[%$€£¥]?");

    private Cell() {}

    /**
     * @param text without white space around it
     * @return whether it is one of the usual signs for a missing value
     */
    public static boolean isMissing(String text) {
        return text.length() <= 4 && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * @param text without white space around it
     * @return whether it is a finite decimal number
     */
    public static boolean isNumber(String text) {
        return Double.isFinite(number(text));
    }

    /**
     * @param text without white space around it
     * @return whether it says infinity, or a number too large to distinguish from it
     */
    public static boolean isInfinite(String text) {
        return Double.isInfinite(number(text)) || INFINITY.matcher(text).matches();
    }

    /**
     * @param text without white space around it
     * @return whether it is probably meant as a number, but is not written as one that can be read: {@code 1,234}, {@code 3,5},
     *     {@code 1.234,5}, {@code 12 %}, {@code $5} or {@code 0x10}
     */
    public static boolean isUnreadableNumber(String text) {
        return !isNumber(text) && UNREADABLE_NUMBER.matcher(text).matches();
    }

    /**
     * Reads a decimal number. Java's own forms ({@code 1d}, {@code 0x1p3}, {@code Infinity}) are texts here.
     *
     * @param text without white space around it
     * @return the number, infinite if it is too large for one; NaN if the text is not a number
     */
    public static double number(String text) {
        if (text.isEmpty()
                || !startsNumber(text.charAt(0))
                || !endsNumber(text.charAt(text.length() - 1))
                || text.indexOf('x') > 0
                || text.indexOf('X') > 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean startsNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.';
    }

    private static boolean endsNumber(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }
}
