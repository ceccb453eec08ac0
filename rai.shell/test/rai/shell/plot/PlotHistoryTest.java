package rai.shell.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.plot.Flag;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeTrainer;

class PlotHistoryTest {
    @TempDir
    Path dir;

    private final PlotCommand command = new PlotCommand(new FakeTrainer(), new FakeCatalog(new FakeModel.Pair()));
    private Path run;
    private String history = "step,method,objective,train_loss,\"train_top(k=2, of=\"\"a\"\")\",test_loss\n"
            + "1,rai,10.0,,,\n2,rai,0.1,,,\n2,,,0.5,1.0,0.6\n3,refit,NaN,,,\n";
    private String events = event(0, "started", "") + event(2, "evaluated", "");

    @BeforeEach
    void noDisplay() {
        System.setProperty("java.awt.headless", "true");
        run = dir.resolve("run");
    }

    private static String event(long step, String name, String more) {
        return event(step, name, "2026-01-01T00:00:00Z", more);
    }

    private static String event(long step, String name, String time, String more) {
        return "{\"time\":\"" + time + "\",\"step\":" + step + ",\"event\":\"" + name + "\"" + more + "}\n";
    }

    private static String swap(long step, String from, String to, String version) {
        return event(
                step,
                "swapped",
                ",\"kind\":\"activation\",\"from\":{\"spec\":\"" + from + "\",\"version\":\"1\"},"
                        + "\"to\":{\"spec\":\"" + to + "\",\"version\":\"" + version + "\"}");
    }

    private void keep(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("history.csv"), history);
        Files.writeString(directory.resolve("events.jsonl"), events);
    }

    private JsonObject draw(String... more) throws IOException {
        keep(run);
        String[] words = new String[more.length + 3];
        words[0] = "history";
        words[1] = run.toString();
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        return JsonParser.parseString(Captured.of(command, words).out()).getAsJsonObject();
    }

    private Iterable<String> texts() throws IOException {
        keep(run);
        return HistoryFlags.of(RunHistory.read(run)).stream().map(Flag::text).toList();
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
    void metricsAreChosenByName() throws IOException {
        assertThat(draw("--metrics", "top(k=2, of=\"a\")").get("metrics").getAsJsonArray())
                .hasSize(1);
        assertThat(draw("--metrics", "none").get("metrics").getAsJsonArray()).isEmpty();
        assertThatThrownBy(() -> draw("--metrics", "rmse"))
                .hasMessage("there is no metric 'rmse' in this run: choose from loss, top(k=2, of=\"a\")");
    }

    @Test
    void aRunThatIsBeingWrittenIsReadUpToItsLastWholeLine() throws IOException {
        history += "4,re";
        events += "{\"time\":";
        assertThat(draw().get("runs")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("steps")
                        .getAsLong())
                .isEqualTo(3);
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
    void flagsSayInShortWhatHappened() throws IOException {
        events += swap(1, "elliott", "elliott", "1.0.1")
                + swap(1, "relu", "gelu", "1")
                + swap(1, "elu(a=1)", "elu(a=2)", "1")
                + swap(1, "cosine", "", "")
                + event(2, "paused", "")
                + event(2, "resumed", "2026-01-01T00:00:12.500Z", "")
                + event(2, "paused", "")
                + event(2, "started", "")
                + event(3, "resumed", "")
                + event(3, "wentback", ",\"to\":1");
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
    void whatCanNotBeReadIsSaidInASentence() throws IOException {
        assertThatThrownBy(() -> Captured.of(command, "history", dir.toString()))
                .hasMessage("there is no run in " + dir + ": history.csv is missing");
        history += "x,rai,1,,,\n";
        assertThatThrownBy(() -> draw())
                .hasMessage("the run in " + run + " is damaged: line 6 of its history.csv can't be read");
    }
}
