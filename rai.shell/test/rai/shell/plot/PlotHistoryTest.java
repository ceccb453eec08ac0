package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunReader.Row;
import rai.api.run.RunRequest;
import rai.plot.Flag;
import rai.plot.Series;
import rai.shell.picture.Scale;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;
import rai.testkit.stub.StubRunReader;

class PlotHistoryTest {
    private static final String NOON = "2026-01-01T12:00:00Z";

    @TempDir
    Path dir;

    private final FakeRuns runs = new FakeRuns();
    private final PlotCommand command =
            new PlotCommand(new FakeTrainer(), new FakeCatalog(new FakeModel.Pair()), runs, new FakeSummaries());
    private Path run;
    private StubRunReader kept;

    @BeforeEach
    void keep() throws IOException {
        System.setProperty("java.awt.headless", "true");
        run = dir.resolve("run");
        kept = keep(run);
    }

    private StubRunReader keep(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train_loss", 0.5);
        metrics.put("train_top(k=2, of=\"a\")", 1.0);
        metrics.put("test_loss", 0.6);
        return runs.reader(directory)
                .with(step(1, "rai", 10))
                .with(step(2, "rai", 0.1))
                .with(new Row(2, "", OptionalDouble.empty(), metrics))
                .with(step(3, "refit", Double.NaN))
                .with(at(NOON, new RunEvent.Started(0, "run", 3, Map.of())))
                .with(at(NOON, new RunEvent.Evaluated(2, Map.of(), Map.of(), Map.of())));
    }

    private static Row step(long step, String method, double objective) {
        return new Row(step, method, OptionalDouble.of(objective), Map.of());
    }

    private static RecordedEvent at(String time, RunEvent event) {
        return new RecordedEvent(Instant.parse(time), event);
    }

    private static RecordedEvent swap(long step, String from, String to, String version) {
        return at(
                NOON,
                new RunEvent.Swapped(
                        step, "activation", new Used(from, "a", "1", ""), new Used(to, "a", version, ""), ""));
    }

    private JsonObject draw(String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "history";
        words[1] = run.toString();
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        return JsonParser.parseString(Captured.of(command, words).out()).getAsJsonObject();
    }

    private Iterable<String> texts() {
        return HistoryFlags.of(RunHistory.of(kept)).stream().map(Flag::text).toList();
    }

    @Test
    void thePictureIsDrawnIntoTheRunsDirectory() throws IOException {
        JsonObject document = draw();
        assertThat(document.get("metrics")).hasToString("[\"loss\",\"top(k=2, of=\\\"a\\\")\"]");
        assertThat(document.get("runs")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("steps")
                        .getAsLong())
                .isEqualTo(3);
        assertThat(ImageIO.read(run.resolve("history.png").toFile()).getWidth()).isGreaterThan(1500);
    }

    @Test
    void metricsAreChosenByName() {
        assertThat(draw("--metrics", "top(k=2, of=\"a\")").get("metrics").getAsJsonArray())
                .hasSize(1);
        assertThat(draw("--metrics", "none").get("metrics").getAsJsonArray()).isEmpty();
        assertThatThrownBy(() -> draw("--metrics", "rmse"))
                .hasMessage("there is no metric 'rmse' in this run: choose from loss, top(k=2, of=\"a\")");
    }

    @Test
    void severalRunsAreOnePicture() throws IOException {
        keep(dir.resolve("other"));
        Path png = dir.resolve("both.png");
        assertThat(draw(dir.resolve("other").toString(), "--out", png.toString())
                        .get("runs")
                        .getAsJsonArray())
                .hasSize(2);
        assertThat(png).exists();
    }

