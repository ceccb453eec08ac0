package rai.shell.archive;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.shell.console.Failure;

/** How large files may be, as options say it. */
final class Size {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})([KMGT]?)B?", Pattern.CASE_INSENSITIVE);

    private Size() {}

    /**
     * @param option the option, for messages
     * @param text such as 500M or 8G
     * @return bytes
     */
    static long bytes(String option, String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new Failure(option + ": '" + text + "' is not a size, such as 500M or 8G");
        }
        int power =
                " KMGT".indexOf((parts.group(2) + " ").toUpperCase(Locale.ROOT).charAt(0));
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << 10 * power);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
