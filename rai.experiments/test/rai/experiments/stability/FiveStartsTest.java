package rai.experiments.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.experiments.Ended;

class FiveStartsTest {
    private final List<Outcome> outcomes = new ArrayList<>();

    private void ended(String start, long seed, double loss, double[] first, double[] last) {
        List<Row> rows = new ArrayList<>();
        for (long step : new long[] {0, 1000}) {
            double[] maps = step == 0 ? first : last;
            for (int map = 0; map < maps.length; map++) {
                rows.add(new Row(step, "dense_" + (map + 1), List.of(maps[map])));
            }
        }
        outcomes.add(Ended.of(
                Map.of("loss", loss),
                Map.of("loss", 2 * loss),
                List.of(new ProbeSeries("gradient-flow", List.of("mean_abs_gradient"), rows)),
                "start",
                start,
                "seed",
                seed));
    }

    private static double[] flow(double... maps) {
        return maps;
    }

    private Statement about(String start) {
        return new FiveStarts(outcomes)
                .statements().stream()
                        .filter(statement -> statement.figures().isPresent())
                        .filter(statement -> statement.figures().get().what().startsWith(start))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void zerosHaveNoGradientBelowTheOutput() {
        ended(FiveStarts.ZEROS, 0, 0.4846, flow(0, 0, 0.01), flow(0, 0, 0));
        assertThat(about(FiveStarts.ZEROS).sentence())
                .isEqualTo(
                        "reproduced: 1 zeros, L=4, N=16: mean |gradient| at the start: 0 in the maps below the output,"
                                + " and 0.01 in the output map, expected no gradient");
        ended(FiveStarts.ZEROS, 1, 0.4846, flow(0, 1e-30, 0.01), flow(0, 0, 0));
        assertThat(about(FiveStarts.ZEROS).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void aNarrowNetworkFitsPoorlyUnlessASeedDoesNot() {
        ended(FiveStarts.NARROW, 0, 0.35, flow(1, 1), flow(1, 1));
        assertThat(about(FiveStarts.NARROW).mark()).isEqualTo(Mark.YES);
        ended(FiveStarts.NARROW, 1, 0.01, flow(1, 1), flow(1, 1));
        assertThat(about(FiveStarts.NARROW).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void theSourcesFitIsOneThatOneMoreSeedCouldHaveOrNot() {
        ended(FiveStarts.WIDE, 0, 0.1, flow(1, 1), flow(1, 1));
        ended(FiveStarts.WIDE, 1, 0.08, flow(1, 1), flow(1, 1));
        ended(FiveStarts.WIDE, 2, 0.12, flow(1, 1), flow(1, 1));
        assertThat(about(FiveStarts.WIDE).mark()).isEqualTo(Mark.NO);
        ended(FiveStarts.WIDE, 3, 0.0004, flow(1, 1), flow(1, 1));
        assertThat(about(FiveStarts.WIDE).sentence())
                .startsWith("reproduced")
                .contains("with 1 of 4 (0.25 [0.04559, 0.6994]) seeds, expected");
    }

    @Test
    void theReportSaysWhetherTheSourceMeansAVariance() {
        for (int seed = 0; seed < 3; seed++) {
            ended(FiveStarts.WIDE, seed, 0.0002 * (1 + seed), flow(1, 1), flow(1, 1));
            ended(FiveStarts.WIDE_SD, seed, 0.08 + 0.01 * seed, flow(1, 1), flow(1, 1));
        }
        assertThat(new FiveStarts(outcomes).statements())
                .anyMatch(statement -> statement.sentence().startsWith("The source's .05 is a variance: "));
    }

    @Test
    void aGradientVanishesIfTheFirstMapHasNoneAndNothingIsLearnt() {
        ended(FiveStarts.DEEP, 0, 0.4846, flow(1e-9, 1e-4, 1), flow(1e-9, 1e-5, 1));
        assertThat(about(FiveStarts.DEEP).mark()).isEqualTo(Mark.YES);
        ended(FiveStarts.DEEP, 1, 0.1, flow(1e-9, 1e-4, 1), flow(1e-9, 1e-5, 1));
        assertThat(about(FiveStarts.DEEP).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void aGradientThatVanishesInTheCourseOfTrainingHasVanished() {
        ended(FiveStarts.HUGE, 0, 5906, flow(20, 1, 1), flow(1e-9, 1, 1));
        assertThat(about(FiveStarts.HUGE).mark()).isEqualTo(Mark.YES);
        ended(FiveStarts.HUGE, 1, 5906, flow(20, 1, 1), flow(1e-2, 1, 1));
        assertThat(about(FiveStarts.HUGE).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void aCureIsCalledOneByTheNumberOfItsSeeds() {
        ended(FiveStarts.ISOMETRIC_RPROP, 0, 1e-5, flow(1, 1), flow(1, 1));
        ended(FiveStarts.ISOMETRIC, 0, 0.48, flow(1, 1), flow(1, 1));
        List<String> sentences = new FiveStarts(outcomes)
                .statements().stream().map(Statement::sentence).toList();
        assertThat(sentences)
                .anyMatch(sentence -> sentence.startsWith("Cured by every seed: 4 isometric, rprop")
                        && sentence.endsWith("the test loss is 0.00002 (0.00002 to 0.00002), n = 1."));
        assertThat(sentences).anyMatch(sentence -> sentence.startsWith("Not cured: 4 isometric:"));
    }

    @Test
    void chartsHaveALinePerStartThatHasAGradient() {
        ended(FiveStarts.NARROW, 0, 0.35, flow(1, 2), flow(3, 4));
        ended(FiveStarts.NARROW, 1, 0.35, flow(3, 4), flow(5, 6));
        ended(FiveStarts.ZEROS, 0, 0.35, flow(0, 0), flow(0, 1));
        FiveStarts starts = new FiveStarts(outcomes);
        List<Chart.Lines> charts = Ended.blocks(starts.sections(Ended.NO_MODELS), Chart.Lines.class);
        assertThat(charts).extracting(Chart.Lines::name).containsExactly("flow-shallow-start", "flow-shallow-end");
        assertThat(charts.get(0).lines()).hasSize(1);
        assertThat(charts.get(0).lines().get(0).y()).containsExactly(2, 3);
        assertThat(charts.get(1).lines()).hasSize(2);
        assertThat(Ended.blocks(starts.sections(Ended.NO_MODELS), DataTable.class)
                        .get(0)
                        .rows())
                .hasSize(2);
    }

    @Test
    void nothingIsSaidOfStartsThatHaveNotBeenTrained() {
        assertThat(new FiveStarts(outcomes).statements()).isEmpty();
    }
}
