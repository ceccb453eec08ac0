package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.check.Checks;
import rai.api.check.Verdict;
import rai.api.report.Report;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyRequest;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;

/** The method of examples/rai-annealed comes into a comparison that is running, is replaced while it trains, and goes. */
@ExtendWith(ServiceExtension.class)
class DeployedMethodTest {
    private static final String JAR = "rai-annealed.jar";
    private static final String METHOD = "rai-annealed";
    /** With a coupling that stays as it is, it computes what rai does. */
    private static final String CONSTANT = "rai-annealed(from=1, to=1)";

    private static final long STEPS = 60;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    RunExecutor executor;

    @InjectService(timeout = 10_000)
    Runs runs;

    @InjectService(timeout = 10_000)
    Studies studies;

    @InjectService(timeout = 10_000)
    Checks checks;

    @TempDir
    Path temp;

    @BeforeEach
    void clear() throws IOException {
        Extensions.clear();
    }

    @AfterEach
    void end() throws IOException {
        runs.stopAll();
        Extensions.clear();
    }

    // ---- it comes

    @Test
    void itKeepsTheContractOfMethods() throws IOException {
        deploy("1.0.0");
        assertThat(checks.check(Kind.METHOD, Spec.named(METHOD), verdict -> {}))
                .isNotEmpty()
                .noneMatch(verdict -> verdict.outcome() == Verdict.Outcome.FAILED);
    }

    @Test
    void aRunOfRaiChangesToItWithTheTargetsThatItHas() {
        Job backprop = executor.submit(request("backprop"));
        Job changed = paused(request("rai"), 20);
        deploy("1.0.0");
        List<RunEvent.Swapped> swaps = changed.swap(to(CONSTANT));
        changed.proceed();

        assertThat(swaps).singleElement().satisfies(swapped -> {
            assertThat(swapped.from().spec()).startsWith("rai(");
            assertThat(swapped.to().provider()).isEqualTo("rai-annealed 1.0.0");
            assertThat(swapped.state()).startsWith("kept: the parameters").doesNotContain("targets");
        });
        assertThat(result(changed).stateHash()).isEqualTo(train("rai").stateHash());
        assertThat(result(changed).method()).containsEntry("layer_updates", 2.0 * 5 * STEPS); // of both methods
        assertThat(result(backprop).stateHash()).isEqualTo(train("backprop").stateHash());
    }

    @Test
    void itsCouplingGrowsFromWhereARunChangesToIt() {
        Job changed = paused(request("rai"), 20);
        deploy("1.0.0");
        changed.swap(to("rai-annealed(from=1, to=16, over=80)"));
        changed.proceed();
        assertThat((double) result(changed).method().get("coupling")).isEqualTo(4); // 40 of 80 steps
    }

    @Test
    void refitFollowsIt() {
        deploy("1.0.0");
        RunRequest request = request(METHOD).toBuilder()
                .phases(List.of(PhaseBuilder.of("refit", 1)))
                .build();
        try (Run run = trainer.prepare(request)) {
            RunResult result = run.train(event -> {});
            assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
            assertThat(result.phases())
                    .extracting(
                            phase -> Spec.parse(phase.get("method").toString()).name())
                    .containsExactly(METHOD, "refit");
        }
    }

    @Test
    void theNextTrialsOfAStudyUseIt() {
        studies.run(
                Tiny.call(new Comparison(), temp.resolve("one")),
                event -> {
                    if (event instanceof StudyEvent.Ended && !catalog.has(Kind.METHOD, METHOD)) {
                        deploy("1.0.0");
                    }
                },
                new StudyControl());
        assertThat(studies.status(temp.resolve("one")).state()).isEqualTo(StudyStatus.State.COMPLETE);
        Map<String, String> hashes = new TreeMap<>();
        for (Outcome outcome : studies.outcomes(temp.resolve("one"))) {
            hashes.put(
                    outcome.trial().factors().get("method").toString(),
                    outcome.result().orElseThrow().stateHash());
        }
        assertThat(hashes).containsOnlyKeys("backprop", "rai", CONSTANT);
        assertThat(hashes.get("backprop")).isEqualTo(train("backprop").stateHash());
        assertThat(hashes.get(CONSTANT)).isEqualTo(hashes.get("rai"));
    }

