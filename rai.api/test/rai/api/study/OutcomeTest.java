package rai.api.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;

class OutcomeTest {
    private static Outcome of(List<Map<String, Object>> phases) {
        RunResult result = new RunResult(
                "run",
                Map.of(),
                0,
                7,
                0.5,
                Map.of("loss", 0.4),
                Map.of(),
                Map.of(),
                phases,
                "",
                RunResult.Stop.STEPS,
                "");
        Trial trial = new Trial(
                "test",
                Map.of(),
                RunRequest.builder().train("moons").network("dense").build(),
                false);
        return new Outcome(
                "id", trial, Outcome.State.DONE, Optional.of(result), Curves.NONE, "", 0.7, Optional.empty());
    }

    @Test
    void aNumberOfAMethodIsThatOfTheLastPhaseThatReportsIt() {
        Outcome outcome = of(List.of(
                Map.of("method", "rai", "report", Map.of("hidden_loss", 0.5)),
                Map.of("method", "rai", "report", Map.of("hidden_loss", 0.25)),
                Map.of("method", "refit", "report", Map.of("residual", 1.0))));
        assertThat(outcome.metric("method.hidden_loss")).isEqualTo(0.25);
        assertThat(outcome.metric("method.residual")).isEqualTo(1.0);
    }

    @Test
    void aNumberThatNoMethodReportsIsNotANumber() {
        Outcome outcome = of(List.of(Map.of("method", "backprop", "report", Map.of()), Map.of("method", "backprop")));
        assertThat(outcome.metric("method.hidden_loss")).isNaN();
        assertThat(outcome.metric("train.loss")).isEqualTo(0.4);
        assertThat(outcome.metric("steps")).isEqualTo(7);
    }
}
