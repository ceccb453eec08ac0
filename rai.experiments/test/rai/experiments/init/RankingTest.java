package rai.experiments.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.statistics.Rules;
import rai.statistics.Verdict;

class RankingTest {
    private static final List<String> INITS = List.of("a", "b");

    private static Ranking ranking(double[] source, double[]... losses) {
        return new Ranking("tanh", INITS, source, losses);
    }

    private static Statement surviving(Ranking ranking) {
        return ranking.surviving(Verdict.of(ranking.pairs(), Rules.of(false)));
    }

    @Test
    void aDifferenceSurvivesIfItIsShownInTheSameDirection() {
        double[] low = {0.1, 0.12, 0.11, 0.13, 0.12};
        double[] high = {0.5, 0.51, 0.53, 0.52, 0.5};
        assertThat(surviving(ranking(new double[] {0.1, 0.2}, low, high)))
                .isEqualTo(new Statement(
                        Mark.YES,
                        "tanh: of the 1 difference of the source, 1 survives over 5 seeds (a below b), 0 are the other"
                                + " way round, and 0 are not shown.",
                        InitStudy.SOURCE));
        assertThat(surviving(ranking(new double[] {0.2, 0.1}, low, high)).mark())
                .isEqualTo(Mark.NO);
        assertThat(surviving(ranking(new double[] {0.2, 0.1}, low, new double[] {0.12, 0.1, 0.13, 0.11, 0.12}))
                        .mark())
                .isEqualTo(Mark.OPEN);
    }

    @Test
    void theVerbOfTheSentenceAgreesWithTheNumberOfDifferences() {
        Ranking three = new Ranking("tanh", List.of("a", "b", "c"), new double[] {0.1, 0.3, 0.2}, new double[][] {
            {0.1, 0.12, 0.11, 0.13, 0.12}, {0.32, 0.3, 0.33, 0.31, 0.3}, {0.5, 0.51, 0.53, 0.52, 0.5}
        });
        assertThat(surviving(three).sentence())
                .isEqualTo("tanh: of the 3 differences of the source, 2 survive over 5 seeds (a below b; a below c), 1"
                        + " is the other way round (b below c), and 0 are not shown.");
    }

    @Test
    void theSourcesFigureIsOneThatASeedCouldHaveOrNot() {
        double[] losses = {0.48, 0.5, 0.52, 0.49};
        Ranking ranking = ranking(new double[] {0.51, 0.9}, losses, losses);
        assertThat(ranking.figures()).extracting(Statement::mark).containsExactly(Mark.YES, Mark.NO);
        assertThat(ranking.figures().get(1).sentence()).startsWith("NOT reproduced: tanh, b: train loss: ");
    }

    @Test
    void theProbabilityOfARankingIsCountedOverAllChoicesOfSeeds() {
        Ranking three = new Ranking(
                "tanh", List.of("a", "b", "c"), new double[] {1, 2, 3}, new double[][] {{1, 4}, {2, 5}, {3, 6}});
        // 1 2 3, 1 2 6, 1 5 6, 4 5 6 of 8
        assertThat(three.probability(List.of(0, 1, 2))).isCloseTo(0.5, within(1e-12));
        assertThat(three.probability(List.of(2, 1, 0))).isCloseTo(0, within(1e-12));
        assertThat(three.probability().sentence())
                .contains("the source's ranking, a < b < c, with a probability of 0.5")
                .contains("any ranking of starts that do not differ has one of 0.1667");
    }
}
