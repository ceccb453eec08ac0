package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;

class TransferTest {
    private final List<Outcome> outcomes = new ArrayList<>();

    /** Three seeds about a score, with the same noise for every activation and a little of its own. */
    private TransferTest with(String task, String activation, double auc, double own) {
        for (long seed = 0; seed < 3; seed++) {
            outcomes.add(Made.outcome(
                    "transfer",
                    auc + 0.05 * seed + own * (seed % 2),
                    "task",
                    task,
                    "activation",
                    activation,
                    "seed",
                    seed));
        }
        return this;
    }

    private TransferTest both(String task, double plain, double curve) {
        return with(task, "tanh", plain, 0).with(task, "learnt on covertype from tanh", curve, 0.001);
    }

    @Test
    void aCurveThatIsWorseOnEveryOtherTaskFallsBehind() {
        Statement verdict = both("covertype", 0.8, 0.8)
                .both("moons", 0.8, 0.7)
                .both("landsat", 0.8, 0.75)
                .verdict();
        assertThat(verdict.mark()).isEqualTo(Mark.YES);
        assertThat(verdict.sentence()).contains("moons -0.0997 [-0.1011, -0.0982]; landsat -0.0497 [-0.0511, -0.0482]");
    }

    @Test
    void aCurveThatIsAsGoodOnOneOfThemDoesNot() {
        Statement verdict = both("covertype", 0.8, 0.8)
                .both("moons", 0.8, 0.7)
                .both("landsat", 0.8, 0.8)
                .verdict();
        assertThat(verdict.mark()).isEqualTo(Mark.NO);
        assertThat(verdict.sentence()).startsWith("NOT reproduced: on another task");
    }

    private Statement verdict() {
        return new Transfer(outcomes).statements().get(0);
    }

    @Test
    void aCurveIsComparedWithItsOwnBaseSeedBySeed() {
        with("moons", "tanh", 0.8, 0).with("moons", "relu", 0.1, 0).with("moons", "learnt on moons from tanh", 0.9, 0);
        Chart.Forest forest = (Chart.Forest) new Transfer(outcomes).blocks().get(0);
        assertThat(forest.rows()).hasSize(1);
        assertThat(forest.rows().get(0).label()).isEqualTo("tanh on moons, learnt on it");
        assertThat(forest.rows().get(0).mean()).isCloseTo(0.1, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void withoutAnotherTaskNothingIsSaid() {
        both("covertype", 0.8, 0.8);
        assertThat(new Transfer(outcomes).statements())
                .containsExactly(Statement.remark("Learnt activations have not been tried on other tasks yet."));
    }
}
