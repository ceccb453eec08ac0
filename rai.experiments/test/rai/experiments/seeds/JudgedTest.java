package rai.experiments.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.experiments.Ended;

class JudgedTest {
    private static final double[] LOW = {0.1, 0.12, 0.11, 0.13, 0.12};
    private static final double[] HIGH = {0.5, 0.51, 0.53, 0.52, 0.5};
    private static final double[] LIKE_LOW = {0.12, 0.1, 0.13, 0.11, 0.12};

    private static List<Statement> statements(Claims claims) {
        return new Judged(claims).statements();
    }

    private static List<Mark> verdicts(Claims claims) {
        return statements(claims).stream()
                .filter(statement -> statement.figures().isPresent())
                .map(Statement::mark)
                .toList();
    }

    @Test
    void aRankingOfTheSourceIsReproducedIfAllItsPairsAreShown() {
        assertThat(verdicts(Made.losses(new double[] {1, 2}, LOW, HIGH))).containsExactly(Mark.YES, Mark.YES);
    }

    @Test
    void aRankingOfTheSourceIsNotReproducedIfAPairIsShownTheOtherWayRound() {
        Claims claims = Made.losses(new double[] {2, 1}, LOW, HIGH);
        assertThat(verdicts(claims)).containsExactly(Mark.NO, Mark.NO);
        assertThat(statements(claims).get(1).sentence())
                .isEqualTo("NOT reproduced: net: the ranking in loss: a, b by the means of 5 seeds; of 1 pairs, 0 are"
                        + " shown in the source's order and 1 in the opposite one, expected b, a by one seed");
    }

    @Test
    void withoutADifferenceThatIsShownTheVerdictIsOpen() {
        Claims claims = Made.losses(new double[] {1, 2}, LOW, LIKE_LOW);
        assertThat(verdicts(claims)).containsExactly(Mark.OPEN, Mark.OPEN);
        assertThat(statements(claims).get(0).sentence()).startsWith("no difference shown: net: the best in loss: ");
    }

    private static Claims mish(double[] mish, double[] swish) {
        double none = Double.NaN;
        return new Claims(
                "digits",
                "MNIST",
                "test accuracy",
                "the source",
                true,
                List.of("mish", "swish"),
                new double[] {none, none},
                new double[][] {mish, swish});
    }

    @Test
    void whatThreeSeedsShowOfMishAndManyDoNotIsThePublishedCase() {
        Statement verdict = statements(mish(new double[] {1, 1.01, 0.99, -2.9}, new double[4]))
                .get(0);
        assertThat(verdict.mark()).isEqualTo(Mark.YES);
        assertThat(verdict.sentence()).contains("p < .05 in 0.25 and p <= .0023 in 0.25 of the choices of three seeds");
    }

    @Test
    void aDifferenceOfMishThatManySeedsShowIsNotThePublishedCase() {
        Statement verdict = statements(mish(new double[] {1, 1.01, 0.99, 1.02}, new double[4]))
                .get(0);
        assertThat(verdict.mark()).isEqualTo(Mark.NO);
        assertThat(verdict.sentence()).startsWith("NOT reproduced: mish better than swish");
    }

    @Test
    void threeSeedsThatClaimNoMoreOftenThanByChanceAreNotThePublishedCase() {
        Statement verdict = statements(mish(new double[] {1, 1.01, 0.99, -5, 3, -4, 6, -7, 2, -3}, new double[10]))
                .get(0);
        assertThat(verdict.mark()).isEqualTo(Mark.NO);
        assertThat(verdict.sentence()).contains("p < .05 in 0.008333 and", "more often than by chance, 0.025");
    }

    @Test
    void threeSeedsThatShowTheOppositeAreNotThePublishedCaseEither() {
        assertThat(statements(mish(new double[] {-1, -1.01, -0.99, 2.9}, new double[4]))
                        .get(0)
                        .mark())
                .isEqualTo(Mark.NO);
    }

    @Test
    void sharesOfSingleSeedsAndOfTriplesAreInASentence() {
        Claims claims = Made.losses(new double[] {2, 1}, new double[] {1, 1, 1, 5}, new double[] {2.5, 2.5, 2.5, 2.5});
        assertThat(statements(claims))
                .extracting(Statement::sentence)
                .anyMatch(sentence -> sentence.equals(
                        "net, loss: the ranking by all 4 seeds, the best first, is a, b. A share of 0.75 of the single"
                            + " seeds and of 1 of the choices of three seeds ranks in the same order; 0.75 and 1 have"
                            + " the same best, a; 0.25 and 0 rank as the source did, b, a. From 3 seeds on, at least"
                            + " 0.95 of the choices have the same best."));
    }

    @Test
    void ifEvenTheLargestChoicesDisagreeOnTheBestTheSentenceSaysSo() {
        assertThat(statements(Made.differences(1, 1.01, 0.99, -4)))
                .extracting(Statement::sentence)
                .anyMatch(sentence ->
                        sentence.endsWith("Even of the choices of 3 seeds, less than 0.95 have the same best."));
    }

    @Test
    void ifAllSeedsShowNothingThereIsNothingToFind() {
        assertThat(statements(Made.differences(1, 1.01, 0.99, -2.9)))
                .extracting(Statement::sentence)
                .anyMatch(sentence ->
                        sentence.endsWith("of all their claims, 0 are shown by all seeds in the same" + " direction."));
    }

    @Test
    void theSeedsOfAClaimFollowFromItsDifferenceAndSpread() {
        // mean 1, sd 1: 10 pairs have a power of 0.8 at the level 0.05
        Judged judged = new Judged(Made.differences(0, 1, 2, 0, 2, 1, 1));
        assertThat(judged.verdicts().get(0).difference()).isEqualTo(1);
        // sd² = 4/6
        assertThat(judged.neededAlone(0)).hasValue(8);
        assertThat(judged.powerOfThree(0)).isBetween(0.1, 0.5);
    }

    @Test
    void equalLossesNeedMoreSeedsThanAnybodyHas() {
        assertThat(new Judged(Made.differences(0, 0, 0, 0)).neededAlone(0)).isEmpty();
    }

    @Test
    void theTableHasARowPerNumberOfSeedsAndTheChartALinePerShare() {
        List<rai.api.report.Report.Section> sections =
                List.of(SeedTables.section(List.of(new Judged(Made.losses(new double[] {1, 2}, LOW, HIGH)))));
        DataTable numbers = Ended.blocks(sections, DataTable.class).get(0);
        assertThat(numbers.rows()).extracting(row -> row.get(1).text()).containsExactly("1", "3");
        assertThat(numbers.rows().get(0).get(9).text())
                .as("one seed tests nothing")
                .isEqualTo("-");
        Chart.Lines growth = Ended.blocks(sections, Chart.Lines.class).get(0);
        assertThat(growth.lines())
                .extracting(Chart.Line::label)
                .containsExactly("same best", "same ranking", "pairs in order", "right claims");
        assertThat(growth.lines().get(0).x()).containsExactly(1, 3);
        assertThat(growth.lines().get(3).x()).containsExactly(3);
    }
}
