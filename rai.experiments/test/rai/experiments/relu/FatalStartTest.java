package rai.experiments.relu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;

class FatalStartTest {
    private final StartedNetwork relu = new StartedNetwork(new double[] {0, 0}, 0, 0.5);
    private final StartedNetwork identity =
            new StartedNetwork(new double[] {-0.084940374, -0.56951777}, 0.15350963, 0.35);

    private static Outcome trial(String activation, double... losses) {
        return Trials.outcome(Map.of("activation", activation, "loss", "mae", "seed", 0), 0, 0, 0.5, losses);
    }

    private List<Statement> answer(StartedNetwork start, Outcome... outcomes) {
        return FatalStart.of(List.of(outcomes), (request, activation, x) -> start)
                .orElseThrow()
                .answer();
    }

    @Test
    void whatTheSourceComputesIsReproducedTo1e7() {
        assertThat(answer(identity, trial("identity", 0.1, 0.001)))
                .extracting(Statement::mark)
                .containsExactly(Mark.YES, Mark.YES, Mark.YES);
        StartedNetwork near = new StartedNetwork(new double[] {-0.0849405, -0.56951777}, 0.1535098, 0.35);
        assertThat(answer(near, trial("identity", 0.1, 0.001)))
                .extracting(Statement::mark)
                .containsExactly(Mark.NO, Mark.NO, Mark.YES);
    }

    @Test
    void theFiguresStandInTheSentences() {
        assertThat(answer(identity, trial("identity", 0.1, 0.001)).get(0).sentence())
                .isEqualTo("reproduced: identity at the fatal start: hidden values at x = 0.5: [-0.08494037,"
                        + " -0.56951777], expected [-0.08494037, -0.56951773] within 1e-7");
    }

    @Test
    void aReluLossThatStaysIsReproducedAndOneThatMovesIsNot() {
        assertThat(answer(relu, trial("relu", 0.5, 0.5)).get(2).mark()).isEqualTo(Mark.YES);
        assertThat(answer(relu, trial("relu", 0.5, 0.4999998)).get(2).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void aReluLossThatLeavesTheStartIsNotReproducedEvenIfItThenStays() {
        assertThat(answer(relu, trial("relu", 0.4, 0.4)).get(2).sentence())
                .startsWith("NOT reproduced: relu, mae: largest change of the loss over ten epochs: 1.0e-01");
    }

    @Test
    void anIdentityNetworkThatHardlyLearnsIsNotReproduced() {
        assertThat(answer(identity, trial("identity", 0.3, 0.036)).get(2).mark())
                .isEqualTo(Mark.NO);
    }

    @Test
    void theCurveBeginsAtTheStart() {
        Chart.Lines lines =
                (Chart.Lines) FatalStart.of(List.of(trial("relu", 0.5, 0.5)), (request, activation, x) -> relu)
                        .orElseThrow()
                        .section()
                        .blocks()
                        .get(1);
        assertThat(lines.lines().get(0).x()).containsExactly(0, 1, 2);
        assertThat(lines.lines().get(0).y()).containsExactly(0.5, 0.5, 0.5);
    }

    @Test
    void everyTrialIsComparedWithItsOwnStart() {
        List<Long> asked = new ArrayList<>();
        List<Outcome> two = List.of(
                trial("relu", 0.5, 0.5),
                Trials.outcome(Map.of("activation", "relu", "loss", "mae", "seed", 1), 0, 0, 0.5, 0.6, 0.6));
        FatalStart part = FatalStart.of(two, (request, activation, x) -> {
                    asked.add(request.execution().seed());
                    return new StartedNetwork(new double[] {0, 0}, 0, asked.size() == 1 ? 0.5 : 0.6);
                })
                .orElseThrow();
        assertThat(asked).containsExactly(0L, 1L);
        assertThat(part.answer().get(2).mark()).isEqualTo(Mark.YES);
        DataTable table = (DataTable) part.section().blocks().get(0);
        assertThat(table.rows().get(0).get(5).text()).isEqualTo("0.5500");
    }

    @Test
    void withoutTrialsThereIsNothingToSay() {
        assertThat(FatalStart.of(List.of(), (request, activation, x) -> relu)).isEmpty();
    }
}
