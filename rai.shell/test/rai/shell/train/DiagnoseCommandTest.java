package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.diagnosis.Diagnoses;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.Illness;
import rai.api.diagnosis.Diagnosis.LayerHealth;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.diagnosis.Limits;
import rai.api.run.RunRequest;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;

class DiagnoseCommandTest {
    private final FakeRuns runs = new FakeRuns();
    private String asked;
    private Limits limits;
    private List<Finding> findings = List.of(new Finding(
            Illness.DEAD_UNITS,
            "relu_1",
            "units 1 and 2 are dead",
            List.of(unit(1), unit(2), unit(3), unit(4)),
            Optional.of(0L),
            List.of(new Remedy("activation", "leaky-relu", "in place of relu"))));
    private final DiagnoseCommand command = new DiagnoseCommand(
            new Diagnoses() {
                @Override
                public Diagnosis of(Path directory, Limits given) {
                    return diagnosis("run " + directory, given);
                }

                @Override
                public Diagnosis of(RunRequest request, Limits given) {
                    return diagnosis("data " + request.data().train(), given);
                }
            },
            runs);

    private static Unit unit(int number) {
        return new Unit(number, -2, -1, Optional.of(-0.5), "its bias is -0.5");
    }

    private Diagnosis diagnosis(String what, Limits given) {
        asked = what;
        limits = given;
        return new Diagnosis(
                "dense(2) relu",
                "xavier",
                20,
                100,
                0.25,
                List.of(
                        new LayerHealth(
                                "dense_1",
                                "dense(2)",
                                2,
                                Optional.empty(),
                                Optional.empty(),
                                0.5,
                                1.25,
                                Optional.of(0.0),
                                0),
                        new LayerHealth(
                                "relu_1", "relu", 2, Optional.of(2), Optional.of(1.0), 0, 0, Optional.empty(), 0.0123)),
                findings);
    }

    @Test
    void layersAndFindingsArePrintedWithWhatMayHelp() {
        assertThat(Captured.of(command, "--data", "cloud").out().lines())
                .containsExactly(
                        "network          dense(2) relu",
                        "init             xavier",
                        "looked at        100 training examples after 20 steps",
                        "loss             0.2500",
                        "",
                        "layer    spec      units  dead   sat   spread  rank  dL/dw    dL/da",
                        "dense_1  dense(2)      2     -     -  5.0e-01   1.3      0        0",
                        "relu_1   relu          2     2  1.00        0   0.0      -  1.2e-02",
                        "",
                        "dead units: units 1 and 2 are dead",
                        "  unit 1: its bias is -0.5",
                        "  unit 2: its bias is -0.5",
                        "  unit 3: its bias is -0.5",
                        "  and 1 more: --json has all of them",
                        "  try the activation leaky-relu: in place of relu");
    }

    @Test
    void whatHelpsInSeveralLayersIsPrintedOnceAfterTheLast() {
        List<Remedy> remedies = List.of(new Remedy("activation", "leaky-relu", "in place of relu"));
        findings = List.of(
                dead("relu_1", remedies, unit(1)),
                dead("relu_2", remedies, unit(7)),
                dead("relu_3", List.of(), unit(9)));

        assertThat(Captured.of(command, "--data", "cloud").out())
                .endsWith(String.join(
                        "\n",
                        "",
                        "dead units: some of relu_1 are dead",
                        "  unit 1: its bias is -0.5",
                        "dead units: some of relu_2 are dead",
                        "  try the activation leaky-relu: in place of relu",
                        "",
                        "dead units: some of relu_3 are dead",
                        "  unit 9: its bias is -0.5",
                        ""));
    }

    private static Finding dead(String layer, List<Remedy> remedies, Unit unit) {
        return new Finding(
                Illness.DEAD_UNITS, layer, "some of " + layer + " are dead", List.of(unit), Optional.of(0L), remedies);
    }

    @Test
    void aHealthyNetworkHasNothingFound() {
        findings = List.of();
        assertThat(Captured.of(command, "--data", "cloud").out()).endsWith("\n\nnothing found\n");
    }

