package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

class ResumeTest {
    // Long because every kind of run is cut and resumed in the same way, by the same helpers.

    @TempDir
    Path temp;

    private final ServiceCatalog catalog = LayerFixtures.catalog();
    private String data = "ring";
    private String network = "dense(6) centre wave jitter dense(5) bend dense";
    private List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 25), PhaseBuilder.of("down", 6));
    private int batch = 5;
    private long evaluateEvery = 4;
    private long checkpointEvery = 4;
    private int keep = 2;
    private Optional<String> schedule = Optional.of("tired");
    private Optional<String> stopEarly = Optional.empty();
    private final List<String> notices = new ArrayList<>();
    private RunResult whole;

    @BeforeEach
    void offer() {
        catalog.add(new Offer(Kind.SCHEDULE, "tired", 0, 2000, "b", "1", Tired::new));
        catalog.add(new Offer(Kind.METHOD, "pits", 0, 2001, "b", "1", ControlTest.Pits::new));
    }

    /** Halves the rate whenever the objective rises: so it has numbers of its own. */
    @Named("tired")
    public static class Tired implements Schedule {
        @Override
        public List<String> numbers() {
            return List.of("last", "factor");
        }

        @Override
        public void init(Numbers numbers) {
            numbers.set("last", Double.POSITIVE_INFINITY);
            numbers.set("factor", 1);
        }

        @Override
        public Optional<String> watches() {
            return Optional.of("objective");
        }

        @Override
        public void observe(double value, Numbers numbers) {
            if (value > numbers.get("last")) {
                numbers.set("factor", numbers.get("factor") * 0.75);
            }
            numbers.set("last", value);
        }

        @Override
        public double factor(Progress moment, Numbers numbers) {
            return numbers.get("factor");
        }
    }

    /** A ring with one point moved. */
    public static class Dented extends Fixtures.Ring {
        @Override
        public Dataset load() {
            Dataset data = super.load();
            data.features().putScalar(0, 0, 0.25);
            return data;
        }
    }

    private Run prepare(Path directory) {
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder()
                        .train(data)
                        .test("ring(n=9)")
                        .network(network)
                        .init("spread")
                        .optimizer("descent")
                        .phases(phases)
                        .seed(3)
                        .batch(batch)
                        .threads(1)
                        .evaluateEvery(evaluateEvery)
                        .directory(directory)
                        .checkpointEvery(checkpointEvery)
                        .keep(keep)
                        .schedule(schedule.orElse(null))
                        .stopEarly(stopEarly.orElse(null))
                        .build());
    }

    /** Trains to the end, and leaves in another directory what a process that was killed after a step would have left. */
    private Path killedAfter(long step) {
        Path cut = temp.resolve("cut-" + step);
        try (Run run = prepare(temp.resolve("whole-" + step))) {
            whole = run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == step) {
                    copy(temp.resolve("whole-" + step), cut);
                }
            });
        }
        return cut;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunResult resume(Path directory) {
        try (Run run = new DefaultTrainer(catalog).resume(directory, notices::add)) {
            return run.train(event -> {});
        }
    }

    private void resumesToTheSame(Path cut) throws IOException {
        RunResult result = resume(cut);
        assertThat(result.stateHash()).isEqualTo(whole.stateHash());
        assertThat(result.steps()).isEqualTo(whole.steps());
        assertThat(result.train()).isEqualTo(whole.train());
        assertThat(result.test()).isEqualTo(whole.test());
        assertThat(result.phases()).isEqualTo(whole.phases());
        assertThat(result.stopped()).isEqualTo(whole.stopped());
        assertThat(result.reason()).isEqualTo(whole.reason());
        Path unbroken = temp.resolve(cut.getFileName().toString().replace("cut", "whole"));
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(unbroken.resolve("history.csv"));
        assertThat(namesIn(cut.resolve("checkpoint"))).isEqualTo(namesIn(unbroken.resolve("checkpoint")));
        for (String array : namesIn(cut.resolve("checkpoint"))) {
            assertThat(cut.resolve("checkpoint").resolve(array))
                    .hasSameBinaryContentAs(unbroken.resolve("checkpoint").resolve(array));
        }
        assertThat(cut.resolve("checkpoints")).doesNotExist();
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5, 11, 24, 25, 26, 28, 30})
    void aRunThatWasKilledEndsWithTheSameBits(long step) throws IOException {
        resumesToTheSame(killedAfter(step));
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 21, 30, 34, 36})
    void earlyStoppingRemembersTheBestStateAndHowLongItHasWaited(long step) throws IOException {
        network = "dense(6) bend dense";
        phases = List.of(PhaseBuilder.of("pits", 100), PhaseBuilder.of("down", 3));
        batch = 0;
        evaluateEvery = 5;
        checkpointEvery = 3;
        keep = 1;
        schedule = Optional.empty();
        stopEarly = Optional.of("metric=train.loss, patience=3");
        Path cut = killedAfter(step);
        assertThat(whole.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", true);
        resumesToTheSame(cut);
    }

    @Test
    void aRunThatWasStoppedGoesOn() throws IOException {
        killedAfter(13);
        Path cut = temp.resolve("cut-of-13");
        AtomicReference<Run> run = new AtomicReference<>(prepare(cut));
        RunResult stopped = run.get().train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 13) {
                run.get().stop();
            }
        });
        run.get().close();
        assertThat(stopped.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(resume(cut).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 13");
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole-13/history.csv"));
    }

    /** tanh, as long as it is not broken. */
    @Named("bend")
    private static final class Fragile extends Fixtures.Bend {
        private boolean broken;

        @Override
        public void value(INDArray z, INDArray out) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            super.value(z, out);
        }
    }

    @Test
    void aRunThatFailedGoesOnOnceItsServiceIsRepaired() throws IOException {
        Fragile fragile = new Fragile();
        Offer offer = new Offer(Kind.ACTIVATION, "bend", 1, 3002, "b", "1", () -> fragile);
        catalog.add(offer);
        killedAfter(13);
        Path cut = temp.resolve("cut-of-13");
        try (Run run = prepare(cut)) {
            RunResult failed = run.train(event -> fragile.broken |= event.step() == 13);
            assertThat(failed.stopped()).isEqualTo(Stop.FAILED);
        }
        fragile.broken = false;
        catalog.remove(offer); // its bundle is replaced
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 1, 3003, "b", "1", () -> fragile));
        assertThat(resume(cut).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 12");
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole-13/history.csv"));
    }

    @Test
    void aRunCanBeInterruptedAgainAndAgain() throws IOException {
        Path cut = killedAfter(6);
        for (long step : new long[] {9, 17, 26, 29}) {
            Path again = temp.resolve("again-" + step);
            try (Run run = new DefaultTrainer(catalog).resume(cut, notices::add)) {
                Path present = cut;
                run.train(event -> {
                    if (event instanceof RunEvent.Stepped stepped && stepped.step() == step) {
                        copy(present, again);
                    }
                });
            }
            cut = again;
        }
        Files.move(cut, temp.resolve("cut-6-again"));
        assertThat(resume(temp.resolve("cut-6-again")).stateHash()).isEqualTo(whole.stateHash());
        assertThat(temp.resolve("cut-6-again/history.csv")).hasSameBinaryContentAs(temp.resolve("whole-6/history.csv"));
        assertThat(notices.get(notices.size() - 1)).isEqualTo("the run continues after step 28");
    }

    @Test
    void tornLinesAndLaterOnesAreCutOff() throws IOException {
        Path cut = killedAfter(14);
        Files.writeString(cut.resolve("history.csv"), "13,down,0.1,,,,,,\n14,do", StandardOpenOption.APPEND);
        Files.writeString(cut.resolve("events.jsonl"), "{\"time\":\"20", StandardOpenOption.APPEND);
        resumesToTheSame(cut);
        assertThat(Files.readString(cut.resolve("events.jsonl")).lines()).allMatch(line -> line.matches("\\{.*\\}"));
    }

    @ParameterizedTest
    @CsvSource({
        "parameters.npy, 0",
        "parameters.npy, 1",
        "optimizer-previous.npy, 90",
        "state.json, 30",
        "manifest.json, 0",
        "manifest.json, 40",
        "layer-state.npy, -1",
        "manifest.json, -1"
    })
    void aTornFileMakesTheOlderCheckpointCount(String file, int bytes) throws IOException {
        Path cut = killedAfter(14);
        Path torn = cut.resolve("checkpoints/000000000012").resolve(file);
        if (bytes < 0) {
            Files.delete(torn);
        } else {
            Files.write(torn, Arrays.copyOf(Files.readAllBytes(torn), bytes));
        }
        resumesToTheSame(cut);
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).contains("000000000012 is passed over: its " + file);
        assertThat(notices.get(1)).isEqualTo("the run continues after step 8");
    }

    @Test
    void aBitThatChangedMakesTheOlderCheckpointCount() throws IOException {
        Path cut = killedAfter(14);
        Path damaged = cut.resolve("checkpoints/000000000012/parameters.npy");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 3] ^= 1;
        Files.write(damaged, bytes);
        resumesToTheSame(cut);
        assertThat(notices.get(0)).contains("its parameters.npy is not what was written");
    }

    @Test
    void aCheckpointThatWasBeingWrittenDoesNotCount() throws IOException {
        checkpointEvery = 4;
        keep = 3;
        Path cut = killedAfter(14);
        Files.move(cut.resolve("checkpoints/000000000012"), cut.resolve("checkpoints/000000000012.partial"));
        Files.delete(cut.resolve("checkpoints/000000000012.partial/manifest.json"));
        Files.createDirectories(cut.resolve("checkpoint.partial"));
        Files.writeString(cut.resolve("checkpoint.partial/parameters.npy"), "half");
        Path later = temp.resolve("later");
        try (Run run = new DefaultTrainer(catalog).resume(cut, notices::add)) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == 11) {
                    copy(cut, later);
                }
            });
        }
        assertThat(namesIn(later.resolve("checkpoints"))).containsExactly("000000000004", "000000000008");
        Files.move(later, temp.resolve("cut-14-later"));
        assertThat(resume(temp.resolve("cut-14-later")).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 8", "the run continues after step 8");
    }

    @Test
    void withoutAnyWholeCheckpointItBeginsAgain() throws IOException {
        Path cut = killedAfter(14);
        Files.delete(cut.resolve("checkpoints/000000000012/state.json"));
        Files.delete(cut.resolve("checkpoints/000000000008/state.json"));
        resumesToTheSame(cut);
        assertThat(notices).hasSize(3);
        assertThat(notices.get(2))
                .isEqualTo("there is no checkpoint to continue from: the run starts again from the beginning");
    }

    @Test
    void aCheckpointBeyondAHistoryThatLostLinesDoesNotCount() throws IOException {
        Path cut = killedAfter(14);
        Files.writeString(cut.resolve("history.csv"), "step");
        resumesToTheSame(cut);
        assertThat(notices).hasSize(3).first().asString().endsWith("history.csv has lost lines that were there");
    }

    @Test
    void theNewestCheckpointsAreKeptAndNoneAfterTheEnd() throws IOException {
        checkpointEvery = 2;
        keep = 3;
        Path cut = killedAfter(13);
        assertThat(namesIn(cut.resolve("checkpoints"))).containsExactly("000000000008", "000000000010", "000000000012");
        assertThat(temp.resolve("whole-13/checkpoints")).doesNotExist();
    }

    @Test
    void whatCanNotBeResumedIsRefusedInASentence() {
        assertThatThrownBy(() -> resume(temp))
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no run in " + temp + ": run.json is missing");
        killedAfter(2);
        assertThatThrownBy(() -> resume(temp.resolve("whole-2")))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith("has ended (steps): there is nothing to resume");
    }

    @Test
    void aRunIsTrainedOnceAtATime() {
        Path there = temp.resolve("run");
        List<String> refused = new ArrayList<>();
        try (Run run = prepare(there)) {
            run.train(event -> {
                if (event.step() == 9 && refused.isEmpty()) {
                    assertThatThrownBy(() -> resume(there)).isInstanceOf(SpecException.class);
                    refused.add("once");
                }
            });
        }
        assertThat(refused).hasSize(1);
    }

    @Test
    void otherDataAreRefused() {
        Path cut = killedAfter(9);
        catalog.add(new Offer(Kind.DATASET, "ring", 1, 3000, "b", "1", Dented::new));
        assertThatThrownBy(() -> resume(cut))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith("its data have changed: their sha256 differs");
        assertThat(cut.resolve("checkpoints/000000000008")).exists();
    }

    @Test
    void aServiceThatIsMissingIsNamed() {
        Path cut = killedAfter(9);
        ServiceCatalog without = Fixtures.catalog();
        assertThatThrownBy(() -> new DefaultTrainer(without).resume(cut, notices::add))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tired");
    }

    @Test
    void aServiceOfAnotherBundleIsTold() {
        Path cut = killedAfter(9);
        catalog.add(new Offer(Kind.METHOD, "down", 1, 3001, "other", "7", Fixtures.Down::new));
        resume(cut);
        assertThat(notices).hasSize(2).last().asString().endsWith("and is now provided by other 7");
    }
}
