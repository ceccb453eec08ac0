package rai.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Confidence intervals by formula; those by resampling are in {@link Bootstrap}. */
public final class Intervals {
    private Intervals() {}

    /**
     * The interval of a mean by Student's t: mean ± t(1 - (1 - level)/2; n - 1) · sd / √n. It is exact for normal values, and
     * the better choice if there are fewer than about ten: a bootstrap of so few values is too narrow.
     *
     * @param values the sample
     * @param level the confidence level, such as 0.95
     * @return the interval; not defined if n is less than 2, and the point itself if all values are equal
     * @throws IllegalArgumentException if a value is not finite, or the level not between 0 and 1
     */
    public static Interval t(double[] values, double level) {
        return t(values, 0, level);
    }

    /**
     * The interval of a mean over folds or repeated hold-outs, whose training sets overlap, so that the plain interval is too
     * narrow: mean ± t(1 - (1 - level)/2; n - 1) · sd · √(1/n + overlap), with the variance of Nadeau and Bengio, "Inference for
     * the generalization error", Machine Learning 52, 2003.
     *
     * @param values the sample: a value per fold or hold-out
     * @param overlap the number of test rows divided by that of training rows; 0 if the training sets are independent
     * @param level the confidence level, such as 0.95
     * @return the interval; not defined if n is less than 2, and the point itself if all values are equal
     * @throws IllegalArgumentException if a value is not finite, the overlap is negative or not finite, or the level not between
     *     0 and 1
     */
    public static Interval t(double[] values, double overlap, double level) {
        Values.finite(values);
        Values.overlap(overlap);
        Values.fraction(level, "confidence level");
        int n = values.length;
        if (n < 2) {
            return Interval.undefined(level);
        }
        double mean = Values.mean(values);
        double half = TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2)
                * Values.sd(values)
                * Math.sqrt(1.0 / n + overlap);
        return new Interval(mean - half, mean + half, level);
    }

    /**
     * The interval of a difference of two means by Welch's t, with the degrees of freedom of Satterthwaite.
     *
     * @param a one sample
     * @param b the other
     * @param level the confidence level, such as 0.95
     * @return the interval of mean(a) - mean(b); not defined if one has fewer than 2 values
     * @throws IllegalArgumentException if a value is not finite, or the level not between 0 and 1
     */
    public static Interval welch(double[] a, double[] b, double level) {
        Values.finite(a);
        Values.finite(b);
        Values.fraction(level, "confidence level");
        if (a.length < 2 || b.length < 2) {
            return Interval.undefined(level);
        }
        double difference = Values.mean(a) - Values.mean(b);
        double va = Values.variance(a) / a.length;
        double vb = Values.variance(b) / b.length;
        if (va + vb == 0) {
            return new Interval(difference, difference, level);
        }
        double df = (va + vb) * (va + vb) / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
        double half = TDistribution.of(df).inverseSurvivalProbability((1 - level) / 2) * Math.sqrt(va + vb);
        return new Interval(difference - half, difference + half, level);
    }

    /**
     * The interval of a proportion by the score test (Wilson, "Probable inference, the law of succession, and statistical
     * inference", JASA 22, 1927): with p = successes/trials and z the normal quantile,
     * (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). It stays between 0 and 1, also for 0 or n successes.
     *
     * @param successes how often it happened
     * @param trials how often it could have happened
     * @param level the confidence level, such as 0.95
     * @return the interval; not defined if there were no trials
     * @throws IllegalArgumentException if successes is not from 0 to trials, or the level not between 0 and 1
     */
    public static Interval wilson(int successes, int trials, double level) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "Of " + trials + " trials, " + successes + " can't be successes: it is from 0 to " + trials + ".");
        }
        Values.fraction(level, "confidence level");
        if (trials == 0) {
            return Interval.undefined(level);
        }
        double n = trials;
        double p = successes / n;
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        double centre = p + z * z / (2 * n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        double low = successes == 0 ? 0 : (centre - half) / scale;
        double high = successes == trials ? 1 : (centre + half) / scale;
        return new Interval(low, high, level);
    }
}
