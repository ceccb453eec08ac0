package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.Task;
import rai.api.run.RunResult;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;
import rai.testkit.stub.StubRunReader;

class PlotCommandTest {
    @TempDir
    Path dir;

    private final FakeTrainer trainer = new FakeTrainer();

    @BeforeEach
    void noDisplay() {
        System.setProperty("java.awt.headless", "true");
        kept = runs.reader(dir);
    }

    private final FakeRuns runs = new FakeRuns();
    private StubRunReader kept;
    private final PlotCommand command =
            new PlotCommand(trainer, new FakeCatalog(new FakeModel.Pair()), runs, new FakeSummaries());
    private final PlotCommand activations =
            new PlotCommand(trainer, new FakeCatalog(new FakeCatalog.Steps()), new FakeRuns(), new FakeSummaries());

    @Test
    void theLandscapeIsDrawnIntoTheRunsDirectory() throws Exception {
        Captured.of(command, "landscape", dir.toString(), "--cells", "12");
        assertThat(ImageIO.read(dir.resolve("landscape.png").toFile()).getWidth())
                .isGreaterThan(100);
    }

    @Test
    void anOutputForEachOfTwoClassesGivesTheSamePicture() throws Exception {
        Captured.of(
                command,
                "landscape",
                dir.toString(),
                "--cells",
                "12",
                "--out",
                dir.resolve("one.png").toString());
        trainer.model.outputForEachClass = true;
        Captured.of(
                command,
                "landscape",
                dir.toString(),
                "--cells",
                "12",
                "--out",
                dir.resolve("two.png").toString());
        assertThat(dir.resolve("two.png")).hasSameBinaryContentAs(dir.resolve("one.png"));
    }

