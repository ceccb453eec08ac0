package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** Runs that are cut off after some step and continue, with the services of the application. */
@ExtendWith(ServiceExtension.class)
class ResumeTest {
    private static final long[] STEPS = {2, 7, 15, 29, 30, 33, 41};

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    @Test
    void miniBatchesWithAdamAndACosineScheduleEndWithTheSameBits() throws IOException {
        endsWithTheSameBits(
                "dense(20) relu dense", "adam", Optional.of("cosine"), 16, 0, PhaseBuilder.of("backprop", 50));
    }

    @Test
    void raiAndRefitEndWithTheSameBits() throws IOException {
        endsWithTheSameBits(
                "4x(dense(12) sigmoid) dense",
                "rprop(step=0.1)",
                Optional.empty(),
                0,
                0,
                PhaseBuilder.of("rai", 30),
                PhaseBuilder.of("refit", 1),
                PhaseBuilder.of("rai", 20));
    }

    @Test
    void aNetworkWithBatchNormAndDropoutEndsWithTheSameBits() throws IOException {
        endsWithTheSameBits(
                "dense(20) batch-norm relu dropout(0.3) dense(10) prelu dense",
                "adamw",
                Optional.of("reduce-on-plateau(patience=2)"),
                20,
                5,
                PhaseBuilder.of("backprop", 50));
    }

    @Test
    void anOptimizerThatSearchesEndsWithTheSameBits() throws IOException {
        endsWithTheSameBits("dense(20) tanh dense", "lbfgs", Optional.empty(), 0, 0, PhaseBuilder.of("backprop", 45));
    }

    private void endsWithTheSameBits(
            String network,
            String optimizer,
            Optional<String> schedule,
            int batch,
            long evaluateEvery,
            PhaseBuilder... phases)
            throws IOException {
        Path whole = temp.resolve("whole");
        Map<Long, Path> cuts = new HashMap<>();
        RunResult unbroken;
        try (Run run = trainer.prepare(RunRequest.builder()
                .train("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=50, noise=0.1, seed=7)")
                .network(network)
                .init("xavier")
                .optimizer(optimizer)
                .phases(List.of(phases))
                .seed(0)
                .batch(batch)
                .threads(2)
                .standardize(true)
                .evaluateEvery(evaluateEvery)
                .directory(whole)
                .schedule(schedule.orElse(null))
                .checkpointEvery(3)
                .build())) {
            unbroken = run.train(event -> {
                for (long step : STEPS) {
                    if (event instanceof RunEvent.Stepped stepped && stepped.step() == step) {
                        cuts.put(step, copy(whole, temp.resolve("cut-" + step)));
                    }
                }
            });
        }
        assertThat(unbroken.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(cuts).hasSize(STEPS.length);
        for (var cut : cuts.entrySet()) {
            try (Run run = trainer.resume(cut.getValue(), notice -> {})) {
                RunResult result = run.train(event -> {});
                assertThat(result.stateHash())
                        .as("cut after step " + cut.getKey())
                        .isEqualTo(unbroken.stateHash());
                assertThat(result.phases()).isEqualTo(unbroken.phases());
            }
            assertThat(cut.getValue().resolve("history.csv")).hasSameBinaryContentAs(whole.resolve("history.csv"));
        }
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
