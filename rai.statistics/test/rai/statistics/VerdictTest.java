package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final double[] TANH = {0.900, 0.910, 0.890, 0.905, 0.895};
    private static final double[] RELU = {0.922, 0.930, 0.915, 0.923, 0.918};
    private static final double[] MISH = {0.903, 0.908, 0.898, 0.911, 0.893};
    private static final Rules HIGHER = Rules.of(true);

    private static Verdict one(double[] a, double[] b, Rules rules) {
        return Verdict.of(List.of(new Comparison("relu", "tanh", a, b)), rules).get(0);
    }

    @Test
    void aDifferenceThatTheTestShowsIsBetterOrWorse() {
        assertThat(one(RELU, TANH, HIGHER).outcome()).isEqualTo(Outcome.BETTER);
        assertThat(one(TANH, RELU, HIGHER).outcome()).isEqualTo(Outcome.WORSE);
        assertThat(one(RELU, TANH, Rules.of(false)).outcome()).isEqualTo(Outcome.WORSE);
        assertThat(one(TANH, RELU, Rules.of(false)).outcome()).isEqualTo(Outcome.BETTER);
    }

    @Test
    void aLargerMeanAloneIsNotBetter() {
        Verdict verdict = one(MISH, TANH, HIGHER);
        assertThat(verdict.difference()).isCloseTo(0.0026, within(1e-12));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void amongManyComparisonsOneThatWasShownAloneIsNotShownAnyMore() {
        double[] a = {0.912, 0.914, 0.909, 0.907, 0.911};
        Comparison close = new Comparison("relu", "tanh", a, TANH);
        Verdict alone = Verdict.of(List.of(close), HIGHER).get(0);
        Verdict amongTen = Verdict.of(Collections.nCopies(10, close), HIGHER).get(0);
        assertThat(alone.outcome()).isEqualTo(Outcome.BETTER);
        assertThat(amongTen.result().p()).isEqualTo(alone.corrected());
        assertThat(amongTen.corrected()).isCloseTo(10 * alone.corrected(), within(1e-12));
        assertThat(amongTen.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void aComparisonThatCanNotBeTestedDoesNotCountInTheFamily() {
        Comparison tested = new Comparison("relu", "tanh", RELU, TANH);
        Comparison single = new Comparison("gelu", "tanh", new double[] {1}, new double[] {0});
        List<Verdict> verdicts = Verdict.of(List.of(tested, single), HIGHER);
        assertThat(verdicts.get(0).family()).isEqualTo(1);
        assertThat(verdicts.get(1).corrected()).isNaN();
        assertThat(verdicts.get(1).sentence("test accuracy"))
                .isEqualTo(
                        "No difference shown between gelu and tanh in test accuracy (n = 1; the paired t test needs at "
                                + "least 2 seeds).");
    }

    @Test
    void whatIsShownIsSaidWithItsIntervalItsPAndItsSize() {
        assertThat(one(RELU, TANH, HIGHER).sentence("test accuracy"))
                .isEqualTo(
                        "relu is better than tanh in test accuracy: difference 0.022 [0.018, 0.025], p < 0.001 by the "
                                + "paired t test, Cliff's delta 1.0 (large), n = 5.");
    }

    @Test
    void theSentenceNamesTheNumberOfComparisons() {
        Comparison comparison = new Comparison("tanh", "relu", TANH, RELU);
        assertThat(Verdict.of(List.of(comparison, comparison, comparison), HIGHER)
                        .get(2)
                        .sentence("test accuracy"))
                .startsWith("tanh is worse than relu in test accuracy: difference -0.022 ")
                .contains("by the paired t test, corrected for 3 comparisons, Cliff's delta -1.0 (large)");
    }

    @Test
    void whatIsNotShownIsSaidWithTheNumberOfSeedsThatWouldShowIt() {
        Verdict verdict = one(MISH, TANH, HIGHER);
        double sd = Values.sd(Values.differences(MISH, TANH));
        int needed = Power.needed(TestKind.PAIRED_T, verdict.difference(), sd, 0.05, 0.8)
                .orElseThrow();
        assertThat(needed).isGreaterThan(5);
        assertThat(verdict.sentence("test accuracy"))
                .isEqualTo("No difference shown between relu and tanh in test accuracy (n = 5; " + needed
                        + " seeds would show one of 0.0026).");
    }

    @Test
    void aNameThatContainsAndIsQuoted() {
        Comparison shown = new Comparison("49 and 50", "37 and 38", RELU, TANH);
        Comparison open = new Comparison("49 and 50", "command", TANH, TANH);
        List<Verdict> verdicts = Verdict.of(List.of(shown, open), HIGHER);
        assertThat(verdicts.get(0).sentence("loss")).startsWith("\"49 and 50\" is better than \"37 and 38\" in loss: ");
        assertThat(verdicts.get(1).sentence("loss"))
                .isEqualTo("No difference shown between \"49 and 50\" and command in loss (n = 5).");
    }

    @Test
    void inAFamilyMoreSeedsWouldBeNeeded() {
        Comparison comparison = new Comparison("mish", "tanh", MISH, TANH);
        Verdict alone = Verdict.of(List.of(comparison), HIGHER).get(0);
        Verdict amongSix =
                Verdict.of(Collections.nCopies(6, comparison), HIGHER).get(0);
        assertThat(amongSix.needed().orElseThrow()).isGreaterThan(alone.needed().orElseThrow());
        assertThat(amongSix.smallest()).isGreaterThan(alone.smallest());
    }

    @Test
    void ifNoDifferenceWasObservedTheSentenceSaysWhatTheseSeedsWouldShow() {
        Verdict verdict = one(new double[] {0.91, 0.90, 0.91, 0.90}, new double[] {0.90, 0.91, 0.90, 0.91}, HIGHER);
        assertThat(verdict.needed()).isEmpty();
        assertThat(verdict.sentence("test accuracy"))
                .isEqualTo("No difference shown between relu and tanh in test accuracy (n = 4; they would show one of "
                        + Numbers.text(verdict.smallest()) + ").");
    }

    @Test
    void ranksOfFiveSeedsCanNotShowAnythingAndTheSentenceSaysSo() {
        assertThat(one(RELU, TANH, HIGHER.test(TestKind.WILCOXON)).sentence("test accuracy"))
                .isEqualTo("No difference shown between relu and tanh in test accuracy (n = 5; the Wilcoxon signed rank"
                        + " test needs at least 6 seeds).");
    }

    @Test
    void equalValuesShowNothing() {
        Verdict verdict = one(TANH, TANH, HIGHER);
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
        assertThat(verdict.sentence("test accuracy"))
                .isEqualTo("No difference shown between relu and tanh in test accuracy (n = 5).");
    }

    @Test
    void aTestByRanksThatContradictsTheMeansShowsNothing() {
        double[] a = {1, 1, 1, 1, 1, 1, 1, 1, 1, -100};
        double[] b = new double[10];
        Verdict verdict = one(a, b, HIGHER.test(TestKind.SIGN));
        assertThat(verdict.result().p()).isLessThan(0.05);
        assertThat(verdict.result().direction()).isEqualTo(1);
        assertThat(verdict.difference()).isNegative();
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void unpairedSamplesMayDifferInNumber() {
        Verdict verdict = one(RELU, new double[] {0.90, 0.91, 0.89, 0.905}, HIGHER.test(TestKind.WELCH));
        assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
        assertThat(verdict.n()).isEqualTo(4);
        assertThat(verdict.interval()).isEqualTo(Intervals.welch(RELU, new double[] {0.90, 0.91, 0.89, 0.905}, 0.95));
    }

    @Test
    void foldsThatOverlapShowLess() {
        double[] a = {0.912, 0.914, 0.909, 0.907, 0.911};
        Verdict seeds = one(a, TANH, HIGHER);
        Verdict folds = one(a, TANH, HIGHER.folds(20, 80));
        assertThat(seeds.outcome()).isEqualTo(Outcome.BETTER);
        assertThat(folds.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
        assertThat(folds.result()).isEqualTo(Paired.correctedT(a, TANH, 80, 20));
        assertThat(folds.interval().high()).isGreaterThan(seeds.interval().high());
        assertThat(folds.sentence("accuracy")).contains(" folds would show one of ");
    }

    @Test
    void seedsThatShareOutTheSameRowsAreJudgedAsFoldsAndStaySeeds() {
        Verdict folds = one(MISH, TANH, HIGHER.folds(20, 80));
        Verdict seeds = one(MISH, TANH, HIGHER.overlap(0.25));
        assertThat(seeds.result()).isEqualTo(folds.result());
        assertThat(seeds.interval()).isEqualTo(folds.interval());
        assertThat(seeds.smallest()).isEqualTo(folds.smallest());
        assertThat(seeds.rules().unit()).isEqualTo("seeds");
    }

    @Test
    void theSentenceSaysThatTheTestIsCorrectedForOverlap() {
        Rules rules = HIGHER.overlap(0.25);
        assertThat(one(RELU, TANH, rules).sentence("test accuracy"))
                .contains(" by the paired t test corrected for overlapping training rows, Cliff's delta ");
        Comparison comparison = new Comparison("relu", "tanh", RELU, TANH);
        assertThat(Verdict.of(List.of(comparison, comparison), rules).get(0).sentence("test accuracy"))
                .contains(" by the paired t test corrected for overlapping training rows and for 2 comparisons,"
                        + " Cliff's ");
        assertThat(one(new double[] {1}, new double[] {0}, rules).sentence("test accuracy"))
                .isEqualTo("No difference shown between relu and tanh in test accuracy (n = 1; the paired t test"
                        + " corrected for overlapping training rows needs at least 2 seeds).");
    }

    @Test
    void anOverlapOfZeroChangesNothing() {
        assertThat(HIGHER.overlap(0)).isEqualTo(HIGHER);
        assertThat(HIGHER.label()).isEqualTo("paired t test");
    }

    @Test
    void anOverlapThatIsNegativeOrNotFiniteIsRefused() {
        for (double overlap : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> HIGHER.overlap(overlap))
                    .hasMessage("An overlap, of test rows over training rows, is finite and at least 0, not " + overlap
                            + ".");
        }
    }

    @Test
    void foldsNeedTheTTest() {
        assertThatThrownBy(() -> HIGHER.test(TestKind.SIGN).folds(20, 80))
                .hasMessageContaining("The sign test does not allow for folds that overlap");
    }

    @Test
    void chanceAloneIsCalledBetterOrWorseAsOftenAsTheLevelAllows() {
        Draws draws = new Draws(2);
        int wrong = 0;
        for (int study = 0; study < 1000; study++) {
            List<Comparison> family = List.of(noise(draws), noise(draws), noise(draws), noise(draws));
            wrong += Verdict.of(family, HIGHER).stream().anyMatch(v -> v.outcome() != Outcome.NO_DIFFERENCE_SHOWN)
                    ? 1
                    : 0;
        }
        assertThat(wrong).isBetween(25, 70);
    }

    private static Comparison noise(Draws draws) {
        double[] a = new double[10];
        double[] b = new double[10];
        for (int i = 0; i < 10; i++) {
            a[i] = draws.below(1000) + draws.below(1000);
            b[i] = draws.below(1000) + draws.below(1000);
        }
        return new Comparison("a", "b", a, b);
    }

    @Test
    void theValuesOfAComparisonCanNotBeChanged() {
        double[] a = {1, 2};
        Comparison comparison = new Comparison("a", "b", a, a);
        a[0] = 5;
        comparison.a()[1] = 5;
        assertThat(comparison.a()).containsExactly(1, 2);
    }

    @Test
    void theSameNumbersGiveEqualVerdicts() {
        assertThat(one(MISH, TANH.clone(), HIGHER)).isEqualTo(one(MISH.clone(), TANH, HIGHER));
        assertThat(one(MISH, TANH, HIGHER)).isNotEqualTo(one(RELU, TANH, HIGHER));
    }

    @Test
    void theApproximationOfTheNumberNeededDoesNotContradictTheTest() {
        // five of six differ clearly, p = 0.0625; by the approximation six would do
        double[] a = {1, 1.1, 0.9, 1, 1.05, -0.01};
        Verdict verdict = one(a, new double[6], HIGHER.test(TestKind.WILCOXON));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_DIFFERENCE_SHOWN);
        assertThat(verdict.needed()).hasValue(7);
    }

    @Test
    void moreFoldsOfTheSameRowsDoNotMakeUpForTheirOverlap() {
        Verdict seeds = one(MISH, TANH, HIGHER);
        Verdict folds = one(MISH, TANH, HIGHER.folds(20, 80));
        assertThat(seeds.needed()).isPresent();
        assertThat(folds.needed()).isEmpty();
        assertThat(folds.smallest()).isGreaterThan(seeds.smallest());
    }

    @Test
    void aNumberOfSeedsThatNobodyTrainsIsNotNamed() {
        Verdict verdict = one(new double[] {0.01, -0.01, 0.01, -0.01, 0.0005}, new double[5], HIGHER);
        assertThat(verdict.needed().orElseThrow()).isGreaterThan(10_000);
        assertThat(verdict.sentence("test accuracy")).contains("(n = 5; they would show one of ");
    }

    @Test
    void amongSeveralComparisonsATestByRanksNeedsMoreSeeds() {
        double[] a = {1, 2, 3, 4, 5, 6};
        Comparison comparison = new Comparison("a", "b", a, new double[6]);
        Rules rules = HIGHER.test(TestKind.WILCOXON);
        assertThat(Verdict.of(List.of(comparison), rules).get(0).outcome()).isEqualTo(Outcome.BETTER);
        assertThat(Verdict.of(List.of(comparison, comparison), rules).get(0).sentence("loss"))
                .isEqualTo("No difference shown between a and b in loss (n = 6; the Wilcoxon signed rank test needs at"
                        + " least 7 seeds).");
    }
}
