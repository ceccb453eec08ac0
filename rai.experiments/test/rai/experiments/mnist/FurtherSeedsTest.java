package rai.experiments.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.study.Outcome;

class FurtherSeedsTest {
    private static List<Outcome> cell(String activation, double rate, String rows, double... accuracies) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            outcomes.add(Digits.further(activation, rate, rows, 200 + i, accuracies[i]));
        }
        return outcomes;
    }

    private static List<String> sentences(List<Outcome> outcomes) {
        return FurtherSeeds.of(outcomes, false).orElseThrow().answer().stream()
                .map(Statement::sentence)
                .toList();
    }

    /** Mean .26, sd .01, n = 4: t = 3.182, .26 ± 3.182 · .01 · √1.25 = .26 ± .0356. */
    @Test
    void theSourceLiesInOrOutsideOfTheRangeOfOneMoreSeed() {
        double sd = .01 * Math.sqrt(3.0 / 4);
        double[] around = {.26 - sd, .26 + sd, .26 - sd, .26 + sd};
        assertThat(sentences(cell("sigmoid", .001, "training", around)))
                .containsExactly("sigmoid at rate 0.001: validation accuracy of 4 further seeds 0.2600 (0.2513 to"
                        + " 0.2687); one more seed would lie in [0.2244, 0.2956] (95 %), and the source's 0.2870 lies"
                        + " in it.");
        double[] below = {.24 - sd, .24 + sd, .24 - sd, .24 + sd};
        assertThat(sentences(cell("sigmoid", .001, "training", below)).get(0))
                .endsWith("[0.2044, 0.2756] (95 %), and the source's 0.2870 does not.");
    }

    @Test
    void aNetworkTrainedOnAllRowsIsComparedOnTestData() {
        assertThat(sentences(cell("swish", .002683, "all", .92, .93)).get(0))
                .startsWith("swish at rate 0.002683, trained on all rows: test accuracy of 2 further seeds 0.9250")
                .contains("the source's 0.9223 lies in it");
    }

    @Test
    void swishFromAnotherBetaIsComparedWithSwishAndTheCommonRateWithItsOwnFigure() {
        assertThat(sentences(cell("swish from beta 0.5", .005, "training", .92, .93))
                        .get(0))
                .startsWith("swish from beta 0.5 at rate 0.005")
                .contains("the source's 0.9254");
        assertThat(sentences(cell("swish from beta 0.5", .007197, "training", .92, .93))
                        .get(0))
                .contains("the source's 0.8970");
    }

    @Test
    void theTableHasARowPerCellAndTheQuickFormHasNoFiguresOfTheSource() {
        List<Outcome> outcomes = cell("sigmoid", .001, "training", .25, .27);
        outcomes.addAll(cell("tanh", .001, "training", .77, .79));
        FurtherSeeds quick = FurtherSeeds.of(outcomes, true).orElseThrow();
        assertThat(quick.answer()).isEmpty();
        DataTable table = (DataTable) quick.section().blocks().get(0);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(1).stream().map(DataTable.Entry::text))
                .startsWith("tanh", "0.001", "without validation rows, validation", "-", "0.7800");
    }

    @Test
    void otherStagesSayNothing() {
        assertThat(FurtherSeeds.of(List.of(Digits.tested("relu", 0.005, .9)), false))
                .isEmpty();
    }
}