    /** Two methods of the house, and after them the deployed one if it has come by then. */
    private final class Comparison implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            List<Trial> trials = new ArrayList<>(List.of(trial("first", "backprop"), trial("first", "rai")));
            if (!ended.isEmpty() && catalog.has(Kind.METHOD, METHOD)) {
                trials.add(trial("second", CONSTANT));
            }
            return trials;
        }

        private static Trial trial(String stage, String method) {
            return new Trial(stage, Map.of("method", method), request(method), false);
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            return new Report("comparison", "Comparison", "", List.of(), List.of(), Map.of());
        }
    }

    // ---- it is replaced

    @Test
    void aSecondVersionContinuesItsRunWithTheSameBits() {
        deploy("1.0.0");
        RunResult undisturbed = train(METHOD);
        Diary diary = new Diary(20, () -> deploy("1.1.0"));
        RunResult result = train(METHOD, diary);
        assertThat(diary.all(RunEvent.Swapped.class)).singleElement().satisfies(swapped -> {
            assertThat(swapped.step()).isEqualTo(20);
            assertThat(swapped.from().provider()).isEqualTo("rai-annealed 1.0.0");
            assertThat(swapped.to().provider()).isEqualTo("rai-annealed 1.1.0");
        });
        assertThat(result.stateHash()).isEqualTo(undisturbed.stateHash());
        assertThat(result.method()).isEqualTo(undisturbed.method());
    }

    // ---- it goes

    @Test
    void whenItGoesItsRunsWaitAndSaySoUntilItIsBack() throws Exception {
        deploy("1.0.0");
        RunResult undisturbed = train(METHOD);
        Job waiting = paused(request(METHOD), 20);
        Job rai = paused(request("rai"), 20);
        remove();
        waiting.proceed();
        rai.proceed();

        assertThat(result(rai).stopped()).isEqualTo(RunResult.Stop.STEPS);
        Eventually.until("its run waits", () -> waiting.status().state() == Job.State.WAITING);
        assertThat(waiting.status().step()).isEqualTo(20);
        assertThat(waiting.status().reason())
                .isEqualTo("the method 'rai-annealed' of rai-annealed 1.0.0 is gone: reinstall its bundle, or choose"
                        + " another service with swap");
        deploy("1.0.0");
        assertThat(result(waiting).stateHash()).isEqualTo(undisturbed.stateHash());
    }

    @Test
    void aRunThatWaitsForItContinuesWithRaiIfItIsChanged() throws Exception {
        deploy("1.0.0");
        Job waiting = paused(request(CONSTANT), 20);
        remove();
        waiting.proceed();
        Eventually.until("its run waits", () -> waiting.status().state() == Job.State.WAITING);
        waiting.swap(to("rai"));
        assertThat(result(waiting).stateHash()).isEqualTo(train("rai").stateHash());
    }

    // ---- trainings

    private static RunRequest request(String method) {
        return Moons.request("sigmoid", method, "rprop(step=0.1)", STEPS).toBuilder()
                .network("4x(dense(12) sigmoid) dense")
                .build();
    }

    private RunResult train(String method) {
        return train(method, event -> {});
    }

    private RunResult train(String method, Consumer<RunEvent> listener) {
        try (Run run = trainer.prepare(request(method))) {
            return run.train(listener);
        }
    }

    /** Whoever pauses it listens from its beginning, however fast it is. */
    private Job paused(RunRequest request, long step) {
        CompletableFuture<Job> submitted = new CompletableFuture<>();
        Job job = executor.submit(request, event -> {
            if (event instanceof RunEvent.Stepped && event.step() == step) {
                submitted.join().pause();
            }
        });
        submitted.complete(job);
        Eventually.until(job.name() + " is paused", () -> job.status().state() == Job.State.PAUSED);
        return job;
    }

    private static RunResult result(Job job) {
        Eventually.until(job.name() + " has ended", () -> job.result().isPresent());
        return job.result().orElseThrow();
    }

    private static Change to(String method) {
        return new Change(Optional.empty(), Optional.empty(), Optional.of(method), Optional.empty(), Optional.empty());
    }

    private void deploy(String version) {
        try {
            Extensions.drop(Jars.withHeader("rai-annealed-1.0.0", "Bundle-Version", version), JAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.until(
                METHOD + " " + version + " is listed",
                () -> catalog.list(Kind.METHOD).stream()
                        .anyMatch(entry ->
                                entry.name().equals(METHOD) && entry.version().equals(version)));
    }

    private void remove() throws IOException {
        Extensions.delete(JAR);
        Eventually.until(METHOD + " is gone", () -> !catalog.has(Kind.METHOD, METHOD));
    }
}
