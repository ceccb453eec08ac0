package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.state.Numbers;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** A run that is cut off at some step, and resumed. */
abstract class ResumedRun {
    @TempDir
    Path temp;

    final ServiceCatalog catalog = LayerFixtures.catalog();
    String data = "ring";
    String network = "dense(6) centre wave jitter dense(5) bend dense";
    List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 25), PhaseBuilder.of("down", 6));
    int batch = 5;
    long evaluateEvery = 4;
    long checkpointEvery = 4;
    int keep = 2;
    Optional<String> schedule = Optional.of("tired");
    Optional<String> stopEarly = Optional.empty();
    List<String> probes = List.of();
    Optional<String> probeEvery = Optional.empty();
    final List<String> notices = new ArrayList<>();
    RunResult whole;

    @BeforeEach
    void offer() {
        catalog.add(new Offer(Kind.SCHEDULE, "tired", 0, 2000, "b", "1", Tired::new));
        catalog.add(new Offer(Kind.METHOD, "pits", 0, 2001, "b", "1", ControlServices.Pits::new));
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

    Run prepare(Path directory) {
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
                        .probes(probes)
                        .probeEvery(probeEvery.orElse(null))
                        .directory(directory)
                        .checkpointEvery(checkpointEvery)
                        .keep(keep)
                        .schedule(schedule.orElse(null))
                        .stopEarly(stopEarly.orElse(null))
                        .build());
    }

    /** Trains to the end, and leaves in another directory what a process that was killed after a step would have left. */
    Path killedAfter(long step) {
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

    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunResult resume(Path directory) {
        try (Run run = new DefaultTrainer(catalog).resume(directory, notices::add)) {
            return run.train(event -> {});
        }
    }

    void resumesToTheSame(Path cut) throws IOException {
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

    static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
