package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.SmallDisk;
import rai.core.store.Disk;

@Timeout(240) // a run may wait for ever
class FullDiskTest {
    @TempDir
    Path temp;

    private final List<RunEvent> events = new ArrayList<>();
    private Path small;
    private Path directory;
    private SmallDisk disk;
    private RunResult whole;

    @BeforeEach
    void trainWithRoom() {
        small = temp.resolve("small");
        directory = small.resolve("run");
        disk = new SmallDisk(small, Long.MAX_VALUE);
        whole = train(Disk.REAL, temp.resolve("whole"), (run, event) -> {});
    }

    private static RunResult train(Disk disk, Path directory, BiConsumer<Run, RunEvent> listener) {
        try (Run run = prepare(disk, directory)) {
            return run.train(event -> listener.accept(run, event));
        }
    }

    private static Run prepare(Disk disk, Path directory) {
        RunRequest request = RunRequest.builder()
                .train("ring")
                .test("ring(n=9)")
                .network("dense(6) centre wave jitter dense(5) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 25)
                .phase("down", 6)
                .seed(3)
                .batch(5)
                .threads(1)
                .evaluateEvery(4)
                .directory(directory)
                .build();
        return new DefaultTrainer(LayerFixtures.catalog(), disk)
                .prepare(request.toBuilder().checkpointEvery(4).build());
    }

    private long count(Class<? extends RunEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    private void endsAsWithRoom(RunResult result) throws IOException {
        assertThat(result.stateHash()).isEqualTo(whole.stateHash());
        assertThat(result.train()).isEqualTo(whole.train());
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.reason()).isEmpty();
        assertThat(directory.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole/history.csv"));
        assertThat(filesIn(directory)).isEqualTo(filesIn(temp.resolve("whole")));
        for (String file : filesIn(directory)) {
            if (file.endsWith(".npy")) {
                assertThat(directory.resolve(file))
                        .hasSameBinaryContentAs(temp.resolve("whole").resolve(file));
            }
        }
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString()).sorted().toList();
        }
    }

    /** The events of a run as in its file, without the times. */
    private static List<String> recorded(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("events.jsonl"));
        assertThat(lines).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        return lines.stream()
                .map(line -> line.replaceFirst("\"time\":\"[^\"]*\",", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 61, 350, 2000})
    void whereverTheDiskIsFullTheRunEndsWithTheSameBitsAndTheSameHistory(int more) throws IOException {
        disk.capacity = 0;
        disk.growth = more; // a little room: soon it is full again
        RunResult result = train(disk, directory, (run, event) -> {
            events.add(event);
            if (event instanceof RunEvent.Paused) {
                wholeSoFar();
            } else if (count(RunEvent.Paused.class) > count(RunEvent.Resumed.class)) {
                assertThat(event).isInstanceOf(RunEvent.Resumed.class);
            }
        });
        assertThat(count(RunEvent.Paused.class)).isGreaterThan(1).isEqualTo(count(RunEvent.Resumed.class));
        endsAsWithRoom(result);
        assertThat(recorded(directory).stream()
                        .filter(line -> !line.contains("\"paused\"") && !line.contains("\"resumed\"")))
                .isEqualTo(recorded(temp.resolve("whole")));
    }

