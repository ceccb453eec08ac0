package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.trainer.DefaultTrainer;

/** A run whose first phase sees all examples in every step, and its second mini-batches. */
class PhaseSettingsTest {
    @TempDir
    Path temp;

    private static RunRequestBuilder request() {
        return RunRequest.builder()
                .train("ring(n=12)")
                .network("dense(6) bend dense(5) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", phase -> phase.steps(9))
                .phase("down", phase -> phase.epochs(4).batch(5).clipNorm(0.5))
                .seed(3)
                .threads(1)
                .checkpointEvery(2)
                .keep(100);
    }

    private static RunResult train(RunRequest request, List<RunEvent> events) {
        try (Run run = new DefaultTrainer(LayerFixtures.catalog()).prepare(request)) {
            return run.train(events::add);
        }
    }

    @Test
    void eachPhaseHasItsOwnBatch() {
        List<RunEvent> events = new ArrayList<>();
        RunResult result = train(request().build(), events);
        assertThat(result.steps()).isEqualTo(9 + 4 * 3);
        assertThat(events.stream().filter(RunEvent.Epoch.class::isInstance).map(RunEvent::step))
                .containsExactly(12L, 15L, 18L, 21L);
        assertThat(result.stateHash())
                .isNotEqualTo(train(
                                request()
                                        .changePhase(1, phase -> phase.batch(4))
                                        .build(),
                                events)
                        .stateHash());
    }

    /** As kill -9 leaves it: no end in run.json, and of the checkpoints only those written until then. */
    @ParameterizedTest
    @ValueSource(longs = {4, 8, 10, 14, 20})
    void aRunKilledInEitherPhaseEndsWithTheSameBits(long killedAfter) throws IOException {
        String whole = train(request().build(), new ArrayList<>()).stateHash();
        Path running = temp.resolve("running");
        Path killed = temp.resolve("killed");
        try (Run run = new DefaultTrainer(LayerFixtures.catalog())
                .prepare(request().directory(running).build())) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == killedAfter + 1) {
                    copy(running, killed);
                }
            });
        }
        try (Run run = new DefaultTrainer(LayerFixtures.catalog()).resume(killed, notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aMistakeIsReportedWithItsPhase() {
        RunRequest request = request()
                .changePhase(1, phase -> phase.stopEarly("metric=train.loss, patience=2"))
                .build();
        assertThatThrownBy(() -> train(request, new ArrayList<>()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("in phase 2, ");
    }
}
