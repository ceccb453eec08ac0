package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.probe.ProbeSeries;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.run.Model;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

class ReluNanTest {
    private static final double OVERFLOWS = 1e20;

    /** Networks by variant, of the gain given. */
    private record Kept(Map<String, Double> gains) implements Study.Models {
        @Override
        public Optional<Model> of(Outcome outcome) {
            return Optional.ofNullable(gains.get(Column.level(outcome.trial(), "variant")))
                    .map(gain -> new RectifiedNetwork("relu", gain));
        }

        @Override
        public Optional<Dataset> examples(Outcome outcome, Part part) {
            return Optional.of(Made.twoPoints());
        }
    }

    private static Outcome ended(String variant, double accuracy) {
        ProbeSeries norms = new ProbeSeries(
                "spectral-norms",
                List.of("spectral_norm", "stable_rank"),
                List.of(
                        new ProbeSeries.Row(0, "dense_1", List.of(1.0, 1.0)),
                        new ProbeSeries.Row(9, "dense_1", List.of(Math.E, 1.0)),
                        new ProbeSeries.Row(9, "dense_2", List.of(Math.E * Math.E, 1.0)),
                        new ProbeSeries.Row(9, "relu_1", List.of(Double.NaN, Double.NaN))));
        return Made.ended(
                Made.trial(0, "variant", variant),
                0.1,
                accuracy,
                Map.of(),
                new Curves(new long[0], Map.of(), List.of(norms)));
    }

    private static Report report(Map<String, Double> gains, Outcome... outcomes) {
        return new ReluNan(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, List.of(outcomes), new Kept(gains));
    }

    private static Statement statement(Report report, String about) {
        return report.answer().stream()
                .filter(statement -> statement.sentence().contains(about))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cellsThatAreNotANumberAreReproducedWithTheirCause() {
        Report report = report(Map.of("reference", OVERFLOWS), ended("reference", 0.9));
        Statement first = statement(report, "share of the cells");
        assertThat(first.mark()).isEqualTo(Mark.YES);
        assertThat(statement(report, "largest pre-activation").sentence())
                .contains("and infinite on [-3, 3]²")
                .contains("Σ ln ‖W_t‖₂ is 3.0000");
    }

    @Test
    void aLandscapeOfNumbersIsNotReproduced() {
        Report report = report(Map.of("reference", 1.0), ended("reference", 0.9));
        assertThat(statement(report, "share of the cells").mark()).isEqualTo(Mark.NO);
        assertThat(statement(report, "no cell undefined").mark()).isEqualTo(Mark.NO);
    }

    @Test
    void aCureLeavesNoCellUndefinedAndKeepsTheAccuracy() {
        Map<String, Double> gains = Map.of(
                "reference", OVERFLOWS,
                "small step", 1.0,
                "l2", OVERFLOWS,
                "max-norm", 1.0,
                "backprop, isometric start", 1.0);
        Statement cures = statement(
                report(
                        gains,
                        ended("reference", 0.9),
                        ended("small step", 0.96),
                        ended("l2", 0.95),
                        ended("max-norm", 0.5),
                        ended("backprop, isometric start", 0.99)),
                "no cell undefined");
        assertThat(cures.mark()).isEqualTo(Mark.YES);
        assertThat(cures.sentence())
                .contains(": small step 0.9600; at the cost of accuracy: max-norm 0.5000, expected");
    }

    @Test
    void aNetworkThatHasLearntNothingIsNotACureHoweverBadTheReferenceIs() {
        Statement cures = statement(
                report(
                        Map.of("reference", OVERFLOWS, "max-norm", 1.0),
                        ended("reference", 0.01),
                        ended("max-norm", 0.5)),
                "no cell undefined");
        assertThat(cures.mark()).isEqualTo(Mark.NO);
        assertThat(cures.sentence()).contains("none; at the cost of accuracy: max-norm 0.5000");
    }

    @Test
    void theLongTrainingIsTheOneThatIsJudged() {
        Report report = report(
                Map.of("reference", 1.0, "reference, 10000 iterations", OVERFLOWS),
                ended("reference", 0.9),
                ended("reference, 10000 iterations", 0.9));
        assertThat(statement(report, "share of the cells").sentence())
                .startsWith("reproduced: reference, 10000 iterations");
        assertThat(Made.sentences(report).stream().filter(sentence -> sentence.contains("largest pre-activation")))
                .hasSize(2);
    }

    @Test
    void theTableCountsNearAndFarAndTheLandscapesAreDrawn() {
        Report report = report(Map.of("reference", OVERFLOWS), ended("reference", 0.9));
        DataTable table = (DataTable) report.sections().get(0).blocks().get(0);
        List<DataTable.Entry> row = table.rows().get(0);
        assertThat((Double) row.get(1).value()).isBetween(0.5, 1.0);
        assertThat(row.get(3).text()).isEqualTo("3.0000");
        assertThat(row.get(5).value()).isNull();
        Chart.Lines growth = (Chart.Lines) report.sections().get(1).blocks().get(0);
        assertThat(growth.lines().get(0).y()[1]).isNaN();
        Chart.Landscapes near =
                (Chart.Landscapes) report.sections().get(2).blocks().get(0);
        assertThat(near.panels()).hasSize(1);
        assertThat(near.panels().get(0).captions().get(1)).startsWith("not a number: ");
    }

    @Test
    void overfittingIsJudgedByTheGapOfTheAccuracies() {
        // made-up trials have no training accuracy
        assertThat(statement(report(Map.of(), ended("reference", 0.9)), "training accuracy minus")
                        .mark())
                .isEqualTo(Mark.NO);
    }

    @Test
    void theNetworksOfThreeSeedsAreKept() {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 4; seed < 9; seed++) {
            trials.add(Made.trial(seed, "variant", "l2"));
            trials.add(Made.trial(seed, "variant", "reference, 10000 iterations"));
        }
        List<Trial> planned = new ReluNan(Made.designs(trials)).plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(planned).hasSize(8);
        assertThat(planned.stream().filter(Trial::keep)).hasSize(6);
    }
}
