package rai.experiments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** Numbers as readers see them, in sentences and tables. */
public final class Show {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;
    private static final double LEVEL = 0.95;

    private Show() {}

    /**
     * @param value any number
     * @return four significant digits, with an exponent for very small and very large sizes; - for NaN, inf for infinity
     */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
        double size = Math.abs(value);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            return rounded.stripTrailingZeros().toString().replace("E", "e");
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    /**
     * @param values a value per seed
     * @return their mean with its 95 % interval by t and their number, such as {@code 0.48 [0.46, 0.5], n = 10}
     */
    public static String mean(double[] values) {
        Interval interval = Intervals.t(values, LEVEL);
        return number(Summary.of(values).mean()) + (interval.isDefined() ? " " + text(interval) : "") + ", n = "
                + values.length;
    }

    /**
     * @param values a value per seed
     * @return their median with their range and their number, such as {@code 0.48 (0.46 to 0.5), n = 10}
     */
    public static String median(double[] values) {
        Summary summary = Summary.of(values);
        return number(summary.median()) + " (" + number(summary.min()) + " to " + number(summary.max()) + "), n = "
                + values.length;
    }

    /**
     * @param successes how often it happened
     * @param trials how often it could have happened
     * @return the share with its 95 % interval by Wilson's score, such as {@code 7 of 10 (0.7 [0.3968, 0.8922])}
     */
    public static String share(int successes, int trials) {
        return successes + " of " + trials
                + (trials == 0
                        ? ""
                        : " (" + number((double) successes / trials) + " "
                                + text(Intervals.wilson(successes, trials, LEVEL)) + ")");
    }

    /**
     * @param interval an interval
     * @return both ends in brackets; - if it is not defined
     */
    public static String text(Interval interval) {
        return interval.isDefined() ? "[" + number(interval.low()) + ", " + number(interval.high()) + "]" : "-";
    }

    /**
     * @param value a number
     * @return its entry; a number that is not finite has no place in JSON, and is a text alone
     */
    public static Entry entry(double value) {
        return entry(value, List.of());
    }

    /**
     * @param value a number
     * @param trials the ids of the trials that it was computed from
     * @return its entry
     */
    public static Entry entry(double value, List<String> trials) {
        return new Entry(Double.isFinite(value) ? value : null, number(value), trials);
    }

    /**
     * @param name the name in CSV
     * @param title the heading
     * @return a column of numbers
     */
    public static Column number(String name, String title) {
        return new Column(name, title, Kind.NUMBER);
    }

    /**
     * @param name the name in CSV
     * @param title the heading
     * @return a column of texts
     */
    public static Column text(String name, String title) {
        return new Column(name, title, Kind.TEXT);
    }
}