    @Test
    void theJsonHasEveryUnit() {
        JsonObject document = JsonParser.parseString(
                        Captured.of(command, "--data", "cloud", "--json").out())
                .getAsJsonObject();
        JsonObject finding = document.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.get("illness").getAsString()).isEqualTo("dead_units");
        assertThat(finding.getAsJsonArray("units")).hasSize(4);
        assertThat(finding.get("since").getAsLong()).isZero();
    }

    @Test
    void theNetworkIsThatOfARunOrOfOptions() {
        runs.keep("moons", "ended", 20);
        Captured.of(command, "moons");
        assertThat(asked).isEqualTo("run " + Path.of("runs", "moons"));
        Captured.of(command, "--data", "cloud");
        assertThat(asked).isEqualTo("data cloud");
    }

    @Test
    void limitsAreSetByOptions() {
        runs.keep("moons", "ended", 20);
        Captured.of(command, "moons");
        assertThat(limits).isEqualTo(Limits.USUAL);
        Captured.of(
                command,
                "moons",
                "--rows",
                "50",
                "--dead-slope",
                "1e-6",
                "--slope",
                "0.1",
                "--saturated",
                "0.5",
                "--spread",
                "0.01",
                "--vanishing",
                "1e-3",
                "--exploding",
                "100");
        assertThat(limits).isEqualTo(new Limits(50, 1e-6, 0.1, 0.5, 0.01, 1e-3, 100));
        assertThatThrownBy(() -> Captured.of(command, "moons", "--exploding", "0.5"))
                .hasMessage("the factor of exploding gradients must be above 1, but is 0.5");
    }

    @Test
    void optionsOfANetworkAreRefusedBesideARun() {
        runs.keep("moons", "ended", 20);
        assertThatThrownBy(() -> Captured.of(command, "moons", "--hidden", "5"))
                .isInstanceOf(Failure.class)
                .hasMessage("the options of a network are not needed beside a run: leave out --hidden");
        assertThatThrownBy(() -> Captured.of(command)).hasMessageStartingWith("diagnose needs a run, or --data");
    }

    @Test
    void aReportIsWrittenAsAPageWithItsTablesAndCurves(@TempDir Path temp) throws IOException {
        runs.keep("moons", "ended", 20);
        Path out = temp.resolve("healthy");
        assertThat(Captured.of(command, "moons", "--out", out.toString()).out())
                .startsWith("network          dense(2) relu\n")
                .endsWith("\n\nwritten: " + out.resolve("report.html") + ", with its tables and pictures beside it\n");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<h1>Diagnosis of the run moons</h1>", "dead units: units 1 and 2 are dead.");
        assertThat(out.resolve("layers.csv")).content().contains("relu_1,relu,2,2,1.0,0.0,0.0,,0.0123");
        assertThat(out.resolve("units.csv")).content().contains("dead units,relu_1,4,-2.0,-1.0,-0.5,its bias is -0.5");
        assertThat(out.resolve("remedies.csv"))
                .content()
                .contains("dead units,relu_1,activation,leaky-relu,in place of relu");
        assertThat(out.resolve("pictures/gradients.svg")).exists();
        assertThat(out.resolve("pictures/dead-and-saturated.svg")).exists();
    }

    @Test
    void aReportOfAHealthyNetworkSaysThatNothingWasFound(@TempDir Path temp) {
        findings = List.of();
        JsonObject document = JsonParser.parseString(Captured.of(
                                command,
                                "--data",
                                "cloud",
                                "--out",
                                temp.resolve("new").toString(),
                                "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.getAsJsonArray("files").get(0).getAsString())
                .isEqualTo(temp.resolve("new/report.html").toString());
        assertThat(temp.resolve("new/report.html"))
                .content()
                .contains("Nothing was found", "Diagnosis of the network before training")
                .doesNotContain("Units and remedies");
    }

    @Test
    void aFileIsRefusedAsTheDirectoryOfAReport(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("notes"), "mine");
        assertThatThrownBy(() -> Captured.of(command, "--data", "cloud", "--out", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("--out " + file + " is a file: name a directory, which will be made");
        assertThat(asked).isNull();
    }
}
