package rai.core.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a skewed column is bent before it is shifted and scaled to mean 0 and variance 1.
 *
 * @param kind the function
 * @param quantiles for {@link Kind#QUANTILE} the values below which equal shares of the training rows lie, ascending
 */
public record Scale(Kind kind, List<Double> quantiles) {
    /** So many shares are kept at most. */
    private static final int SHARES = 100;

    /** The function. */
    public enum Kind {
        /** sign(x) ln(1 + |x|) */
        LOG,
        /** The share of the training rows whose value is smaller: from 0 to 1, linear between the quantiles. */
        QUANTILE
    }

    public Scale {
        quantiles = List.copyOf(quantiles);
    }

    static Scale log() {
        return new Scale(Kind.LOG, List.of());
    }

    /** @param values those of the training rows */
    static Scale quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int shares = Math.min(SHARES, sorted.length - 1);
        Double[] quantiles = new Double[shares + 1];
        for (int k = 0; k <= shares; k++) {
            double place = shares == 0 ? 0 : (double) k * (sorted.length - 1) / shares;
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            double part = place - below;
            quantiles[k] = sorted[below] * (1 - part) + sorted[above] * part;
        }
        return new Scale(Kind.QUANTILE, List.of(quantiles));
    }

    /** The scaled value. */
    double of(double x) {
        return kind == Kind.LOG ? Math.copySign(Math.log1p(Math.abs(x)), x) : share(x);
    }

    /** If several quantiles equal x, the middle of their shares. */
    private double share(double x) {
        int last = quantiles.size() - 1;
        if (last == 0 || x < quantiles.get(0)) {
            return 0;
        }
        if (x > quantiles.get(last)) {
            return 1;
        }
        int low = 0; // the first that is not below x
        while (quantiles.get(low) < x) {
            low++;
        }
        if (quantiles.get(low) > x) {
            double from = quantiles.get(low - 1);
            double width = quantiles.get(low) - from;
            double part = Double.isInfinite(width) ? 0.5 : (x - from) / width;
            return (low - 1 + part) / last;
        }
        int high = low;
        while (high < last && quantiles.get(high + 1) == x) {
            high++;
        }
        return (low + high) / 2.0 / last;
    }

    /** Third moment over the 3/2 power of the second: 0 if symmetric, large if few values are far above the others. */
    static double skewness(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (largest == 0) {
            return 0;
        }
        double mean = Arrays.stream(values).map(v -> v / largest).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double value : values) {
            double d = value / largest - mean;
            second += d * d;
            third += d * d * d;
        }
        return second == 0 ? 0 : third / values.length / Math.pow(second / values.length, 1.5);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", kind.name().toLowerCase(Locale.ROOT));
        if (kind == Kind.QUANTILE) {
            document.put("quantiles", quantiles);
        }
        return document;
    }

    static Scale of(Map<?, ?> document) {
        List<Double> quantiles = document.get("quantiles") instanceof List<?> list
                ? list.stream().map(number -> ((Number) number).doubleValue()).toList()
                : List.of();
        return new Scale(Kind.valueOf(String.valueOf(document.get("kind")).toUpperCase(Locale.ROOT)), quantiles);
    }
}
