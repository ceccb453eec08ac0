package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.trainer.DefaultTrainer;

class RunFolderTest {
    /** Another process: it claims a directory and says so, until its input ends. */
    public static final class Other {
        public static void main(String[] arguments) throws IOException {
            try (Claim claim = Claim.take(Path.of(arguments[0]))) {
                System.out.println(claim != null);
                System.in.read();
            }
        }
    }

    @TempDir
    Path temp;

    private final DefaultTrainer trainer = new DefaultTrainer(Fixtures.catalog());

    private Run prepare(String name) {
        return trainer.prepare(RunRequest.builder()
                .train("ring")
                .network("dense(3) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 6)
                .seed(0)
                .threads(1)
                .precision(Precision.FLOAT64)
                .evaluateEvery(2)
                .directory(temp.resolve(name))
                .build());
    }

    private Path trained(String name) {
        try (Run run = prepare(name)) {
            run.train(event -> {});
        }
        return temp.resolve(name);
    }

    private Path stopped(String name) {
        try (Run run = prepare(name)) {
            run.train(event -> {
                if (event.step() == 3) {
                    run.stop();
                }
            });
        }
        return temp.resolve(name);
    }

    private static Path torn(Path run) throws IOException {
        Path file = run.resolve("run.json");
        Files.writeString(file, Files.readString(file).substring(0, 100));
        return run;
    }

    private String state(String name) {
        return StoredReader.open(temp.resolve(name)).status().state();
    }

    @Test
    void aRunThatHasEndedShowsItsResult() {
        Kept kept = StoredReader.open(trained("a")).status();
        assertThat(kept.name()).isEqualTo("a");
        assertThat(kept.state()).isEqualTo("ended");
        assertThat(kept.step()).isEqualTo(6);
        assertThat(kept.method()).isEqualTo("down");
        assertThat(kept.objective()).isPositive();
        assertThat(kept.document()).containsKeys("spec", "provenance", "result");
        assertThat(kept.events())
                .extracting(recorded -> recorded.event().asMap().get("event"))
                .containsExactly("started", "evaluated", "evaluated", "evaluated", "stopped");
    }

    @Test
    void aRunThatWasStoppedCanBeResumedAndSoIsInterrupted() {
        stopped("a");
        assertThat(state("a")).isEqualTo("interrupted");
        assertThat(StoredReader.open(temp.resolve("a")).status().step()).isEqualTo(3);
    }

    @Test
    void aRunThatIsBeingTrainedIsRunningHoweverOftenItIsRead() {
        try (Run run = prepare("a")) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped) {
                    assertThat(state("a")).isEqualTo("running");
                    assertThatThrownBy(() -> RunFolder.delete(temp.resolve("a")))
                            .isInstanceOf(SpecException.class)
                            .hasMessageEndingWith("is being trained or packed at this moment: stop it, then delete it");
                    assertThatThrownBy(() -> trainer.resume(temp.resolve("a"), notice -> {}))
                            .isInstanceOf(SpecException.class)
                            .hasMessageEndingWith("is being trained or packed at this moment");
                }
            });
        }
        assertThat(state("a")).isEqualTo("ended");
    }

    @Test
    void whatOneProcessTrainsAnotherLeavesAlone() throws IOException, InterruptedException {
        trained("a");
        assertThat(other("a")).isTrue();
        try (Run run = prepare("b")) {
            run.train(event -> {
                if (event.step() == 3 && event instanceof RunEvent.Stepped) {
                    state("b"); // files of the run are read in this process: its claim must not be lost by that
                    assertThat(other("b")).isFalse();
                }
            });
        }
        assertThat(other("b")).isTrue();
        Process holder = holder("a");
        assertThat(holder.inputReader().readLine()).isEqualTo("true");
        assertThat(state("a")).isEqualTo("running");
        assertThatThrownBy(() -> RunFolder.delete(temp.resolve("a"))).isInstanceOf(SpecException.class);
        holder.destroyForcibly().waitFor();
        assertThat(state("a")).isEqualTo("ended");
    }

    /** Whether another process gets the claim. */
    private boolean other(String name) {
        try {
            Process process = holder(name);
            String line = process.inputReader().readLine();
            process.outputWriter().close();
            process.waitFor();
            return Boolean.parseBoolean(line);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process holder(String name) throws IOException {
        String classes = Path.of(Claim.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        String tests = Path.of(Other.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + java.io.File.pathSeparator + tests,
                        Other.class.getName(),
                        temp.resolve(name).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aRunWhoseProcessWasKilledIsInterrupted() throws IOException {
        Path run = trained("a");
        Path file = run.resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("\"state\": \"ended\"", "\"state\": \"running\""));
        assertThat(state("a")).isEqualTo("interrupted");
    }

    @Test
    void aRunThatCannotBeReadIsDamaged() throws IOException {
        torn(trained("a"));
        assertThat(state("a")).isEqualTo("damaged");
        assertThat(StoredReader.open(temp.resolve("a")).status().document()).isEmpty();
        Durable.delete(trained("b").resolve("checkpoint"));
        assertThat(state("b")).isEqualTo("damaged");
        Files.delete(trained("c").resolve("run.json"));
        assertThat(state("c")).isEqualTo("damaged");
    }

    @Test
    void anIncompleteLineOfEventsIsIgnored() throws IOException {
        Path run = trained("a");
        Files.writeString(run.resolve("events.jsonl"), "{\"time\":\"20", StandardOpenOption.APPEND);
        Files.writeString(run.resolve("history.csv"), "7", StandardOpenOption.APPEND);
        assertThat(StoredReader.open(run).status().events()).hasSize(5);
        assertThat(StoredReader.open(run).status().step()).isEqualTo(6);
    }

    @Test
    void aFolderListsItsRunsByTheirBeginning() throws IOException {
        trained("z");
        trained("a");
        Files.createDirectory(temp.resolve("pictures"));
        Files.createDirectory(temp.resolve("b.old.partial"));
        Files.writeString(temp.resolve("b.old.partial").resolve("run.json"), "{}");
        assertThat(RunFolder.list(temp)).extracting(Kept::name).containsExactly("z", "a");
        assertThat(RunFolder.list(temp.resolve("nowhere"))).isEmpty();
    }

    @Test
    void ifThereIsNoRunAMessageSaysSo() {
        assertThatThrownBy(() -> StoredReader.open(temp.resolve("nowhere")))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("there is no run in ");
        assertThatThrownBy(() -> RunFolder.delete(temp)).isInstanceOf(SpecException.class);
        assertThat(temp).exists();
    }

    @Test
    void aDeletedRunIsGoneAndADamagedOneToo() throws IOException {
        RunFolder.delete(trained("a"));
        RunFolder.delete(torn(trained("b")));
        assertThat(temp).isEmptyDirectory();
    }
}
