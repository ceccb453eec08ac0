package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rai.api.document.Documents;
import rai.api.spec.SpecException;

/** A result is written to run.json and read from it. */
class RunResultTest {
    private static RunResult result(RunResult.Stop stopped, Map<String, Double> test, String reason) {
        return new RunResult(
                "a",
                Map.of("data", "cloud(n=5)", "phases", List.of(Map.of("method", "rai", "batch", 8L))),
                -3,
                40,
                0.1,
                Map.of("loss", 0.25, "auc", Double.NaN),
                test,
                test,
                Map.of("name", "rai", "gap", 0.5, "per map", List.of(1.0, 2.0)),
                List.of(Map.of("method", "rai", "optimizer", "adam", "steps", 40L, "train", Map.of("loss", 0.25))),
                "0f3a",
                stopped,
                reason,
                test.isEmpty() ? Map.of() : Map.of("train", Map.of("accuracy", 0.5), "test", Map.of("accuracy", 0.4)),
                test.isEmpty() ? List.of() : List.of("a hint"));
    }

    @ParameterizedTest
    @EnumSource
    void aResultIsReadFromItsDocument(RunResult.Stop stopped) {
        RunResult result = result(stopped, Map.of("loss", 0.5), "at step 3 layer 2 became NaN");
        assertThat(RunResult.of(result.asMap())).isEqualTo(result);
    }

    @Test
    void aResultWithoutTestDataAndReasonIsReadFromItsDocument() {
        RunResult result = result(RunResult.Stop.STEPS, Map.of(), "");
        assertThat(result.asMap()).doesNotContainKeys("valid", "test", "reason", "baseline", "hints");
        assertThat(RunResult.of(result.asMap())).isEqualTo(result);
    }

    @Test
    void theDocumentHasEveryComponentAndTheSpeed() {
        Map<String, Object> document =
                result(RunResult.Stop.STEPS, Map.of("loss", 0.5), "why").asMap();
        assertThat(document.keySet())
                .containsAll(Documents.keys(RunResult.class))
                .hasSize(16);
        assertThat((double) document.get("steps_per_second")).isEqualTo(40 / 0.1);
    }

    @Test
    void aMetricThatIsNotDefinedIsReadFromTheNullThatJsonHasForIt() {
        RunResult result = result(RunResult.Stop.STEPS, Map.of(), "");
        Map<String, Object> document = result.asMap();
        Map<String, Object> train = new LinkedHashMap<>(Map.of("loss", 0.25));
        train.put("auc", null);
        document.put("train", train);
        assertThat(RunResult.of(document)).isEqualTo(result);
    }

    @Test
    void aMissingKeyIsNamed() {
        Map<String, Object> document =
                result(RunResult.Stop.STEPS, Map.of(), "").asMap();
        document.remove("state_hash");
        assertThatThrownBy(() -> RunResult.of(document))
                .isInstanceOf(SpecException.class)
                .hasMessage("state_hash is missing");
    }

    @Test
    void anUnknownReasonToStopIsRefused() {
        Map<String, Object> document =
                result(RunResult.Stop.STEPS, Map.of(), "").asMap();
        document.put("stopped", "bored");
        assertThatThrownBy(() -> RunResult.of(document))
                .isInstanceOf(SpecException.class)
                .hasMessage("stopped must be steps or nan or failed or early or interrupted, but is 'bored'");
    }
}