    @Test
    void flagsSayBrieflyWhatHappened() throws IOException {
        kept.with(swap(1, "elliott", "elliott", "1.0.1"))
                .with(swap(1, "relu", "gelu", "1"))
                .with(swap(1, "elu(a=1)", "elu(a=2)", "1"))
                .with(swap(1, "cosine", "", ""))
                .with(at(NOON, RunEvent.Paused.byRequest(2)))
                .with(at("2026-01-01T12:00:12.500Z", new RunEvent.Resumed(2)))
                .with(at(NOON, RunEvent.Paused.byRequest(2)))
                .with(at(NOON, new RunEvent.Started(2, "run", 3, Map.of())))
                .with(at(NOON, new RunEvent.Resumed(3)))
                .with(at(NOON, new RunEvent.WentBack(3, 1, "the test loss was best then")))
                .with(at(NOON, new RunEvent.Unknown(3, "teleported", Map.of("event", "teleported"))));
        assertThat(texts())
                .containsExactly(
                        "elliott 1.0.1",
                        "gelu",
                        "elu(a=2)",
                        "no activation",
                        "paused 12.50 s",
                        "paused",
                        "resumed",
                        "kept: step 1",
                        "refit");
    }

    private static Row evaluation(long step, double train, double test) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train_loss", train);
        metrics.put("test_loss", test);
        return new Row(step, "", OptionalDouble.empty(), metrics);
    }

    /** The history of a run that stopped at step 6, and went back to step 4. */
    private StubRunReader stopped(String name) throws IOException {
        Path directory = Files.createDirectories(dir.resolve(name));
        return runs.reader(directory)
                .with(evaluation(2, 0.5, 0.4))
                .with(evaluation(4, 0.4, 0.3))
                .with(evaluation(6, 0.3, 0.9))
                .with(evaluation(6, 0.4, 0.3))
                .with(at(NOON, new RunEvent.Started(0, name, 9, Map.of())))
                .with(at(NOON, new RunEvent.WentBack(6, 4, "test.loss was best after step 4")));
    }

    private static List<Double> tests(RunHistory history) {
        return history.rows().stream()
                .map(row -> row.metrics().get("test_loss"))
                .toList();
    }

    @Test
    void theStateThatEarlyStoppingKeptIsNotDrawnAtTheLastStep() throws IOException {
        RunHistory history = RunHistory.of(stopped("early"));
        assertThat(tests(history)).containsExactly(0.4, 0.3, 0.9);
        assertThat(history.kept()).containsExactly(new RunHistory.Kept(4, 6));
        assertThat(HistoryFlags.of(history))
                .extracting(Flag::x, Flag::text)
                .containsExactly(tuple(4.0, "kept: step 4"));
    }

    @Test
    void theStepAtWhichTheNextPhaseBeganFromTheKeptStateIsMarkedToo() throws IOException {
        RunHistory history = RunHistory.of(stopped("then").with(evaluation(8, 0.3, 0.2)));
        assertThat(tests(history)).containsExactly(0.4, 0.3, 0.9, 0.2);
        assertThat(HistoryFlags.of(history))
                .extracting(Flag::x, Flag::text)
                .containsExactly(tuple(4.0, "kept: step 4"), tuple(6.0, "back to 4"));
    }

    @Test
    void anEvaluationOfTheKeptStateAloneIsNotThatOfTheLastStep() throws IOException {
        StubRunReader run = runs.reader(Files.createDirectories(dir.resolve("alone")))
                .with(evaluation(4, 0.4, 0.3))
                .with(step(5, "backprop", 1))
                .with(evaluation(5, 0.4, 0.3))
                .with(at(NOON, new RunEvent.WentBack(5, 4, "test.loss was best after step 4")));
        assertThat(tests(RunHistory.of(run)).stream().filter(Objects::nonNull)).containsExactly(0.3);
    }

    private StubRunReader seeded(String name, String optimizer, long seed, double... losses) throws IOException {
        StubRunReader run = runs.reader(Files.createDirectories(dir.resolve(name)))
                .with(RunRequest.builder()
                        .train("moons")
                        .phase("backprop", phase -> phase.steps(9).optimizer(optimizer))
                        .seed(seed)
                        .build());
        for (int i = 0; i < losses.length; i++) {
            run.with(step(i + 1, "backprop", losses[i]));
        }
        return run.with(evaluation(losses.length, losses[losses.length - 1], 1))
                .with(at(NOON, new RunEvent.Started(0, name, 9, Map.of())));
    }

    private String svg(String... more) throws IOException {
        Path file = dir.resolve("picture.svg");
        List<String> words = new ArrayList<>(List.of("history", "--out", file.toString()));
        words.addAll(List.of(more));
        Captured.of(command, words.toArray(String[]::new));
        return Files.readString(file);
    }

    private String[] fourRuns() throws IOException {
        seeded("a0", "adam(rate=0.1)", 0, 5, 3);
        seeded("a1", "adam(rate=0.1)", 1, 4, 1);
        seeded("b0", "sgd(rate=0.5)", 0, 5, 4);
        seeded("b1", "sgd(rate=0.5)", 1, 5, 4);
        return Stream.of("a0", "a1", "b0", "b1")
                .map(name -> dir.resolve(name).toString())
                .toArray(String[]::new);
    }

    @Test
    void runsThatDifferInTheirSeedsAreOneCurveNamedByTheOptionsThatDiffer() throws IOException {
        assertThat(svg(fourRuns()))
                .contains(">optimizer adam(rate=0.1) (2 seeds)<")
                .contains(">optimizer sgd(rate=0.5) (2 seeds)<")
                .contains(">lines: mean over the seeds; bands: from the smallest to the largest<")
                .doesNotContain(">a0<");
    }

    @Test
    void theDocumentHasTheGroups() throws IOException {
        List<String> words = new ArrayList<>(List.of("history", "--json"));
        words.addAll(List.of(fourRuns()));
        words.addAll(List.of("--out", dir.resolve("g.png").toString()));
        String out = Captured.of(command, words.toArray(String[]::new)).out();
        assertThat(JsonParser.parseString(out).getAsJsonObject().get("groups").toString())
                .isEqualTo("[{\"label\":\"optimizer adam(rate=0.1)\",\"runs\":[\"a0\",\"a1\"]},"
                        + "{\"label\":\"optimizer sgd(rate=0.5)\",\"runs\":[\"b0\",\"b1\"]}]");
    }

    @Test
    void eachRunCanBeACurveOfItsOwn() throws IOException {
        List<String> words = new ArrayList<>(List.of(fourRuns()));
        words.add("--each");
        assertThat(svg(words.toArray(String[]::new))).contains(">a0<", ">b1<").doesNotContain("seeds");
    }

    @Test
    void runsOfOneSeedAndTheSameOptionsAreNotMixed() throws IOException {
        seeded("first", "adam", 0, 5, 3);
        seeded("again", "adam", 0, 5, 3);
        assertThat(svg(dir.resolve("first").toString(), dir.resolve("again").toString()))
                .contains(">first<", ">again<");
    }

    @Test
    void validationDataHaveALineOfTheirOwn() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train_loss", 0.1);
        metrics.put("valid_loss", 0.2);
        metrics.put("test_loss", 0.3);
        kept.with(new Row(3, "", OptionalDouble.empty(), metrics));
        assertThat(svg(run.toString(), "--metrics", "loss"))
                .contains(">train<", ">valid<", ">test<", "stroke-dasharray=\"1.8,2.4\"");
        assertThat(svg(run.toString(), keep(dir.resolve("two")).directory().toString(), "--metrics", "loss"))
                .contains(">solid: train, dotted: valid, dashed: test<");
    }

    @Test
    void runsThatDifferInManyOptionsHaveTheirNames() throws IOException {
        seeded("a", "adam", 0, 5, 3);
        runs.reader(Files.createDirectories(dir.resolve("b")))
                .with(RunRequest.builder()
                        .train("circles")
                        .network("dense(3) relu dense")
                        .init("zeros")
                        .standardize(true)
                        .phase("rai", phase -> phase.steps(7).optimizer("sgd"))
                        .build())
                .with(step(1, "rai", 1));
        assertThat(svg(dir.resolve("a").toString(), dir.resolve("b").toString()))
                .contains(">a<", ">b<")
                .doesNotContain(">optimizer");
    }

    @Test
    void differentNumbersOfPhasesAreOneOption() throws IOException {
        seeded("a", "adam", 0, 5, 3);
        seeded("b", "adam", 0, 5, 3)
                .with(RunRequest.builder()
                        .train("moons")
                        .phase("backprop", phase -> phase.steps(9).optimizer("adam"))
                        .phase("refit", 1)
                        .build());
        assertThat(svg(dir.resolve("a").toString(), dir.resolve("b").toString()))
                .contains(">phases backprop 9<", ">phases backprop 9 + refit 1<");
    }

    @Test
    void anOptionThatOnlyOneHasIsNo() throws IOException {
        seeded("a", "adam", 0, 5, 3);
        seeded("b", "adam", 0, 5, 3)
                .with(RunRequest.builder()
                        .train("moons")
                        .phase(
                                "backprop",
                                phase -> phase.steps(9).optimizer("adam").batch(20))
                        .build());
        assertThat(svg(dir.resolve("a").toString(), dir.resolve("b").toString()))
                .contains(">no batch<", ">batch 20<");
    }

    @Test
    void theMeanIsDrawnOverTheStepsThatAllSeedsHave() {
        Series mean = Trace.mean(
                "",
                List.of(
                        new Trace(new double[] {1, 2, 3}, new double[] {4, 2, 0}),
                        new Trace(new double[] {1, 3}, new double[] {8, 6}),
                        new Trace(new double[] {1, 2, 3, 4}, new double[] {6, 6, 6, 6})));
        assertThat(mean.x()).containsExactly(1, 2, 3);
        assertThat(mean.y()).containsExactly(6, 5, 4); // 7 between 8 and 6
        assertThat(mean.low()).containsExactly(4, 2, 0);
        assertThat(mean.high()).containsExactly(8, 7, 6);
    }

    @Test
    void smoothingIsSymmetricAndLeavesNaNAlone() {
        double[] steps = {1, 2, 3, 4, 5};
        assertThat(new Trace(steps, new double[] {1, 2, 6, 7, 5}).smooth(2).values())
                .containsExactly(1, 3, 5, 6, 5);
        assertThat(new Trace(steps, new double[] {1, 2, Double.NaN, 7, 5})
                        .smooth(2)
                        .values())
                .containsExactly(1, 1.5, Double.NaN, 6, 5);
    }

    @Test
    void smoothingIsSaidInThePicture() throws IOException {
        assertThat(svg(run.toString(), "--smooth", "20")).contains(">smoothed over 20 steps<");
        assertThatThrownBy(() -> svg(run.toString(), "--smooth", "-1"))
                .hasMessage("--smooth must be a number of steps, 0 or more, not -1.0");
    }

    @Test
    void trainAndTestHaveDifferentLinesAndAreNamed() throws IOException {
        assertThat(svg(run.toString())).contains(">train<", ">test<").contains("stroke-dasharray=\"6,3.5\"");
    }

    @Test
    void anAxisIsLogarithmicFromAFactorOf100On() {
        double[] x = {0, 1};
        assertThat(Scale.axis("", List.of(Series.of("", x, new double[] {1, 100})))
                        .log())
                .isTrue();
        assertThat(Scale.axis("", List.of(Series.of("", x, new double[] {1, 99})))
                        .log())
                .isFalse();
        assertThat(Scale.axis("", List.of(Series.of("", x, new double[] {0, 1000})))
                        .log())
                .isFalse();
        Series band = Series.of("", x, new double[] {5, 6}).withBand(new double[] {1, 2}, new double[] {50, 100});
        assertThat(Scale.axis("", List.of(band)).log()).isTrue();
    }

    @Test
    void aDirectoryWithoutARunIsRefused() {
        assertThatThrownBy(() -> Captured.of(command, "history", dir.toString()))
                .hasMessage("there is no run in " + dir);
    }
}
