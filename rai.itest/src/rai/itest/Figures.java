package rai.itest;

import java.util.Locale;

/** Prints what was measured, for people. */
final class Figures {
    private Figures() {}

    static void title(String format, Object... of) {
        System.out.println();
        row(format, of);
    }

    static void row(String format, Object... of) {
        System.out.println(String.format(Locale.ROOT, format, of));
    }
}
