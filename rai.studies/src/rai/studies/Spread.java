package rai.studies;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * A number over several seeds.
 *
 * @param mean the mean
 * @param min the smallest
 * @param max the largest
 */
record Spread(double mean, double min, double max) {
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        DoubleSummaryStatistics s =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new Spread(s.getAverage(), s.getMin(), s.getMax());
    }

    /** @return {@code mean [min, max]} with that many digits after the point, or a dash if there is no number */
    String text(int digits) {
        if (Double.isNaN(mean)) {
            return "-";
        }
        return round(mean, digits) + " [" + round(min, digits) + ", " + round(max, digits) + "]";
    }

    /** A number that rounds to zero has no sign. */
    private static String round(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.matches("-0\\.?0*") ? text.substring(1) : text;
    }
}
