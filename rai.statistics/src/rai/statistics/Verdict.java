package rai.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a comparison has shown, with the numbers that support it. "Better" and "worse" are said only if the p-value that is
 * corrected for all comparisons of the family (see {@link Holm}) is at most the level, and the difference of the means points to
 * the same side as the test.
 *
 * @param outcome what is said of a
 * @param comparison what was compared
 * @param rules how
 * @param result the test
 * @param family how many comparisons of the family could be tested
 * @param corrected the corrected p-value; NaN if there were too few values for the test
 * @param difference mean(a) - mean(b), in the unit of the metric
 * @param interval its interval by t or Welch's t at the level 1 - alpha, for this comparison alone
 * @param delta Cliff's delta, positive if a tends to be larger
 * @param needed how many seeds would show the observed difference; empty if none was observed, its sd is 0 or unknown, or it would
 *     be more than a million
 * @param smallest the smallest difference that these seeds could show; NaN if they are too few for any, or the sd is 0 or
 *     unknown. Both are for the rules' power at the level alpha/family, the strictest of Holm's, with the observed sd: see {@link
 *     Power}
 */
public record Verdict(
        Outcome outcome,
        Comparison comparison,
        Rules rules,
        TestResult result,
        int family,
        double corrected,
        double difference,
        Interval interval,
        double delta,
        OptionalInt needed,
        double smallest) {
    /** A larger number of seeds does not help anybody to decide. */
    private static final int WORTH_NAMING = 10_000;

    /**
     * Judges a family of comparisons together, so that their p-values are corrected for their number.
     *
     * @param family the comparisons that a reader sees side by side
     * @param rules how they are judged
     * @return the verdicts, in the same order
     * @throws IllegalArgumentException if the test is paired, and the samples of a comparison differ in length
     */
    public static List<Verdict> of(List<Comparison> family, Rules rules) {
        List<TestResult> results = family.stream()
                .map(comparison -> test(rules, comparison.a(), comparison.b()))
                .toList();
        double[] corrected =
                Holm.adjust(results.stream().mapToDouble(TestResult::p).toArray());
        int tested = (int) results.stream().filter(r -> !Double.isNaN(r.p())).count();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            verdicts.add(of(family.get(i), rules, results.get(i), tested, corrected[i]));
        }
        return List.copyOf(verdicts);
    }

    private static TestResult test(Rules rules, double[] a, double[] b) {
        return switch (rules.test()) {
            case PAIRED_T -> Paired.t(a, b, rules.overlap());
            case WILCOXON -> Paired.wilcoxon(a, b, Zeros.WILCOXON);
            case SIGN -> Paired.sign(a, b);
            case WELCH -> Unpaired.welch(a, b);
            case MANN_WHITNEY -> Unpaired.mannWhitney(a, b);
        };
    }

    private static Verdict of(Comparison comparison, Rules rules, TestResult result, int family, double corrected) {
        double[] a = comparison.a();
        double[] b = comparison.b();
        boolean paired = rules.test().isPaired();
        double difference = paired ? Values.mean(Values.differences(a, b)) : Values.mean(a) - Values.mean(b);
        double level = 1 - rules.alpha();
        double strictest = rules.alpha() / Math.max(1, family);
        double sd = paired ? Values.sd(Values.differences(a, b)) : pooled(a, b);
        boolean varies = sd > Values.rounding(a, b);
        int n = Math.min(a.length, b.length);
        boolean apart = varies && Math.abs(difference) > Values.rounding(a, b);
        Outcome outcome = outcome(rules, result, corrected, difference);
        OptionalInt needed = apart
                ? needed(rules, outcome == Outcome.NO_DIFFERENCE_SHOWN ? n + 1 : 0, difference, sd, strictest)
                : OptionalInt.empty();
        return new Verdict(
                outcome,
                comparison,
                rules,
                result,
                family,
                corrected,
                difference,
                paired ? Intervals.t(Values.differences(a, b), rules.overlap(), level) : Intervals.welch(a, b, level),
                Effect.cliffsDelta(a, b),
                needed,
                varies ? Power.smallest(rules.test(), rules.overlap(), n, sd, strictest, rules.power()) : Double.NaN);
    }

    /** Not fewer than {@code least}: an approximation does not contradict the test itself. */
    private static OptionalInt needed(Rules rules, int least, double difference, double sd, double alpha) {
        OptionalInt needed = Power.needed(rules.test(), rules.overlap(), difference, sd, alpha, rules.power());
        return needed.isPresent() ? OptionalInt.of(Math.max(least, needed.getAsInt())) : needed;
    }

    private static double pooled(double[] a, double[] b) {
        return Math.sqrt((Values.variance(a) + Values.variance(b)) / 2);
    }

    private static Outcome outcome(Rules rules, TestResult result, double corrected, double difference) {
        boolean agree = result.direction() != 0 && result.direction() == Math.signum(difference);
        if (!(corrected <= rules.alpha()) || !agree) {
            return Outcome.NO_DIFFERENCE_SHOWN;
        }
        return difference > 0 == rules.higherIsBetter() ? Outcome.BETTER : Outcome.WORSE;
    }

    /** @return how many seeds there are: pairs, or of an unpaired test the values of the smaller sample */
    public int n() {
        return Math.min(comparison.a().length, comparison.b().length);
    }

    /** @return the size of the effect, by Cliff's delta */
    public Magnitude magnitude() {
        return Magnitude.ofDelta(delta);
    }

    /**
     * The verdict in one sentence, such as "relu is better than tanh in test accuracy: 0.012 [0.004, 0.020], p = 0.002 ...", or "No
     * difference shown between relu and tanh in test accuracy (n = 5; 20 seeds would show one of 0.004)." Names that contain the word
     * "and" are in quotation marks.
     *
     * @param metric what was compared
     * @return the sentence
     */
    public String sentence(String metric) {
        return switch (outcome) {
            case BETTER -> shown("better", metric);
            case WORSE -> shown("worse", metric);
            case NO_DIFFERENCE_SHOWN ->
                "No difference shown between " + quoted(comparison.nameA()) + " and " + quoted(comparison.nameB())
                        + " in " + metric + " (n = " + n() + reason() + ").";
        };
    }

    private static String quoted(String name) {
        return name.contains(" and ") ? '"' + name + '"' : name;
    }

    private String shown(String word, String metric) {
        String of =
                family > 1 ? (rules.overlap() > 0 ? " and" : ", corrected") + " for " + family + " comparisons" : "";
        return quoted(comparison.nameA()) + " is " + word + " than " + quoted(comparison.nameB()) + " in " + metric
                + ": difference " + Numbers.text(difference)
                + (interval.isDefined()
                        ? " [" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high()) + "]"
                        : "")
                + ", " + Numbers.p(corrected) + " by the " + rules.label() + of + ", Cliff's delta "
                + Numbers.text(delta) + " (" + magnitude().word() + "), n = " + n() + ".";
    }

    private String reason() {
        int fewest = Power.fewest(rules.test(), rules.alpha() / Math.max(1, family));
        if (n() < fewest) {
            return "; the " + rules.label() + " needs at least " + fewest + " " + rules.unit();
        }
        if (needed.isPresent() && needed.getAsInt() <= WORTH_NAMING) {
            return "; " + needed.getAsInt() + " " + rules.unit() + " would show one of "
                    + Numbers.text(Math.abs(difference));
        }
        return Double.isNaN(smallest) ? "" : "; they would show one of " + Numbers.text(smallest);
    }
}
