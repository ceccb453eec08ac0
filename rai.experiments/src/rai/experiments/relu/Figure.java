package rai.experiments.relu;

import java.util.Locale;
import rai.statistics.Interval;

/** Numbers as texts. */
final class Figure {
    private Figure() {}

    /** Four significant digits. */
    static String of(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** A share with its interval, in per cent. */
    static String share(int some, int all, Interval interval) {
        return String.format(
                Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100.0 * some / all, 100 * interval.low(), 100 * interval.high());
    }
}
