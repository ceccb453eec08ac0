package rai.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Tests of paired samples: a[i] and b[i] belong to the same seed, fold or data set. All are two-sided. Differences that are
 * equal but for the rounding of their last bits count as equal.
 * <p>
 * Every method throws {@link IllegalArgumentException} if the samples differ in length, or a value is not finite.
 */
public final class Paired {
    /** Up to so many pairs the distribution of the signed ranks is computed exactly. */
    private static final int EXACT = 50;

    private Paired() {}

    /**
     * Student's t test of the differences d = a - b: t = mean(d) / (sd(d)/√n), with n - 1 degrees of freedom. If all
     * differences are equal, the test is not defined; then p is 1 if they are 0, and that of {@link #sign} otherwise.
     *
     * @param a one sample
     * @param b the other
     * @return the result; p is NaN if there are fewer than 2 pairs
     */
    public static TestResult t(double[] a, double[] b) {
        return t(a, b, 0);
    }

    /**
     * The t test for the folds of a cross-validation or repeated hold-out, whose training sets overlap, so that the plain test
     * finds differences that are not there: t = mean(d) / √((1/n + test/train) var(d)), with n - 1 degrees of freedom (Nadeau and
     * Bengio, "Inference for the generalization error", Machine Learning 52, 2003).
     *
     * @param a one sample
     * @param b the other
     * @param train how many rows are trained on in each fold
     * @param test how many rows are tested on in each fold
     * @return the result; p is NaN if there are fewer than 2 pairs
     */
    public static TestResult correctedT(double[] a, double[] b, int train, int test) {
        Values.atLeast(1, train, "number of training rows");
        Values.atLeast(1, test, "number of test rows");
        return t(a, b, (double) test / train);
    }

    static TestResult t(double[] a, double[] b, double overlap) {
        double[] d = Values.differences(a, b);
        int n = d.length;
        if (n < 2) {
            return TestResult.impossible(TestKind.PAIRED_T, n);
        }
        double rounding = Values.rounding(a, b);
        if (Values.constant(d, rounding)) {
            return constantT(a, b, Values.mean(d), rounding);
        }
        double t = Values.mean(d) / Math.sqrt((1.0 / n + overlap) * Values.variance(d));
        double p = 2 * TDistribution.of(n - 1).survivalProbability(Math.abs(t));
        return new TestResult(TestKind.PAIRED_T, n, t, Math.min(1, p), false, (int) Math.signum(t));
    }

    private static TestResult constantT(double[] a, double[] b, double mean, double rounding) {
        if (Math.abs(mean) <= rounding) {
            return new TestResult(TestKind.PAIRED_T, a.length, 0, 1, false, 0);
        }
        TestResult sign = sign(a, b);
        return new TestResult(
                TestKind.PAIRED_T,
                a.length,
                Math.copySign(Double.POSITIVE_INFINITY, mean),
                sign.p(),
                true,
                sign.direction());
    }

    /**
     * Wilcoxon's signed rank test (Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1, 1945). The
     * statistic is W+, the sum of the ranks of |a - b| over the pairs with a &gt; b. Up to 50 pairs that are not equal, p comes from
     * the distribution of W+ given the ranks, so it is exact with ties and zeros too; beyond, from the normal distribution with
     * this mean and variance (Σ r/2, Σ r²/4) and a correction of 1/2 for continuity.
     *
     * @param a one sample
     * @param b the other
     * @param zeros what becomes of pairs that are equal
     * @return the result; p is 1 if all pairs are equal, and NaN if there is none
     */
    public static TestResult wilcoxon(double[] a, double[] b, Zeros zeros) {
        double[] d = Values.differences(a, b);
        if (d.length == 0) {
            return TestResult.impossible(TestKind.WILCOXON, 0);
        }
        double rounding = Values.rounding(a, b);
        double[] ranked = zeros == Zeros.WILCOXON
                ? Arrays.stream(d).filter(x -> Math.abs(x) > rounding).toArray()
                : Arrays.stream(d).map(x -> Math.abs(x) > rounding ? x : 0).toArray();
        double[] ranks = Ranks.ascending(Arrays.stream(ranked).map(Math::abs).toArray(), rounding)
                .of();
        double plus = 0;
        double all = 0;
        int n = 0;
        double[] used = new double[ranked.length];
        for (int i = 0; i < ranked.length; i++) {
            if (ranked[i] != 0) {
                used[n++] = ranks[i];
                all += ranks[i];
                plus += ranked[i] > 0 ? ranks[i] : 0;
            }
        }
        used = Arrays.copyOf(used, n);
        boolean exact = n <= EXACT;
        double p = exact ? RankSums.signed(used, plus) : normal(used, plus - all / 2);
        return new TestResult(TestKind.WILCOXON, n, plus, p, exact, (int) Math.signum(plus - all / 2));
    }

    private static double normal(double[] ranks, double deviation) {
        double variance = Arrays.stream(ranks).map(rank -> rank * rank / 4).sum();
        double z = Math.max(0, Math.abs(deviation) - 0.5) / Math.sqrt(variance);
        return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
    }

    /**
     * The sign test: of the n pairs that are not equal, the number with a &gt; b is binomial with probability 1/2. The statistic
     * is that number.
     *
     * @param a one sample
     * @param b the other
     * @return the result, always exact; p is 1 if all pairs are equal, and NaN if there is none
     */
    public static TestResult sign(double[] a, double[] b) {
        WinTieLoss record = WinTieLoss.of(a, b, true, Values.rounding(a, b));
        int n = record.wins() + record.losses();
        if (a.length == 0) {
            return TestResult.impossible(TestKind.SIGN, 0);
        }
        double p = n == 0
                ? 1
                : BinomialTest.withDefaults().test(n, record.wins(), 0.5).getPValue();
        return new TestResult(
                TestKind.SIGN, n, record.wins(), Math.min(1, p), true, Integer.signum(record.wins() - record.losses()));
    }

    /**
     * The interval of the mean difference by Student's t.
     *
     * @param a one sample
     * @param b the other
     * @param level the confidence level, such as 0.95
     * @return the interval of mean(a - b); see {@link Intervals#t}
     */
    public static Interval difference(double[] a, double[] b, double level) {
        return Intervals.t(Values.differences(a, b), level);
    }

    /**
     * The interval of the mean difference by the bootstrap: pairs are resampled.
     *
     * @param a one sample
     * @param b the other
     * @param level the confidence level, such as 0.95
     * @param resamples how many resamples
     * @param seed the seed of the resamples
     * @return the interval of mean(a - b); see {@link Bootstrap#mean}
     */
    public static Interval difference(double[] a, double[] b, double level, int resamples, long seed) {
        return Bootstrap.mean(Values.differences(a, b), level, resamples, seed);
    }
}