    @Test
    void aRunThatWaitsForRoomInVainEndsAfterAWhileAndCanBeResumed() throws IOException {
        disk.patience = 1; // a second passes on this disk in no time
        RunResult result = train(disk, directory, (run, event) -> {
            events.add(event);
            if (event.step() == 10) {
                disk.capacity = disk.used();
            }
        });
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason())
                .startsWith("the run waited 0.001 s in vain: the run directory " + directory
                        + " can't be written, since there is no space left on its disk")
                .endsWith("resume continues after step 8 once it can");
        assertThat(events)
                .filteredOn(RunEvent.Paused.class::isInstance)
                .singleElement()
                .asString()
                .contains("; after 0.001 s it ends (RAI_DISK_WAIT)");
        disk.capacity = Long.MAX_VALUE;
        try (Run run = new DefaultTrainer(LayerFixtures.catalog(), disk).resume(directory, notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole.stateHash());
        }
    }

    @Test
    void aRunThatFindsNoRoomAtItsBeginningEndsAfterAWhileAndLeavesNoDirectory() {
        disk.patience = 1;
        disk.capacity = 0;
        assertThatThrownBy(() -> train(disk, directory, (run, event) -> events.add(event)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("could not be written, since there is no space left on its disk");
        assertThat(directory).doesNotExist();
    }

    private void wholeSoFar() {
        try {
            for (String name : List.of("history.csv", "events.jsonl")) {
                if (Files.exists(directory.resolve(name))) {
                    assertThat(Files.readString(directory.resolve(name))).matches("(?s)(.*\\n)?");
                }
            }
            assertThat(filesIn(temp.resolve("small"))).noneMatch(name -> name.endsWith(".partial"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDiskThatReportsItsFreeSpaceIsNotFilledToTheLastByte() throws IOException {
        disk.telling = true;
        disk.capacity = 30_000;
        disk.growth = 10_000;
        RunResult result = train(disk, directory, (run, event) -> {
            events.add(event);
            if (event instanceof RunEvent.Paused) {
                assertThat(disk.used()).isLessThan(disk.capacity - 10_000);
            }
        });
        assertThat(events)
                .filteredOn(RunEvent.Paused.class::isInstance)
                .first()
                .extracting(event -> ((RunEvent.Paused) event).reason())
                .asString()
                .startsWith("the run directory " + directory
                        + " can't be written, since there is no space left on its disk (3")
                .contains(" KiB are needed, ")
                .endsWith("are left): free some space there, and the run continues by itself");
        endsAsWithRoom(result);
    }

    @Test
    void waitingIsRecordedOnceThereIsSpace() throws IOException {
        RunResult result = train(disk, directory, (run, event) -> {
            if (event instanceof RunEvent.Paused) {
                disk.capacity = Long.MAX_VALUE;
            } else if (event.step() == 13) {
                disk.capacity = 0;
            }
        });
        endsAsWithRoom(result);
        assertThat(recorded(directory))
                .containsSequence(
                        "{\"step\":15,\"event\":\"paused\",\"cause\":\"disk\",\"reason\":\"the run directory "
                                + directory
                                + " can't be written, since there is no space left on its disk: free some space there,"
                                + " and the run continues by itself\"}",
                        "{\"step\":15,\"event\":\"resumed\"}");
    }

    private RunResult stoppedWhileItWaits(long step) {
        return train(disk, directory, (run, event) -> {
            events.add(event);
            if (event instanceof RunEvent.Paused) {
                run.stop();
            } else if (event.step() == step) {
                disk.capacity = 0;
            }
        });
    }

    @Test
    void aRunThatIsStoppedWhileItWaitsReportsItsResultAndContinuesFromItsLastCheckpoint() throws IOException {
        RunResult result = stoppedWhileItWaits(13);
        assertThat(result.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(15);
        assertThat(result.train()).containsKey("loss");
        assertThat(result.reason())
                .isEqualTo("stopped after step 15 of 31; the result could not be written to " + directory
                        + ", since there is no space left on its disk: resume continues after step 12 once it can");
        disk.capacity = Long.MAX_VALUE;
        try (Run run = new DefaultTrainer(LayerFixtures.catalog()).resume(directory, notice -> {})) {
            endsAsWithRoom(run.train(event -> {}));
        }
    }

    @Test
    void aRunThatIsStoppedBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        assertThat(stoppedWhileItWaits(2).reason())
                .endsWith("no state of the run is kept, and resume will start it again");
        disk.capacity = Long.MAX_VALUE;
        try (Run run = new DefaultTrainer(LayerFixtures.catalog()).resume(directory, notice -> {})) {
            endsAsWithRoom(run.train(event -> {}));
        }
    }

    @Test
    void aRunThatIsStoppedWhileItWaitsIsKeptIfThereIsSpaceBeforeItsEnd() throws IOException {
        RunResult result = train(disk, directory, (run, event) -> {
            if (event instanceof RunEvent.Paused) {
                run.stop();
            } else if (event instanceof RunEvent.Stopped) {
                disk.capacity = Long.MAX_VALUE;
            } else if (event.step() == 13) {
                disk.capacity = 0;
            }
        });
        assertThat(result.reason()).isEqualTo("stopped after step 15 of 31");
        List<String> history = Files.readAllLines(temp.resolve("whole/history.csv"));
        assertThat(Files.readAllLines(directory.resolve("history.csv")))
                .startsWith(history.subList(0, 19).toArray(String[]::new));
        try (Run run = new DefaultTrainer(LayerFixtures.catalog()).resume(directory, notice -> {})) {
            endsAsWithRoom(run.train(event -> {}));
        }
    }

    @Test
    void aRunThatIsStoppedBeforeThereWasRoomToBeginLeavesNothing() {
        disk.capacity = 100;
        assertThatThrownBy(() -> stoppedWhileItWaits(0))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run was stopped while its directory " + directory
                        + " could not be written, since there is no space left on its disk");
        assertThat(directory).doesNotExist();
    }

    @Test
    void aRunThatContinuesWaitsForMemoryToo() throws IOException {
        stoppedWhileItWaits(13);
        try (Run run = new DefaultTrainer(LayerFixtures.catalog(), disk).resume(directory, notice -> {})) {
            disk.growth = 500;
            endsAsWithRoom(run.train(events::add));
        }
        assertThat(count(RunEvent.Paused.class)).isGreaterThan(1);
    }

    @Test
    void aDiskThatBecomesReadOnlyIsWaitedForButNotAtTheBeginning() throws IOException {
        disk.message = "Read-only file system";
        endsAsWithRoom(train(disk, directory, (run, event) -> {
            events.add(event);
            if (event instanceof RunEvent.Paused) {
                disk.capacity = Long.MAX_VALUE;
            } else if (event.step() == 13) {
                disk.capacity = 0;
            }
        }));
        assertThat(count(RunEvent.Paused.class)).isPositive();
        disk.capacity = 0;
        Path other = small.resolve("other");
        assertThatThrownBy(() -> train(disk, other, (run, event) -> {}))
                .hasMessage(
                        "the run directory " + other + " can't be written, since its file system is read-only: make it"
                                + " writable, or choose another one with --out");
        assertThat(other).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNotSaidToBeGone() throws IOException {
        Path file = Files.createFile(Files.createDirectories(small).resolve("file"));
        Path below = file.resolve("run");
        assertThatThrownBy(() -> train(Disk.REAL, below, (run, event) -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the run directory " + below + " can't be made: " + file
                        + " is a file, not a directory; choose another one with --out");
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc")));
        assertThatThrownBy(() -> train(Disk.REAL, Path.of("/proc/x/run"), (run, event) -> {}))
                .hasMessage("the run directory /proc/x/run can't be made: the system does not allow it in /proc;"
                        + " choose another one with --out");
    }

    @Test
    void aDirectoryThatIsTakenAwayEndsTheRunInASentence() {
        assertThatThrownBy(() -> train(Disk.REAL, directory, (run, event) -> {
                    if (event.step() == 13 && Files.exists(directory)) {
                        move(directory, small.resolve("away"));
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the run directory " + directory
                        + " is gone, or a file of it: it was deleted or moved while the run was training");
        assertThat(directory).doesNotExist();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDirectoryThatAnotherRunHasMadeSinceIsNotTouched() throws IOException {
        try (Run late = prepare(Disk.REAL, directory)) {
            train(Disk.REAL, directory, (run, event) -> {});
            assertThatThrownBy(() -> late.train(event -> {}))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("the run directory " + directory + " exists already: choose another one with --out");
        }
        assertThat(directory.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole/history.csv"));
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        Thread caller = Thread.currentThread();
        try {
            RunResult result = train(disk, directory, (run, event) -> {
                if (event.step() == 13) {
                    disk.capacity = 0;
                } else if (event instanceof RunEvent.Paused) {
                    caller.interrupt();
                }
            });
            assertThat(result.stopped()).isEqualTo(Stop.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
