package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.archive.ZipIn;
import rai.api.archive.ZipOut;
import rai.api.run.Archive;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** A run is packed, the extension and the data that it used are taken away, and it continues from the archive. */
@ExtendWith(ServiceExtension.class)
class RunArchiveTest extends TableCommands {
    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    Archive archive;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    private String jar() throws IOException {
        return Files.write(temp.resolve("elliott.jar"), Extensions.bytes("elliott-1.0.0"))
                .toString();
    }

    private String data() throws IOException {
        List<String> lines = new ArrayList<>(List.of("a,b,kind"));
        for (int i = 0; i < 40; i++) {
            lines.add(i % 7 + "," + i * i % 11 + "," + (i % 7 > i * i % 11 ? "up" : "down"));
        }
        return file("points.csv", lines);
    }

    private RunRequest request(String name, String data) {
        return RunRequest.builder()
                .train(data)
                .network("dense(8) elliott dense")
                .init("xavier")
                .optimizer("adam(rate=0.02)")
                .phase("backprop", 40)
                .batch(16)
                .seed(3)
                .threads(1)
                .checkpointEvery(10)
                .directory(Path.of(place(name)))
                .build();
    }

    private RunResult train(String name, String data, long stopAfter) {
        try (Run run = trainer.prepare(request(name, data))) {
            return run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == stopAfter) {
                    run.stop();
                }
            });
        }
    }

    @Test
    void anInterruptedRunContinuesFromItsArchiveToTheSameBits() throws Exception {
        shell.run("install", jar());
        String data = data();
        RunResult whole = train("whole", data, -1);
        assertThat(train("part", data, 23).stopped()).isEqualTo(RunResult.Stop.INTERRUPTED);
        String zip = place("part.zip");
        JsonObject packed = json("bundle", place("part"), "--with-data", "--out", zip);
        assertThat(packed.getAsJsonArray("extensions")).hasSize(1);
        shell.run("uninstall", "extension.elliott");
        Files.delete(Path.of(data));
        Files.delete(Path.of(place("elliott.jar")));

        String out = place("elsewhere");
        JsonObject unpacked = json("unbundle", zip, "--out", out);
        assertThat(unpacked.getAsJsonArray("not_installed")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256"))
                .isEqualTo(packed.getAsJsonArray("extensions")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256"));
        assertThat(shell.err())
                .contains("which is not installed: if you trust it, install it with: install " + out + "/extensions/");
        assertThatThrownBy(() -> trainer.resume(Path.of(out), notice -> {})).hasMessageContaining("elliott");
        try (Stream<Path> jars = Files.list(Path.of(out, "extensions"))) {
            shell.run("install", jars.toList().get(0).toString());
        }
        try (Run run = trainer.resume(Path.of(out), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole.stateHash());
        }
        assertThat(archive.compare(Path.of(place("whole")), Path.of(out)).results())
                .isEmpty();
        assertThat(shell.run("predict", out, "--data", out + "/data/1-points.csv", "--no-probabilities")
                        .out()
                        .lines())
                .hasSize(41);
        shell.run("rerun", out, "--out", place("again"));
        assertThat(archive.compare(Path.of(out), Path.of(place("again"))).results())
                .isEmpty();
    }

    @Test
    void anExtensionIsInstalledWhenItIsAskedForAndItsHashIsSaid() throws Exception {
        shell.run("install", jar());
        train("run", "moons(n=40, seed=1)", -1);
        shell.run("bundle", place("run"), "--out", place("run.zip"));
        assertThat(shell.out().lines())
                .first()
                .asString()
                .contains("1 extension")
                .doesNotContain("data file");
        shell.run("uninstall", "extension.elliott");
        shell.run("unbundle", place("run.zip"), "--out", place("elsewhere"), "--install");
        assertThat(shell.err())
                .containsPattern("rai: installing the extension \\S*elliott 1.0.0 \\(SHA-256 [0-9a-f]{64}\\)");
        assertThat(shell.run("predict", place("elsewhere"), "--data", "moons(n=5, seed=2)")
                        .out()
                        .lines())
                .hasSize(6);
    }

    @Test
    void aRunInTrainingIsRefusedAndNothingIsWritten() throws Exception {
        shell.run("install", jar());
        try (Run run = trainer.prepare(request("run", "moons(n=40, seed=1)"))) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == 5) {
                    assertThatThrownBy(() -> shell.run("bundle", place("run"), "--out", place("run.zip")))
                            .hasMessage("the run in " + place("run")
                                    + " is being trained or packed at this moment: stop it, or wait for its end");
                }
            });
        }
        assertThat(Path.of(place("run.zip"))).doesNotExist();
    }

    @Test
    void aRunThatHasLostItsStateIsNotPacked() throws Exception {
        shell.run("install", jar());
        train("run", "moons(n=40, seed=1)", -1);
        Files.move(Path.of(place("run"), "checkpoint"), Path.of(place("elsewhere")));
        assertThatThrownBy(() -> shell.run("bundle", place("run"), "--out", place("run.zip")))
                .hasMessageContaining("is damaged or has lost files");
        assertThat(Path.of(place("run.zip"))).doesNotExist();
    }

    @Test
    void dataThatDoNotTravelAreNamed() throws Exception {
        shell.run("install", jar());
        String data = data();
        train("run", data, -1);
        shell.run("bundle", place("run"), "--out", place("run.zip"));
        assertThat(shell.err()).contains("the data file " + data + " (").contains("is not in the archive");
        assertThatThrownBy(() -> shell.run("bundle", place("run"), "--out", place("run.zip")))
                .hasMessageContaining("run.zip already exists: use --replace");
        shell.run("bundle", place("run"), "--out", place("run.zip"), "--replace");
        assertThatThrownBy(() -> shell.run("bundle", place("run"), "--out", place("run.tar.gz")))
                .hasMessageContaining("let it end in .zip");
        Files.delete(Path.of(data));
        shell.run("unbundle", place("run.zip"), "--out", place("elsewhere"));
        assertThat(shell.err()).contains("resume and rerun need " + data + " (SHA-256 ");
        assertThatThrownBy(() -> shell.run("unbundle", place("run.zip"), "--out", place("elsewhere")))
                .hasMessage(place("elsewhere") + " is there already: name another directory with --out");
    }

    @Test
    void aRunWhoseRequestCannotBeReadIsRefusedThoughEveryHashIsRight() throws Exception {
        shell.run("install", jar());
        train("run", "moons(n=40, seed=1)", -1);
        shell.run("bundle", place("run"), "--out", place("run.zip"));
        byte[] damaged = "{}".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(temp.resolve("run.json"), damaged);
        try (ZipIn zip = new ZipIn(Path.of(place("run.zip")), 1 << 30, true);
                ZipOut other = new ZipOut(Files.newOutputStream(temp.resolve("other.zip")))) {
            JsonObject list = JsonParser.parseString(
                            new String(zip.bytes("archive.json", 1 << 20), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            for (JsonElement each : list.getAsJsonArray("files")) {
                if (each.getAsJsonObject().get("path").getAsString().equals("run/run.json")) {
                    each.getAsJsonObject().addProperty("bytes", damaged.length);
                    each.getAsJsonObject().addProperty("sha256", ZipIn.sha256(file));
                }
            }
            other.add("archive.json", list.toString().getBytes(StandardCharsets.UTF_8));
            for (String name : zip.names()) {
                if (name.equals("run/run.json")) {
                    other.add(name, damaged);
                } else if (!name.equals("archive.json")) {
                    other.add(name, zip.bytes(name, 1 << 20));
                }
            }
        }
        assertThatThrownBy(() -> shell.run("unbundle", place("other.zip"), "--out", place("elsewhere")))
                .hasMessageEndingWith("is damaged: the run in it can't be read; nothing was unpacked");
        assertThat(Path.of(place("elsewhere"))).doesNotExist();
    }
}
