package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import rai.api.run.LayerSummary;
import rai.api.run.NetworkSummary;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.Summaries;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;

class SummaryCommandTest {
    private final FakeRuns runs = new FakeRuns();
    private String asked;
    private final SummaryCommand command = new SummaryCommand(
            new Summaries() {
                @Override
                public NetworkSummary of(Path directory) {
                    return summary("run " + directory);
                }

                @Override
                public NetworkSummary of(RunRequest request) {
                    return summary("data " + request.data().train() + ", "
                            + request.model().network());
                }

                @Override
                public NetworkSummary of(
                        String network, int inputs, OptionalInt outputs, int rows, Precision precision) {
                    return summary(network + ", " + inputs + ", " + outputs + ", " + rows + ", " + precision);
                }
            },
            runs);

    private NetworkSummary summary(String what) {
        asked = what;
        return new NetworkSummary(
                "dense(4) relu",
                3,
                10,
                Precision.FLOAT32,
                List.of(
                        new LayerSummary(
                                1,
                                "dense(4)",
                                "dense_1",
                                List.of(10L, 4L),
                                16,
                                0,
                                Optional.of(3),
                                Optional.empty(),
                                448,
                                28),
                        new LayerSummary(
                                2,
                                "relu",
                                "",
                                List.of(10L, 4L),
                                0,
                                0,
                                Optional.empty(),
                                Optional.of(Math.sqrt(2)),
                                320,
                                4)),
                Optional.of(2e6));
    }

    @Test
    void aRowPerLayerIsFollowedByTheTotal() {
        assertThat(Captured.of(command, "--inputs", "3").out().lines())
                .containsExactly(
                        "network          dense(4) relu",
                        "inputs           3",
                        "a step has       10 examples in float32",
                        "training takes   about 2 MB",
                        "",
                        "layer  spec      output   parameters  fan-in    gain  memory kB  FLOPs",
                        "1      dense(4)  [10, 4]          16       3       -        0.4     28",
                        "2      relu      [10, 4]           0       -  1.4142        0.3      4",
                        "total                             16                        0.8     32");
    }

    @Test
    void theJsonHasNumbersForLayersAndTotal() {
        JsonObject document = JsonParser.parseString(
                        Captured.of(command, "--inputs", "3", "--json").out())
                .getAsJsonObject();
        JsonObject first = document.getAsJsonArray("layers").get(0).getAsJsonObject();
        assertThat(first.get("fan_in").getAsInt()).isEqualTo(3);
        assertThat(first.get("output").toString()).isEqualTo("[10,4]");
        assertThat(document.getAsJsonObject("total").get("flops").getAsDouble()).isEqualTo(32);
    }

    @Test
    void theNetworkIsThatOfARunOrOfOptionsWithDataOrOfOptionsAlone() {
        runs.keep("moons", "ended", 20);
        Captured.of(command, "moons");
        assertThat(asked).isEqualTo("run " + Path.of("runs", "moons"));
        Captured.of(command, "--data", "cloud", "--hidden", "5", "--activation", "relu");
        assertThat(asked).isEqualTo("data cloud, dense(5) relu dense");
        Captured.of(command, "--network", "dense(5)", "--inputs", "7", "--outputs", "2", "--batch", "4");
        assertThat(asked).isEqualTo("dense(5), 7, OptionalInt[2], 4, FLOAT32");
    }

    @Test
    void optionsThatContradictEachOtherAreRefusedInASentence() {
        runs.keep("moons", "ended", 20);
        assertThatThrownBy(() -> Captured.of(command, "moons", "--hidden", "5"))
                .isInstanceOf(Failure.class)
                .hasMessage("the options of a network are not needed beside a run: leave out --hidden");
        assertThatThrownBy(() -> Captured.of(command, "--inputs", "3", "--data", "cloud", "--seed", "1"))
                .hasMessage("--inputs describes a network without its training: leave out --data, --seed");
        assertThatThrownBy(() -> Captured.of(command, "--inputs", "0"))
                .hasMessage("--inputs must be at least 1, but is 0");
        assertThatThrownBy(() -> Captured.of(command)).hasMessageStartingWith("summary needs a run, or --data");
    }
}
