package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.studies.journal.Rows;
import rai.studies.journal.StudyDirectory;
import rai.studies.service.DefaultStudies;

/** What becomes of the trials of a study. */
@Timeout(60)
class StudyRunTest {
    @TempDir
    Path temp;

    private final Laboratory laboratory = new Laboratory(2);
    private final StudyControl control = new StudyControl();
    private final List<StudyEvent> events = Collections.synchronizedList(new ArrayList<>());
    private int failures;
    private int workers;
    private boolean keep;

    private static RunRequest request(String optimizer, long seed) {
        return RunRequest.builder()
                .train("moons")
                .network("dense")
                .optimizer(optimizer)
                .phase("backprop", 10)
                .seed(seed)
                .build();
    }

    /** A study with one stage: a trial per optimizer, with rising seeds. */
    private Study study(List<String> optimizers) {
        return new Study() {
            @Override
            public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
                return IntStream.range(0, optimizers.size())
                        .mapToObj(i -> new Trial("test", Map.of("seed", i), request(optimizers.get(i), i), keep))
                        .toList();
            }

            @Override
            public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
                throw new AssertionError("not expected: report");
            }
        };
    }

    private StudyCall call(List<String> optimizers) {
        return new StudyCall(
                new StudySource("some", "Some trials.", "a test", study(optimizers)),
                StudyRequest.AS_IT_IS,
                directory(),
                workers,
                Optional.empty(),
                failures);
    }

    private Path directory() {
        return temp.resolve("studies/some");
    }

    private StudyStatus run(String... optimizers) {
        return run(List.of(optimizers));
    }

    private StudyStatus run(List<String> optimizers) {
        new StudyRun(laboratory.trainer, laboratory, laboratory).run(call(optimizers), events::add, control);
        return Standing.of(new StudyDirectory(directory()));
    }

    private List<Outcome> outcomes() {
        return Standing.outcomes(new StudyDirectory(directory()));
    }

    private String id(String optimizer, long seed) {
        try (TrialPlanner planner = new TrialPlanner(laboratory.trainer, study(List.of(optimizer)))) {
            return planner.plan(List.of(new Trial("test", Map.of("seed", seed), request(optimizer, seed), keep)))
                    .get(0)
                    .id();
        }
    }

    private Path place(String id) {
        return new StudyDirectory(directory()).trial(id);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory().resolve("journal.jsonl"));
    }

    @Test
    void whatDivergesOrFailsIsARowAndTheOthersAreUnaffected() {
        StudyStatus status = run("sgd", "throws", "nan", "memory", "gone", "sgd");
        assertThat(status.state()).isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(outcomes())
                .extracting(Outcome::state)
                .containsExactly(State.DONE, State.FAILED, State.DIVERGED, State.FAILED, State.FAILED, State.DONE);
        assertThat(outcomes())
                .extracting(Outcome::reason)
                .containsExactly(
                        "",
                        "the optimizer throws failed: boom",
                        "NaN in dense_1 at step 7",
                        "there was not enough memory (Java heap space)",
                        "there is no optimizer 'gone'",
                        "");
        assertThat(status.failures())
                .containsEntry("the optimizer throws failed: boom", 1)
                .hasSize(3);
        assertThat(outcomes().get(2).result().orElseThrow().stopped()).isEqualTo(Stop.NAN);
    }

    @Test
    void howLongAStudyTookIsKnownUnlessAnEarlierVersionTrainedIt() throws IOException {
        assertThat(run("sgd", "sgd").seconds()).isPositive();
        Path journal = directory().resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceAll(",\"ended\":[0-9]+", ""));
        assertThat(run("sgd", "sgd").seconds()).isNaN();
    }

    @Test
    void failuresInSuccessionEndAStudyEarly() {
        failures = 3;
        workers = 1;
        StudyStatus status = run("throws", "sgd", "throws", "throws", "throws", "sgd", "sgd");
        assertThat(status.state()).isEqualTo(StudyStatus.State.GIVEN_UP);
        assertThat(status.ended()).isEqualTo(6); // with the one that was in training then
        assertThat(events)
                .contains(new StudyEvent.Noticed("the study ends early: 3 trials in succession have failed, the last"
                        + " one since: the optimizer throws failed: boom"));
        failures = 0;
        assertThat(run("throws", "sgd", "throws", "throws", "throws", "sgd", "sgd")
                        .state())
                .isEqualTo(StudyStatus.State.COMPLETE);
    }

    @Test
    void twoProcessesShareAStudyAndNoTrialIsJournalledTwice() throws IOException {
        List<String> all = Collections.nCopies(200, "sgd");
        Laboratory another = new Laboratory(2);
        laboratory.millis = 5;
        another.millis = 5;
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                () -> new StudyRun(another.trainer, another, another).run(call(all), event -> {}, new StudyControl()));
        run(all);
        other.join();
        assertThat(lines()).hasSize(200);
        assertThat(lines()).extracting(line -> line.substring(0, 72)).doesNotHaveDuplicates();
        assertThat(laboratory.submitted.size() + another.submitted.size()).isEqualTo(200);
        assertThat(another.submitted).isNotEmpty();
    }

    @Test
    void theTrialOfADeadProcessReturnsToTheQueue() {
        Rows.die(directory(), id("sgd", 1));
        assertThat(run("sgd", "sgd", "sgd").done()).isEqualTo(3);
        assertThat(events)
                .contains(new StudyEvent.Noticed(
                        "the process that trained test seed=1 has died: the trial is trained again"));
    }

    @Test
    void aTrialThatKillsTenProcessesIsAFailedRow() {
        for (int i = 0; i < 10; i++) {
            Rows.die(directory(), id("sgd", 1));
        }
        assertThat(run("sgd", "sgd").failed()).isEqualTo(1);
        assertThat(outcomes().get(1).reason()).startsWith("the process that trained it died 10 times");
    }

    @Test
    void aRunThatWasInterruptedContinues() {
        laboratory.stepsPerRun = 1_000_000_000_000L;
        Path run = place(id("sgd", 1));
        Laboratory.leave(run, "interrupted");
        run("sgd", "sgd");
        assertThat(laboratory.resumed).containsExactly(run);
        assertThat(laboratory.submitted).hasSize(1);
    }

    @Test
    void aRunThatHadEndedBeforeItsProcessDiedIsJournalledAndNotTrained() {
        Path run = place(id("sgd", 1));
        Laboratory.leave(run, "ended");
        laboratory.ended.put(run, Laboratory.result(request("sgd", 1), Stop.STEPS, ""));
        run("sgd", "sgd");
        assertThat(laboratory.submitted)
                .extracting(request -> request.execution().seed())
                .containsExactly(0L);
        assertThat(outcomes().get(1).result().orElseThrow().stateHash()).isEqualTo("hash1");
        assertThat(run).doesNotExist();
    }

    @Test
    void onlyLongTrialsAndThoseToBeKeptHaveADirectory() {
        run("sgd");
        assertThat(laboratory.submitted.get(0).keeping().directory()).isEmpty();
        laboratory.stepsPerRun = 1_000_000_000_000L;
        run("sgd", "sgd");
        assertThat(laboratory.submitted.get(1).keeping().directory()).isPresent();
        assertThat(place(id("sgd", 1))).doesNotExist();
    }

    @Test
    void aTrialThatIsToBeKeptNowIsTrainedAgain() throws IOException {
        run("sgd", "sgd");
        keep = true;
        run("sgd", "sgd");
        assertThat(lines()).hasSize(2);
        assertThat(outcomes())
                .allSatisfy(
                        outcome -> assertThat(outcome.directory().orElseThrow()).isDirectory());
        run("sgd", "sgd");
        assertThat(laboratory.submitted).hasSize(4);
    }

    @Test
    void trialsTrainInOneThreadEachUntilTooFewAreLeft() {
        Laboratory four = new Laboratory(4);
        new StudyRun(four.trainer, four, four).run(call(Collections.nCopies(9, "sgd")), event -> {}, control);
        assertThat(four.submitted.subList(0, 4))
                .extracting(request -> request.execution().threads())
                .containsExactly(1, 1, 1, 1);
        Laboratory alone = new Laboratory(4);
        new StudyRun(alone.trainer, alone, alone)
                .run(
                        new StudyCall(
                                call(List.of("sgd")).study(),
                                StudyRequest.AS_IT_IS,
                                temp.resolve("other/one"),
                                0,
                                Optional.empty(),
                                0),
                        event -> {},
                        control);
        assertThat(alone.submitted.get(0).execution().threads()).isEqualTo(4);
    }

    @Test
    void noMoreTrialsTrainAtOnceThanThereIsMemoryFor() {
        laboratory.need = 6e8;
        run(Collections.nCopies(6, "sgd"));
        assertThat(laboratory.mostAtOnce()).isEqualTo(1);
        assertThat(laboratory.submitted).allMatch(request -> request.execution().threads() == 2);
    }

    @Test
    void whoStopsAStudyGivesItsTrialsBack() throws Exception {
        CompletableFuture<StudyStatus> study = CompletableFuture.supplyAsync(() -> run("waits", "waits", "sgd"));
        while (laboratory.submitted.size() < 2) {
            Thread.sleep(5);
        }
        control.stopNow();
        assertThat(study.join().state()).isEqualTo(StudyStatus.State.STOPPED);
        assertThat(directory().resolve("claims")).isEmptyDirectory();
        assertThat(directory().resolve("workers")).isEmptyDirectory();
        assertThat(laboratory.jobs()).isEmpty();
    }

    @Test
    void whoFinishesAStudyEndsTheTrialsInTrainingFirst() throws Exception {
        CompletableFuture<StudyStatus> study =
                CompletableFuture.supplyAsync(() -> run(Collections.nCopies(500, "sgd")));
        while (laboratory.submitted.size() < 10) {
            Thread.sleep(1);
        }
        control.finish();
        StudyStatus status = study.join();
        assertThat(status.done()).isEqualTo(laboratory.submitted.size()).isLessThan(500);
    }

    @Test
    void failedTrialsAreTrainedAgainAfterARetry() throws IOException {
        DefaultStudies studies = new DefaultStudies(laboratory.trainer, laboratory, laboratory, null, null);
        run("sgd", "throws", "throws", "nan");
        assertThat(run("sgd", "throws", "throws", "nan").failed()).isEqualTo(2);
        assertThat(laboratory.submitted).hasSize(4);
        laboratory.mended = true;
        assertThat(studies.retry(directory(), List.of(id("throws", 1).substring(0, 8))))
                .isEqualTo(1);
        assertThat(run("sgd", "throws", "throws", "nan").failed()).isEqualTo(1);
        assertThat(studies.retry(directory(), List.of())).isEqualTo(1);
        assertThat(run("sgd", "throws", "throws", "nan").done()).isEqualTo(3);
        assertThat(lines()).hasSize(4);
        assertThatThrownBy(() -> studies.retry(directory(), List.of("abc")))
                .hasMessage("the study in " + directory() + " has no failed trial abc");
    }

    @Test
    void oneProcessRunsAStudyOnceAtATime() throws Exception {
        DefaultStudies studies = new DefaultStudies(laboratory.trainer, laboratory, laboratory, null, null);
        CompletableFuture<StudyStatus> first =
                CompletableFuture.supplyAsync(() -> studies.run(call(List.of("waits")), event -> {}, control));
        while (laboratory.submitted.isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(studies.status(directory()).training())
                .extracting(trial -> trial.get("trial"))
                .containsExactly("test seed=0");
        assertThatThrownBy(() -> studies.run(call(List.of("waits")), event -> {}, new StudyControl()))
                .isInstanceOf(SpecException.class)
                .hasMessage("this process is running the study in " + directory() + " already");
        control.stopNow();
        first.join();
    }

    @Test
    void trialsThatNeedMoreMemoryThanThereIsAreWarnedOf() {
        laboratory.need = 2e9;
        assertThat(new StudyRun(laboratory.trainer, laboratory, laboratory)
                        .plan(call(List.of("sgd", "sgd")))
                        .warnings())
                .containsExactly("2 of the trials will fail, since they need more than the 1.0 GB of memory that runs"
                        + " may have, such as test seed=0");
    }

    @Test
    void aStudyThatIsOnlyPlannedWritesNothing() {
        new StudyRun(laboratory.trainer, laboratory, laboratory).plan(call(List.of("sgd", "nan")));
        assertThat(directory()).doesNotExist();
        assertThat(laboratory.submitted).isEmpty();
    }

    @Test
    void anotherBuildOfABundleDropsWhatItHadProvided() {
        run("sgd", "sgd");
        laboratory.provider = "v2";
        assertThat(new StudyRun(laboratory.trainer, laboratory, laboratory)
                        .plan(call(List.of("sgd", "sgd")))
                        .dropped())
                .containsExactly(Map.entry("rai.optimizers 1.0 has changed", 2));
    }

    @Test
    void twoTrialsOfTheSameFactorsAreRefused() {
        Study twice = new Study() {
            @Override
            public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
                return List.of(
                        new Trial("test", Map.of("seed", 1), request("sgd", 1), false),
                        new Trial("test", Map.of("seed", 1), request("sgd", 2), false));
            }

            @Override
            public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
                throw new AssertionError("not expected: report");
            }
        };
        StudyCall call = new StudyCall(
                new StudySource("twice", "", "a test", twice),
                StudyRequest.AS_IT_IS,
                directory(),
                0,
                Optional.empty(),
                0);
        assertThatThrownBy(
                        () -> new StudyRun(laboratory.trainer, laboratory, laboratory).run(call, events::add, control))
                .isInstanceOf(SpecException.class)
                .hasMessage("the study plans two trials test seed=1: give them a factor in which they differ");
    }
}
