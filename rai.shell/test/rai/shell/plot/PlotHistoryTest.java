package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunReader.Row;
import rai.plot.Flag;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;
import rai.testkit.stub.StubRunReader;

class PlotHistoryTest {
    private static final String NOON = "2026-01-01T12:00:00Z";

    @TempDir
    Path dir;

    private final FakeRuns runs = new FakeRuns();
    private final PlotCommand command = new PlotCommand(new FakeTrainer(), new FakeCatalog(new FakeModel.Pair()), runs);
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
                        "back to 1",
                        "refit");
    }

    @Test
    void aDirectoryWithoutARunIsRefused() {
        assertThatThrownBy(() -> Captured.of(command, "history", dir.toString()))
                .hasMessage("there is no run in " + dir);
    }
}
