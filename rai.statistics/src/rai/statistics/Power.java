package rai.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many pairs a test needs, and what a number of pairs can show. n is the number of pairs, or of an unpaired test the size of
 * each of the two samples.
 * <p>
 * The power of the t tests is exact for normal differences: T is noncentral t with the noncentrality δ/σ · √n and n - 1 degrees
 * of freedom (paired), or δ/σ · √(n/2) and 2n - 2 (unpaired, equal variances). A test by ranks or signs is taken to need
 * 1/efficiency times as many values as the t test (3/π for ranks, 2/π for signs: asymptotic, normal values), and at least as many
 * as its smallest possible p-value needs.
 * <p>
 * The σ that is passed in is usually an estimate from the few values at hand; what follows is as uncertain as it is. From 5 pairs,
 * the needed number is right within a factor of about 3, no better.
 */
public final class Power {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** More are not counted. */
    private static final int MOST = 1_000_000;

    private Power() {}

    /**
     * The probability that the test finds a difference, at that level and on either side.
     *
     * @param kind the test; for those by ranks or signs the approximation above
     * @param n the number of pairs, or of values per sample
     * @param difference the true difference of the means
     * @param sd the standard deviation of the differences, or of an unpaired test that within each sample
     * @param alpha the level; divide it by the number of comparisons if they are corrected
     * @return the power; 0 if n is too small for this level
     * @throws IllegalArgumentException if alpha is not between 0 and 1, or sd not above 0
     */
    public static double of(TestKind kind, int n, double difference, double sd, double alpha) {
        return of(kind, 0, n, difference, sd, alpha);
    }

    /** With the overlap of {@link Rules}. */
    private static double of(TestKind kind, double overlap, int n, double difference, double sd, double alpha) {
        Values.fraction(alpha, "level");
        positive(sd);
        return n < fewest(kind, alpha) ? 0 : ofT(kind, overlap, n * kind.efficiency(), difference / sd, alpha);
    }

    private static void positive(double sd) {
        if (!(sd > 0)) {
            throw new IllegalArgumentException("The standard deviation is above 0, not " + sd + ".");
        }
    }

    private static double ofT(TestKind kind, double overlap, double n, double effect, double alpha) {
        double df = kind.isPaired() ? n - 1 : 2 * n - 2;
        double shift = Math.abs(effect) / Math.sqrt((kind.isPaired() ? 1 : 2) / n + overlap);
        double critical = TDistribution.of(df).inverseSurvivalProbability(alpha / 2);
        return ScaledChi.expect(
                df,
                s -> NORMAL.cumulativeProbability(shift - critical * s)
                        + NORMAL.cumulativeProbability(-shift - critical * s));
    }

    /**
     * The smallest number with which the test can reach this level at all: 2 for the t tests; the smallest n with 2^(1 - n) ≤ α for
     * Wilcoxon's and the sign test; with 2 / (2n choose n) ≤ α for Mann and Whitney's.
     *
     * @param kind the test
     * @param alpha the level
     * @return the number of pairs, or of values per sample
     * @throws IllegalArgumentException if alpha is not between 0 and 1
     */
    public static int fewest(TestKind kind, double alpha) {
        Values.fraction(alpha, "level");
        int n = 1;
        double smallest = 1;
        switch (kind) {
            case PAIRED_T, WELCH -> n = 2;
            case WILCOXON, SIGN -> {
                for (; smallest > alpha; n++) {
                    smallest /= 2;
                }
            }
            case MANN_WHITNEY -> {
                for (; smallest > alpha; n++) {
                    smallest *= (n + 1.0) / (2 * (2 * n + 1.0));
                }
            }
        }
        return n;
    }

    /**
     * How many are needed to show a difference with this power.
     *
     * @param kind the test
     * @param difference the difference of the means
     * @param sd the standard deviation of the differences, or of an unpaired test that within each sample
     * @param alpha the level; divide it by the number of comparisons if they are corrected
     * @param power the power, such as 0.8
     * @return the number of pairs, or of values per sample; empty if it is more than a million
     * @throws IllegalArgumentException if alpha or power is not between 0 and 1, or sd not above 0
     */
    public static OptionalInt needed(TestKind kind, double difference, double sd, double alpha, double power) {
        return needed(kind, 0, difference, sd, alpha, power);
    }

    static OptionalInt needed(TestKind kind, double overlap, double difference, double sd, double alpha, double power) {
        Values.fraction(power, "power");
        if (!(of(kind, overlap, MOST, difference, sd, alpha) >= power)) {
            return OptionalInt.empty();
        }
        int high = fewest(kind, alpha);
        int low = high - 1;
        while (of(kind, overlap, high, difference, sd, alpha) < power) {
            low = high;
            high = Math.min(MOST, high * 2);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (of(kind, overlap, middle, difference, sd, alpha) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalInt.of(high);
    }

    /**
     * The smallest difference that n can show with this power.
     *
     * @param kind the test
     * @param n the number of pairs, or of values per sample
     * @param sd the standard deviation of the differences, or of an unpaired test that within each sample
     * @param alpha the level; divide it by the number of comparisons if they are corrected
     * @param power the power, such as 0.8
     * @return the difference; NaN if n is too small for this level
     * @throws IllegalArgumentException if alpha or power is not between 0 and 1, or sd not above 0
     */
    public static double smallest(TestKind kind, int n, double sd, double alpha, double power) {
        return smallest(kind, 0, n, sd, alpha, power);
    }

    static double smallest(TestKind kind, double overlap, int n, double sd, double alpha, double power) {
        Values.fraction(power, "power");
        Values.fraction(alpha, "level");
        positive(sd);
        if (n < fewest(kind, alpha)) {
            return Double.NaN;
        }
        if (power <= alpha) {
            return 0;
        }
        double high = 1;
        while (of(kind, overlap, n, high, 1, alpha) < power) {
            high *= 2;
        }
        return sd * Roots.find(effect -> of(kind, overlap, n, effect, 1, alpha) - power, 0, high);
    }
}
