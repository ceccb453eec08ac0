package rai.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class EvaluateCommandTest {
    private final EvaluateCommand command = new EvaluateCommand(new FakeTrainer(), new FakeCatalog(new FakeModel.Pair()));

    @Test
    void theMetricsArePrinted() {
        assertThat(Captured.of(command, "a-run", "--data", "pair").out().lines())
                .containsExactly("  loss  accuracy", "0.1250    1.0000");
    }

    @Test
    void theJsonNamesRunAndData() {
        var document = JsonParser.parseString(Captured.of(command, "a-run", "--data", "pair", "--json").out()).getAsJsonObject();
        assertThat(document.toString())
                .isEqualTo("{\"directory\":\"a-run\",\"data\":\"pair\",\"loss\":0.125,\"accuracy\":1.0}");
    }

    @Test
    void runAndDataAreNeeded() {
        assertThatThrownBy(() -> Captured.of(command))
                .hasMessage("missing required options and parameters: '--data=DATASET', 'RUN-DIR'; help evaluate tells all options");
    }
}
