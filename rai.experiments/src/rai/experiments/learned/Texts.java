package rai.experiments.learned;

import java.util.Locale;
import rai.api.report.DataTable.Entry;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/** Numbers as texts. */
final class Texts {
    static final double LEVEL = 0.95;

    private Texts() {}

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    static String shorter(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    static String mean(double mean, Interval interval) {
        return number(mean)
                + (interval.isDefined() ? " [" + number(interval.low()) + ", " + number(interval.high()) + "]" : "");
    }

    /** A share, with Wilson's interval. */
    static String share(int count, int of, String what) {
        Interval interval = Intervals.wilson(count, of, LEVEL);
        return count + " of " + of + " " + what + " ("
                + String.format(
                        Locale.ROOT,
                        "%.0f %% [%.0f, %.0f]",
                        100.0 * count / of,
                        100 * interval.low(),
                        100 * interval.high())
                + ")";
    }

    static Entry entry(double value) {
        return Entry.of(Double.isNaN(value) ? null : (Number) value, number(value));
    }
}
