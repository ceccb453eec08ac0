package rai.shell.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

class PredictionFormatTest {
    private static PredictionFormat of(String name) {
        return PredictionFormat.of(Path.of(name));
    }

    @Test
    void theEndingOfAFileChoosesTheFormat() {
        assertThat(of("a.b/p.CSV")).isEqualTo(PredictionFormat.CSV);
        assertThat(of("p.json")).isEqualTo(PredictionFormat.JSON);
        assertThat(of("p.jsonl")).isEqualTo(PredictionFormat.JSONL);
        assertThat(of("p.ndjson")).isEqualTo(PredictionFormat.JSONL);
        assertThat(of("p.npy")).isEqualTo(PredictionFormat.NPY);
        assertThat(of("p.npz")).isEqualTo(PredictionFormat.NPZ);
    }

    @Test
    void aNameWithoutAnEndingIsThatOfATable() {
        assertThat(of("a.b/p")).isEqualTo(PredictionFormat.CSV);
        assertThat(of("p-0.5")).isEqualTo(PredictionFormat.CSV);
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> of("p.xlsx"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.USAGE))
                .hasMessage("the name p.xlsx does not show a format of predictions: let it end in .csv, .json, .jsonl,"
                        + " .ndjson, .npy or .npz, or give --format");
    }
}
