package rai.experiments.init;

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

class VariancesTest {
    private final List<Outcome> outcomes = new ArrayList<>();

    /** Mean squares and gradients that change by a factor per map, forward and backward. */
    private void measured(String activation, String init, double forward, double backward) {
        for (long seed = 0; seed < 3; seed++) {
            List<Row> values = new ArrayList<>();
            List<Row> gradients = new ArrayList<>();
            for (int map = 1; map <= 20; map++) {
                double sd = (1 + 0.001 * seed * map) * Math.pow(forward, map / 2.0);
                values.add(new Row(0, "dense_" + map, List.of(0.0, sd)));
                gradients.add(new Row(
                        0, "dense_" + map, List.of((1 - 0.001 * seed * map) * Math.pow(backward, (20 - map) / 2.0))));
            }
            outcomes.add(Ended.of(
                    Map.of("loss", 0.5),
                    Map.of(),
                    List.of(
                            new ProbeSeries("pre-activations", List.of("mean", "sd"), values),
                            new ProbeSeries("gradient-flow", List.of("output_gradient_norm"), gradients)),
                    "activation",
                    activation,
                    "init",
                    init,
                    "seed",
                    seed));
        }
    }

    private Variances variances() {
        return new Variances(outcomes, activation -> WideNetworkTest.IDENTITY);
    }

    @Test
    void aVarianceThatIsKeptIsReproducedAndOneThatGrowsIsNot() {
        measured("identity", "xavier normal", 1, 1);
        measured("identity", "xavier uniform", 1.5, 1);
        List<Statement> statements = variances().statements();
        assertThat(statements.get(0).mark()).isEqualTo(Mark.YES);
        assertThat(statements.get(1).mark()).isEqualTo(Mark.NO);
        assertThat(statements.get(1).sentence())
                .startsWith("NOT reproduced: xavier uniform, identity: variance of the last hidden map relative to the"
                        + " first");
    }

    @Test
    void theOddSigmoidIsJudgedByItsGradientsBesideThoseOfTheSigmoid() {
        measured("sigmoid", "xavier normal", 1, 0.06);
        measured("logistic-odd", "xavier normal", 1, 0.9);
        assertThat(variances().statements().get(0).mark()).isEqualTo(Mark.YES);
        outcomes.clear();
        measured("sigmoid", "xavier normal", 1, 0.9);
        measured("logistic-odd", "xavier normal", 1, 0.9);
        assertThat(variances().statements().get(0).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void theFormulaStandsBesideTheMeasurement() {
        measured("identity", "kaiming normal", 2, 2);
        DataTable table = Ended.blocks(variances().sections(), DataTable.class).get(0);
        assertThat((Double) table.rows().get(0).get(2).value())
                .isCloseTo(Math.pow(2, 18), org.assertj.core.api.Assertions.within(1.0));
        assertThat(Ended.blocks(variances().sections(), Chart.Lines.class)).hasSize(4);
    }
}
