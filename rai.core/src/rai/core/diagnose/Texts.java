package rai.core.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and lists in sentences. */
final class Texts {
    private static final int MOST = 8;

    private Texts() {}

    /** Three significant digits, without a needless exponent. */
    static String of(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        String text =
                String.format(Locale.ROOT, size >= 1e-3 && size < 1e5 ? "%." + digits(size) + "f" : "%.2e", value);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static int digits(double size) {
        return Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    }

    /** {@code unit 3}, {@code units 1, 2 and 3}, {@code units 1, 2, 3 and 17 more}. */
    static String units(List<Integer> units) {
        if (units.size() == 1) {
            return "unit " + units.get(0);
        }
        int shown = units.size() <= MOST ? units.size() - 1 : MOST;
        String some = units.stream().limit(shown).map(String::valueOf).collect(Collectors.joining(", "));
        return "units " + some + " and "
                + (units.size() <= MOST ? units.get(units.size() - 1) : (units.size() - shown) + " more");
    }

    /** All units of a layer. */
    static String all(int units) {
        return switch (units) {
            case 1 -> "the only unit";
            case 2 -> "both units";
            default -> "all " + units + " units";
        };
    }

    static String examples(int count) {
        return count == 1 ? "the only example" : "all " + count + " examples";
    }
}
