package rai.shell.text;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measured values as short text. */
public final class Numbers {
    private static final int FEW = 4;

    private Numbers() {}

    /** Four significant digits. */
    public static String text(double value) {
        if (!Double.isFinite(value) || value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Double.isFinite(value) ? Long.toString((long) value) : Double.toString(value);
        }
        double size = Math.abs(value);
        if (size < 1e-4 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A loss or an accuracy, with as many decimals as those above and below it. */
    public static String metric(double value) {
        double size = Math.abs(value);
        return Double.isFinite(value) && (size == 0 || size >= 1e-3) && size < 1e4
                ? String.format(Locale.ROOT, "%.4f", value)
                : text(value);
    }

    /** A size in kB, MB or GB, whichever reads best. */
    public static String bytes(double bytes) {
        double of = bytes < 1e6 ? 1e3 : bytes < 1e9 ? 1e6 : 1e9;
        return text(bytes / of) + (bytes < 1e6 ? " kB" : bytes < 1e9 ? " MB" : " GB");
    }

    /** A number, a text, or a list; of a long list its ends and its largest number. */
    public static String text(Object value) {
        if (value instanceof Number number) {
            return text(number.doubleValue());
        }
        if (value instanceof Collection<?> list) {
            if (list.size() <= FEW) {
                return list.stream().map(Numbers::text).collect(Collectors.joining(", "));
            }
            Object[] all = list.toArray();
            String ends = text(all[0]) + " .. " + text(all[all.length - 1]);
            return list.stream().allMatch(Number.class::isInstance)
                    ? ends + " (max "
                            + text(list.stream()
                                    .mapToDouble(v -> ((Number) v).doubleValue())
                                    .max()
                                    .orElseThrow()) + " of " + all.length + ")"
                    : ends + " (" + all.length + " in all)";
        }
        return String.valueOf(value);
    }
}
