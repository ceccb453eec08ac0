package rai.shell.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Experiment;
import rai.api.study.ExperimentRequest;
import rai.api.study.ExperimentResult;
import rai.shell.console.Progress;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class StudyCommandTest {
    private static ExperimentRequest asked;

    /** A study of nothing. */
    @Named("demo")
    @About("A demo.")
    static class Demo implements Experiment {
        @Override
        public ExperimentResult run(ExperimentRequest request, Consumer<Progress> progress) {
            asked = request;
            progress.accept(new Progress(0, 1, "it"));
            return new ExperimentResult(
                    "A title",
                    "It was found.",
                    List.of("method", "loss, mean"),
                    List.of(List.of("the \"best\"", "0.5"), List.of("other", "NaN")),
                    List.of(new ExperimentResult.Landscape(
                            "P",
                            List.of(),
                            List.of("length", "width"),
                            3,
                            new double[][] {{0, 1}, {0.5, Double.NaN}},
                            List.of(new double[] {1, -1, 1}))),
                    Map.of("loss", Double.NaN));
        }
    }

    @TempDir
    Path dir;

    private final FakeCatalog catalog = new FakeCatalog(new Demo());

    @BeforeEach
    void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private Captured demo(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "--out";
        all[1] = dir.resolve("d").toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Captured.of(new DemoCommand(catalog), all);
    }

    @Test
    void thePictureHasTheNamesOfTheFeaturesAndTheNameOfOut() throws IOException {
        Path svg = dir.resolve("results/panels.svg");
        Captured.of(new StudyCommand(catalog), "demo", "--out", svg.toString());
        assertThat(svg).content().contains(">length<", ">width<");
        assertThat(dir.resolve("results/panels.csv")).exists();
        assertThat(dir.resolve("results/panels.json")).exists();
    }

    @Test
    void theTableAndTheFindingArePrinted() {
        assertThat(demo().out().lines())
                .startsWith(
                        "A title",
                        "",
                        "method      loss, mean",
                        "the \"best\"         0.5",
                        "other              NaN",
                        "",
                        "It was found.");
    }

    @Test
    void theOptionsReachTheStudy() {
        demo("--seeds", "5", "--first-seed", "7", "--threads", "1");
        assertThat(asked)
                .extracting(ExperimentRequest::seeds, ExperimentRequest::firstSeed, ExperimentRequest::threads)
                .containsExactly(5, 7L, 1);
    }

    @Test
    void threeSeedsAreTheDefault() {
        demo();
        assertThat(asked.seeds()).isEqualTo(3);
    }

    @Test
    void stdoutIsTheDocumentThatIsWritten() throws IOException {
        String out = demo("--json").out();
        assertThat(out).isEqualTo(Files.readString(dir.resolve("d/demo.json")));
        var document = JsonParser.parseString(out).getAsJsonObject();
        assertThat(document.get("finding").getAsString()).isEqualTo("It was found.");
        assertThat(document.getAsJsonObject("data").get("loss").isJsonNull()).isTrue();
    }

    @Test
    void theTableIsWrittenAsCsv() throws IOException {
        demo();
        assertThat(dir.resolve("d/demo.csv"))
                .hasContent("method,\"loss, mean\"\r\n\"the \"\"best\"\"\",0.5\r\nother,NaN\r\n");
    }

    @Test
    void theLandscapesAreDrawn() throws IOException {
        demo();
        assertThat(ImageIO.read(dir.resolve("d/demo.png").toFile()).getWidth()).isGreaterThan(100);
    }

    @Test
    void anyStudyCanBeRunByName() {
        assertThat(Captured.of(new StudyCommand(catalog), "demo", "--out", dir.toString())
                        .out())
                .contains("It was found.");
    }

    @Test
    void anUnknownStudySuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(new StudyCommand(catalog), "dmo"))
                .hasMessage("unknown study 'dmo': did you mean 'demo'? There are: demo");
    }

    @Test
    void aStudyNeedsASeed() {
        assertThatThrownBy(() -> demo("--seeds", "0")).hasMessage("--seeds must be at least 1, not 0");
    }
}
