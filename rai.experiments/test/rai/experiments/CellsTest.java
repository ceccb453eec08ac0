package rai.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.study.Outcome;

class CellsTest {
    private static final ProbeSeries FLOW = new ProbeSeries(
            "gradient-flow",
            List.of("norm", "mean"),
            List.of(
                    new Row(0, "dense_1", List.of(1.0, 2.0)),
                    new Row(0, "relu_1", List.of(3.0, 4.0)),
                    new Row(0, "dense_2", List.of(5.0, 6.0)),
                    new Row(9, "dense_1", List.of(7.0, 8.0)),
                    new Row(9, "relu_1", List.of(0.0, 0.0)),
                    new Row(9, "dense_2", List.of(9.0, 10.0))));

    private static Outcome outcome(double loss, String start, long seed) {
        return Ended.of(Map.of("loss", loss), Map.of(), List.of(FLOW), "start", start, "seed", seed);
    }

    @Test
    void aCellHasTheOutcomesWithItsLevels() {
        List<Outcome> all =
                List.of(outcome(1, "a", 0), outcome(2, "b", 0), outcome(Double.NaN, "a", 1), outcome(4, "a", 2));
        assertThat(Cells.values(Cells.of(all, "start", "a"), "train.loss")).containsExactly(1, 4);
        assertThat(Cells.of(all, "start", "a", "seed", "2")).containsExactly(all.get(3));
        assertThat(Cells.of(all, "other", "a")).isEmpty();
    }

    @Test
    void aProbeIsReadAtItsFirstOrLastStep() {
        Outcome outcome = outcome(1, "a", 0);
        assertThat(Cells.maps(outcome, "gradient-flow", "mean", false)).containsExactly(2, 6);
        assertThat(Cells.maps(outcome, "gradient-flow", "mean", true)).containsExactly(8, 10);
        assertThat(Cells.layers(outcome, "gradient-flow", "norm", false, "relu_"))
                .containsExactly(3);
        assertThat(Cells.maps(outcome, "weights", "mean", false)).isEmpty();
    }

    @Test
    void meansAreTakenColumnByColumn() {
        assertThat(Cells.means(List.of(new double[] {1, 2}, new double[] {3, 6})))
                .containsExactly(2, 4);
        assertThat(Cells.means(List.of())).isEmpty();
    }
}
