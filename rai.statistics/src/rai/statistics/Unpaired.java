package rai.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.TTest;

/**
 * Tests of two samples that are not paired. Both are two-sided.
 * <p>
 * Every method throws {@link IllegalArgumentException} if a value is not finite.
 */
public final class Unpaired {
    /** Up to so many values in all, the distribution of the rank sum is computed exactly. */
    private static final int EXACT = 60;

    private Unpaired() {}

    /**
     * Welch's t test: t = (mean(a) - mean(b)) / √(var(a)/n + var(b)/m), with the degrees of freedom of Satterthwaite (Welch, "The
     * generalization of Student's problem when several different population variances are involved", Biometrika 34, 1947). If
     * neither sample varies, the test is not defined; then p is 1 if they are equal, and that of {@link #mannWhitney} otherwise.
     *
     * @param a one sample
     * @param b the other
     * @return the result; p is NaN if one has fewer than 2 values
     */
    public static TestResult welch(double[] a, double[] b) {
        Values.finite(a);
        Values.finite(b);
        int n = Math.min(a.length, b.length);
        if (n < 2) {
            return TestResult.impossible(TestKind.WELCH, n);
        }
        double rounding = Values.rounding(a, b);
        double difference = Values.mean(a) - Values.mean(b);
        if (Values.constant(a, rounding) && Values.constant(b, rounding)) {
            boolean equal = Math.abs(difference) <= rounding;
            double t = equal ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
            double p = equal ? 1 : mannWhitney(a, b).p();
            return new TestResult(TestKind.WELCH, n, t, p, !equal, (int) Math.signum(t));
        }
        TTest.Result result = TTest.withDefaults().test(a, b);
        return new TestResult(
                TestKind.WELCH, n, result.getStatistic(), result.getPValue(), false, (int) Math.signum(difference));
    }

    /**
     * The rank sum test (Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than the
     * other", Annals of Mathematical Statistics 18, 1947). The statistic is U, the number of pairs with a &gt; b plus half of those
     * with a = b. Up to 60 values in all, p comes from the distribution of the rank sum given the ranks, so it is exact with
     * ties too; beyond, from the normal distribution with corrections for ties and continuity.
     *
     * @param a one sample
     * @param b the other
     * @return the result; p is NaN if one sample is empty
     */
    public static TestResult mannWhitney(double[] a, double[] b) {
        Values.finite(a);
        Values.finite(b);
        int smaller = Math.min(a.length, b.length);
        if (smaller == 0) {
            return TestResult.impossible(TestKind.MANN_WHITNEY, 0);
        }
        double[] both = new double[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        double[] ranks = Ranks.ascending(both, Values.rounding(a, b)).of();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ranks[i];
        }
        double u = sum - a.length * (a.length + 1) / 2.0;
        boolean exact = both.length <= EXACT;
        double p = exact ? RankSums.chosen(ranks, a.length, sum) : normal(ranks, a.length);
        double middle = a.length * (double) b.length / 2;
        return new TestResult(TestKind.MANN_WHITNEY, smaller, u, p, exact, (int) Math.signum(u - middle));
    }

    /** Of the ranks in place of the values, so that what is equal but for rounding is equal here too. */
    private static double normal(double[] ranks, int n) {
        double[] a = Arrays.copyOf(ranks, n);
        double[] b = Arrays.copyOfRange(ranks, n, ranks.length);
        if (Values.constant(ranks, 0)) {
            return 1;
        }
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.TWO_SIDED)
                .with(PValueMethod.ASYMPTOTIC)
                .test(a, b)
                .getPValue();
    }
}
