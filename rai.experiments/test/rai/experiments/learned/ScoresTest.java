package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;

class ScoresTest {
    /** Learnt activations with these scores; base activations score 0.9 at the rate of the source, and 0.92 at their own. */
    private static Scores scores(double... learnt) {
        List<Learnt> curves = new ArrayList<>();
        for (double auc : learnt) {
            curves.add(Made.curve("tanh", "small", "small", auc, Math::abs));
        }
        List<Outcome> plain = new ArrayList<>();
        for (long seed = 0; seed < 2; seed++) {
            plain.add(Made.outcome(
                    "plain-tune", 0.89 + 0.02 * seed, "base", "tanh", "outer", "small", "rate", 0.005, "seed", seed));
            plain.add(Made.outcome("plain-tune", 0.7, "base", "tanh", "outer", "small", "rate", 0.02, "seed", seed));
            plain.add(Made.outcome("plain", 0.92, "base", "tanh", "outer", "small", "rate", 0.02, "seed", 2 + seed));
            plain.add(Made.outcome("plain", 0.5, "base", "relu", "outer", "small", "rate", 0.02, "seed", 2 + seed));
        }
        return new Scores(curves, plain);
    }

    @Test
    void scoresWithinAHundredthAreOnPar() {
        List<Statement> all = scores(0.901, 0.899, 0.902).statements();
        assertThat(all.get(0).mark()).isEqualTo(Mark.YES);
        assertThat(all.get(0).sentence()).contains("0.0007 [-0.0031, 0.0045]");
        assertThat(all.get(1).sentence())
                .isEqualTo("Against base activations at their own best rates, the mean difference is -0.0193 [-0.0231,"
                        + " -0.0155]: a base activation with a tuned rate is better.");
    }

    @Test
    void scoresThatMayBeFartherApartAreNotShownToBeOnPar() {
        assertThat(scores(0.85, 0.95).statements().get(0).mark()).isEqualTo(Mark.NO);
        assertThat(scores(0.85, 0.851, 0.852).statements().get(0).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void withoutBaseActivationsNothingIsSaid() {
        assertThat(new Scores(List.of(), List.of()).statements())
                .containsExactly(Statement.remark("The scores of the base activations are not known yet."));
    }

    @Test
    void theTableHasBothRatesBesideTheLearntScore() {
        assertThat(scores(0.901).table().rows().get(0).stream().map(entry -> entry.text()))
                .containsExactly(
                        "tanh", "small", "small", "0", "0.9010", "0.9000 [0.7729, 1.0271]", "0.9200 [0.9200, 0.9200]");
    }
}
