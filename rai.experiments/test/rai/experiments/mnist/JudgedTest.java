package rai.experiments.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;

class JudgedTest {
    private final List<Outcome> outcomes = Digits.likeTheSource();

    private void replace(Outcome other) {
        outcomes.replaceAll(outcome -> outcome.id().equals(other.id()) ? other : outcome);
    }

    private List<Statement> grid() {
        return Judged.grid(Cells.of(outcomes), false);
    }

    private Statement about(String what) {
        return grid().stream()
                .filter(statement -> statement.sentence().contains("reproduced: " + what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void outcomesLikeThoseOfTheSourceAreReproducedLineByLine() {
        assertThat(grid()).hasSize(13).extracting(Statement::mark).containsOnly(Mark.YES);
        assertThat(about("which").sentence())
                .isEqualTo("reproduced: which of 48 cells of activation and rate diverge: 21 cells, the same ones,"
                        + " expected 21 cells, those of the largest rates");
    }

    @Test
    void aCellThatLearnsWhereTheSourceDivergesIsNamed() {
        replace(Digits.tuned("relu", 0.01931, .1, .99, .9));
        assertThat(about("which").mark()).isEqualTo(Mark.NO);
        assertThat(about("which").sentence())
                .startsWith("NOT reproduced: ")
                .contains("20 cells, of which others: relu at 0.01931 learns");
    }

    @Test
    void aCellThatStaysAtChanceCountsAsDiverged() {
        replace(Digits.tuned("tanh", 1, 19, .1, .11));
        assertThat(about("which").mark()).isEqualTo(Mark.YES);
        replace(Digits.tuned("tanh", 0.001, 2.3, .1, .11));
        assertThat(about("which").sentence()).contains("tanh at 0.001 diverges");
    }

    @Test
    void theQuickFormLeavesOutWhatIsStillAtChance() {
        replace(Digits.tuned("sigmoid", 0.001, 2.3, .1, .11));
        List<Statement> quick = Judged.grid(Cells.of(outcomes), true);
        assertThat(quick).hasSize(2);
        assertThat(quick.get(0).sentence()).startsWith("reproduced: which of 47 cells");
        assertThat(quick.get(1).mark()).isEqualTo(Mark.WARNING);
    }

    @Test
    void anAccuracyThatIsTooFarFromTheSourceIsNotReproduced() {
        replace(Digits.tuned("mish", 0.007197, .1, .99, .935 - 0.016));
        Statement mish = about("mish: validation accuracy");
        assertThat(mish.mark()).isEqualTo(Mark.NO);
        assertThat(mish.sentence()).contains("2 of 3 within, the largest difference -0.0160 at rate 0.007197");
        replace(Digits.tuned("mish", 0.007197, .1, .99, .935 + 0.015));
        assertThat(about("mish: validation accuracy").mark()).isEqualTo(Mark.YES);
    }

    @Test
    void theFixedRateIsJudgedByBothAccuracies() {
        replace(Digits.tuned("relu", Source.FIXED_RATE, .5, .9996 - .02, .9463));
        Statement relu = about("relu at rate 0.005");
        assertThat(relu.mark()).isEqualTo(Mark.NO);
        assertThat(relu.figures().orElseThrow().ours()).isEqualTo("0.5000, 0.9796, 0.9463");
        assertThat(relu.figures().orElseThrow().reference()).startsWith("0.0144, 0.9996, 0.9463, accuracies within");
    }

    @Test
    void testAccuraciesAreJudgedWhereTheSourceHasThem() {
        List<Statement> best = Judged.best(
                List.of(
                        Digits.tested("relu", 0.005, .94),
                        Digits.tested("tanh", 0.3728, .9428 - .01),
                        Digits.tested("mish", 0.007197, .9309 - .02)),
                false);
        assertThat(best).extracting(Statement::mark).containsExactly(Mark.YES, Mark.NO, Mark.OPEN);
        assertThat(best.get(0).sentence())
                .contains("tanh: test accuracy at its best rate, trained on all rows: 0.9328 at rate 0.3728 (one seed),"
                        + " expected 0.9428 within 0.01, at rate 0.3728");
        assertThat(best.get(2).sentence())
                .isEqualTo("The source has no test accuracy of relu 0.9400 at rate 0.005 (one seed).");
    }

    @Test
    void theBestRateOfTheSourceIsThatOfItsBestValidationAccuracy() {
        assertThat(Source.bestRate("swish")).isEqualTo(0.002683);
        assertThat(Source.bestRate("sigmoid")).isEqualTo(0.3728);
    }

    @Test
    void thereAreFourChartsAtTheFixedRateAndFourPerActivation() {
        List<Section> sections = GridCharts.of(Cells.of(outcomes));
        assertThat(sections.get(0).blocks()).hasSize(4).allMatch(Chart.Lines.class::isInstance);
        assertThat(sections.get(1).blocks())
                .filteredOn(Chart.Lines.class::isInstance)
                .hasSize(24);
    }

    @Test
    void lossesBeyondTheChartInterruptTheLine() {
        Chart.Lines relu =
                (Chart.Lines) GridCharts.of(Cells.of(outcomes)).get(1).blocks().get(2);
        assertThat(relu.name()).isEqualTo("relu-train-loss");
        assertThat(relu.lines().get(8).label()).isEqualTo("1");
        assertThat(relu.lines().get(8).y()).containsExactly(2, Double.NaN);
    }

    @Test
    void theEdgesCountSeedsThatDiverge() {
        Edges edges = Edges.of(List.of(
                        Digits.edge("relu", 0.007197, 100, .9),
                        Digits.edge("relu", 0.007197, 101, .11),
                        Digits.edge("relu", 0.01931, 100, .1),
                        Digits.tested("relu", 0.005, .9)))
                .orElseThrow();
        assertThat(edges.answer())
                .extracting(Statement::sentence)
                .containsExactly(
                        "relu with further seeds: at rate 0.007197 1 of 2 seeds diverge or stay at chance, at rate"
                                + " 0.01931 1 of 1 seeds diverge or stay at chance.");
        assertThat(Edges.of(List.of(Digits.tested("relu", 0.005, .9)))).isEmpty();
    }

    @Test
    void betaIsReadFromTheCurveOfEachLayer() {
        LearntSwish swish = LearntSwish.of(List.of(Digits.swish(1.5, 0.7))).orElseThrow();
        assertThat(swish.answer().get(0).sentence())
                .isEqualTo(
                        "Swish learnt beta 1.5000 in learnable-swish_1 and 0.7000 in learnable-swish_2; it began with"
                                + " 1.0000 in each layer (rate 0.005, 1000 steps).");
        Chart.Lines chart = (Chart.Lines) swish.section().blocks().get(0);
        assertThat(chart.lines()).hasSize(3);
    }
}
