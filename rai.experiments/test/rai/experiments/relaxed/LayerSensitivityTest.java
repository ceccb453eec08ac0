package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;

class LayerSensitivityTest {
    private static Outcome ended(String start, String relaxed, double accuracy) {
        return Made.ended(Made.trial(0, "relaxed", relaxed, "start", start), 0.1, accuracy);
    }

    private static Report report(List<Outcome> outcomes) {
        return new LayerSensitivity(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, outcomes, Made.NO_MODELS);
    }

    private static Report report(Outcome... outcomes) {
        return report(List.of(outcomes));
    }

    @Test
    void theLimitIsReproducedIfSomeChoicesTrainAndOthersDoNot() {
        Statement first = report(
                        ended("uniform-fan-in", "all", 0.9),
                        ended("uniform-fan-in", "every 3rd", 0.5),
                        ended("uniform-fan-in", "none (backprop)", 0.5))
                .answer()
                .get(0);
        assertThat(first.mark()).isEqualTo(Mark.YES);
        assertThat(first.sentence())
                .contains("1 of 2 (all); the best is \"all\" with 0.9000, the worst \"every 3rd\" with 0.5000, expected"
                        + " some of 2, not all");
    }

    @Test
    void theLimitIsNotReproducedIfAllChoicesTrainOrNone() {
        assertThat(report(ended("uniform-fan-in", "all", 0.9), ended("uniform-fan-in", "every 3rd", 0.85))
                        .answer()
                        .get(0)
                        .mark())
                .isEqualTo(Mark.NO);
        assertThat(report(ended("uniform-fan-in", "all", 0.6), ended("uniform-fan-in", "every 3rd", 0.5))
                        .answer()
                        .get(0)
                        .sentence())
                .startsWith("NOT reproduced");
    }

    @Test
    void fromAnotherStartItIsARemarkWithBackpropBeside() {
        List<String> sentences = Made.sentences(report(
                ended("isometric", "all", 0.9),
                ended("isometric", "every 3rd", 0.95),
                ended("isometric", "none (backprop)", 0.99)));
        assertThat(sentences.get(0)).contains("2 of 2").endsWith("it does not decide success which maps are relaxed.");
        assertThat(sentences.get(1)).contains("none (backprop) has 0.9900");
    }

    @Test
    void oneChoiceThatTrainsHasAMean() {
        assertThat(Made.sentences(report(ended("isometric", "all", 0.9), ended("isometric", "every 3rd", 0.5)))
                        .get(0))
                .startsWith(
                        "isometric: 1 of 2 choices of relaxed maps has a mean test accuracy of more than 0.8 (all);");
    }

    @Test
    void theHeatMapHasARowPerChoiceAndAColumnPerStart() {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(ended("uniform-fan-in", "all", 0.9));
        outcomes.add(ended("uniform-fan-in", "every 3rd", 0.5));
        outcomes.add(ended("isometric", "all", 0.8));
        Chart.HeatMap map =
                (Chart.HeatMap) report(outcomes).sections().get(0).blocks().get(0);
        assertThat(map.rows()).containsExactly("all", "every 3rd");
        assertThat(map.columns()).containsExactly("uniform-fan-in", "isometric");
        assertThat(map.values()[0]).containsExactly(0.9, 0.8);
        assertThat(map.values()[1]).containsExactly(0.5, Double.NaN);
    }
}