    @Test
    void cellsWithoutAnAnswerAreCounted() {
        // y > 2 are the centres 2.25 and 2.75 of 12 cells over [-3, 3]: 2 rows of 12
        var document = JsonParser.parseString(
                        Captured.of(command, "landscape", dir.toString(), "--range", "3", "--cells", "12", "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.get("nan_cells").getAsInt()).isEqualTo(24);
        assertThat(document.get("accuracy").getAsDouble()).isEqualTo(1);
    }

    @Test
    void aGridLargerThanOneChunkIsCovered() {
        var document = JsonParser.parseString(
                        Captured.of(command, "landscape", dir.toString(), "--range", "3", "--cells", "120", "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.get("nan_cells").getAsInt()).isEqualTo(20 * 120);
    }

    @Test
    void aRegressionHasNoLandscape() {
        trainer.model.task = Task.REGRESSION;
        assertThatThrownBy(() -> Captured.of(command, "landscape", dir.toString()))
                .hasMessage(
                        "a landscape can be drawn of a classifier of 2 features; this network is for regression on 2"
                                + " features");
    }

    @Test
    void moreThanTwoFeaturesHaveNoLandscape() {
        trainer.model.inputs = 3;
        assertThatThrownBy(() -> Captured.of(command, "landscape", dir.toString()))
                .hasMessage("a landscape can be drawn of a classifier of 2 features; this network is for classes of 3"
                        + " features");
    }

    @Test
    void plotAloneListsWhatCanBeDrawn() {
        assertThatThrownBy(() -> Captured.of(command))
                .hasMessage("plot what? There are: landscape, activation, history, probe, graph");
    }

    @Test
    void anUnknownPictureSuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(command, "lanscape"))
                .hasMessage(
                        "unknown word after plot 'lanscape': did you mean 'landscape'? There are: activation, graph,"
                                + " history, landscape, probe");
    }

    @Test
    void theEndingOfOutDecidesTheFormat() throws Exception {
        Path svg = dir.resolve("plane.svg");
        Captured.of(command, "landscape", dir.toString(), "--cells", "12", "--out", svg.toString());
        assertThat(svg).content().startsWith("<?xml").contains("decision boundary");
        Path pdf = dir.resolve("steps.pdf");
        Captured.of(activations, "activation", "steps", "--out", pdf.toString());
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes());
    }

    @Test
    void anUnknownEndingIsRefusedBeforeAnythingIsComputed() {
        Path file = dir.resolve("plane.jpg");
        assertThatThrownBy(() -> Captured.of(command, "landscape", "no-run", "--cells", "12", "--out", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot write the picture " + file + ": its name must end in .png, .svg or .pdf");
        assertThat(file).doesNotExist();
    }

    @Test
    void aSizeForPapersIsThatOfThePicture() throws Exception {
        Path svg = dir.resolve("steps.svg");
        Captured.of(
                activations, "activation", "steps", "--out", svg.toString(), "--size", "100x50mm", "--font-size", "6");
        assertThat(svg).content().contains("width=\"283.465pt\"").contains("height=\"141.732pt\"");
        assertThatThrownBy(() -> Captured.of(activations, "activation", "steps", "--size", "huge"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("'huge' is not a size of a picture: use column");
    }

    private String landscape(String... more) throws Exception {
        Path svg = dir.resolve("plane.svg");
        List<String> words =
                new ArrayList<>(List.of("landscape", dir.toString(), "--cells", "12", "--out", svg.toString()));
        words.addAll(List.of(more));
        Captured.of(command, words.toArray(String[]::new));
        return Files.readString(svg);
    }

    private static RunResult result(Map<String, Double> test) {
        return new RunResult(
                "a-run",
                Map.of(),
                17,
                3,
                1.5,
                Map.of("accuracy", 0.75),
                test,
                Map.of(),
                List.of(),
                "abc",
                RunResult.Stop.STEPS,
                "");
    }

    @Test
    void theCaptionHasTestAccuracyAndSeed() throws Exception {
        kept.with(result(Map.of("accuracy", 0.964)));
        assertThat(landscape()).contains(">test accuracy 0.9640, seed 17<").doesNotContain(" on pair<");
    }

    @Test
    void withoutTestDataTheCaptionHasTheTrainingAccuracy() throws Exception {
        kept.with(result(Map.of()));
        assertThat(landscape()).contains(">training accuracy 0.7500, seed 17<");
    }

    @Test
    void otherPointsAreNamedWithTheirAccuracy() throws Exception {
        kept.with(result(Map.of("accuracy", 0.964)));
        assertThat(landscape("--data", "pair")).contains(">test accuracy 0.9640, seed 17<", ">accuracy 1 on pair<");
    }

    @Test
    void theBoundsAreThoseOfThePointsAndALittleMore() {
        var document = JsonParser.parseString(
                        Captured.of(command, "landscape", dir.toString(), "--cells", "12", "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.get("x")).hasToString("{\"feature\":\"x\",\"low\":-1.3,\"high\":1.3}");
        assertThat(document.get("y")).hasToString("{\"feature\":\"y\",\"low\":-1.0,\"high\":1.0}"); // all are at 0
    }

    @Test
    void axesAndClassesHaveTheirNames() throws Exception {
        assertThat(landscape()).contains(">x<", ">y<", ">class left<", ">class right<", ">P(class right)<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "3:-2", "1:1", "a", "1:2:3", "1:2,3:4,5:6", "-2:Infinity", ""})
    void aRangeThatIsNoneIsRefused(String range) {
        assertThatThrownBy(() -> Captured.of(command, "landscape", dir.toString(), "--range=" + range))
                .hasMessage("--range must be a number above 0, or bounds as in -2:3 or -2:3,-1:4 (x, then y), not '"
                        + range + "'");
    }

    private List<Double> drawn(String... range) {
        var document = JsonParser.parseString(Captured.of(
                                command,
                                Stream.concat(
                                                Stream.of("landscape", dir.toString(), "--cells", "12", "--json"),
                                                Stream.of(range))
                                        .toArray(String[]::new))
                        .out())
                .getAsJsonObject();
        return Stream.of("x", "y")
                .map(document::getAsJsonObject)
                .flatMap(axis -> Stream.of(
                        axis.get("low").getAsDouble(), axis.get("high").getAsDouble()))
                .toList();
    }

    @Test
    void theRangeMayBeAsymmetricAndDifferForTheAxes() {
        assertThat(drawn("--range", "2.5")).containsExactly(-2.5, 2.5, -2.5, 2.5);
        assertThat(drawn("--range", "-2:3")).containsExactly(-2.0, 3.0, -2.0, 3.0);
        assertThat(drawn("--range=-2:3,-1:4")).containsExactly(-2.0, 3.0, -1.0, 4.0);
    }

    @Test
    void activationsAreDrawnInOnePicture() throws Exception {
        Path one = dir.resolve("one.png");
        Path two = dir.resolve("two.png");
        Captured.of(activations, "activation", "steps", "--out", one.toString());
        Captured.of(activations, "activation", "steps", "steps(height=2)", "--out", two.toString());
        assertThat(ImageIO.read(one.toFile()).getWidth()).isGreaterThan(100);
        assertThat(two)
                .satisfies(picture -> assertThat(Files.readAllBytes(picture)).isNotEqualTo(Files.readAllBytes(one)));
    }

    @Test
    void valueAndDerivativeHaveAPanelEach() throws Exception {
        Path svg = dir.resolve("steps.svg");
        Captured.of(activations, "activation", "steps", "steps(height=2)", "--out", svg.toString());
        assertThat(svg).content().contains(">value<", ">derivative<").containsOnlyOnce(">steps(height=2)<");
    }

    @Test
    void theDocumentNamesTheActivationsWithAllSettings() {
        String out = dir.resolve("a.png").toString();
        Captured captured = Captured.of(activations, "activation", "steps", "--from", "-1", "--out", out, "--json");
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.getAsJsonArray("activations").get(0).getAsString()).isEqualTo("steps(height=1)");
        assertThat(document.get("from").getAsDouble()).isEqualTo(-1);
        assertThat(document.get("to").getAsDouble()).isEqualTo(5);
    }

    @Test
    void endsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> Captured.of(activations, "activation", "steps", "--from", "2", "--to", "1"))
                .hasMessage("--from must be below --to, but they are 2.0 and 1.0");
    }
}
