package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.Job.State;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.run.Runs;
import rai.api.run.Trainer;

/** Trainings in the background, by the service and by the commands of the shell. */
@ExtendWith(ServiceExtension.class)
class JobsTest {
    private static final long LONG = 10_000_000;

    @InjectService(timeout = 10_000)
    Runs runs;

    @InjectService(timeout = 10_000)
    RunExecutor executor;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @TempDir
    Path temp;

    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        shell = new Shell().lasting();
    }

    @AfterEach
    void close() throws Exception {
        runs.stopAll();
        shell.close();
    }

    private Job start(long steps) {
        return executor.submit(Moons.request("tanh", steps));
    }

    private static void until(Job job, State state) {
        Eventually.until(job.name() + " is " + state, () -> job.status().state() == state);
    }

    private static void untilStep(Job job, long step) {
        Eventually.until(
                job.name() + " has done " + step + " steps", () -> job.status().step() >= step);
    }

    private static RunResult end(Job job) {
        Eventually.until(job.name() + " has ended", () -> job.result().isPresent());
        return job.result().orElseThrow();
    }

    private Job train(String name, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--data",
                "moons(n=50)",
                "--hidden",
                "8",
                "--threads",
                "1",
                "--background",
                "--out",
                temp.resolve(name).toString()));
        all.addAll(List.of(more));
        String told = shell.run("train", all.toArray(String[]::new)).out().strip();
        return runs.job(told);
    }

    @Test
    void aJobEndsWithTheSameNumbersAsATrainingInTheForeground() {
        RunResult there;
        try (Run run = trainer.prepare(Moons.request("tanh", 100))) {
            there = run.train(event -> {});
        }
        Job job = start(100);
        assertThat(end(job).stateHash()).isEqualTo(there.stateHash());
        assertThat(job.status().state()).isEqualTo(State.ENDED);
    }

    @Test
    void twoAtOnceEndWithTheSameNumbersAsOneAfterTheOther() {
        Job first = start(400);
        Job second = start(400);
        assertThat(first.name()).isNotEqualTo(second.name());
        assertThat(end(first).stateHash()).isEqualTo(end(second).stateHash());
    }

    @Test
    void aPausedJobStandsStillAndContinuesAsIfNothingHadHappened() throws InterruptedException {
        RunResult undisturbed = end(start(300));
        Job job = pausedAfterStep(100, Moons.request("tanh", 300));
        Thread.sleep(100);
        assertThat(job.status().step()).isEqualTo(100);
        assertThat(job.status().stepsPerSecond()).isZero();
        job.proceed();
        assertThat(end(job).stateHash()).isEqualTo(undisturbed.stateHash());
    }

    /** However fast it is: who pauses it listens from its beginning. */
    private Job pausedAfterStep(long step, RunRequest request) {
        CompletableFuture<Job> submitted = new CompletableFuture<>();
        Job job = executor.submit(request, event -> {
            if (event instanceof RunEvent.Stepped && event.step() == step) {
                submitted.join().pause();
            }
        });
        submitted.complete(job);
        untilStep(job, step);
        until(job, State.PAUSED);
        return job;
    }

    @Test
    void aJobWhoseServiceIsGoneWaitsForIt() throws Exception {
        Job job = start(LONG);
        untilStep(job, 5);
        Bundle losses = Extensions.provider("rai.losses");
        losses.stop();
        try {
            until(job, State.WAITING);
            assertThat(job.status().reason()).contains("loss");
        } finally {
            losses.start();
        }
        until(job, State.RUNNING);
        Eventually.until("the losses are back", () -> catalog.has(Kind.LOSS, "mse"));
        job.stop();
        assertThat(end(job).stopped()).isEqualTo(Stop.INTERRUPTED);
    }

    @Test
    void aSwapByHandIsReported() {
        Job job = start(LONG);
        List<RunEvent> events = new ArrayList<>();
        untilStep(job, 5);
        job.listen(event -> {
            if (event instanceof RunEvent.Swapped) {
                events.add(event);
            }
        });
        List<RunEvent.Swapped> swaps = job.swap(new Change(
                Optional.of("sigmoid"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(swaps).hasSize(1);
        job.stop();
        end(job);
        assertThat(events).isEqualTo(swaps);
        assertThat(job.history())
                .extracting(recorded -> recorded.event().asMap().get("event"))
                .containsExactly("started", "swapped", "stopped");
    }

    @Test
    void trainInTheBackgroundPrintsItsNameAndReturns() throws Exception {
        Job job = train("one", "--steps", String.valueOf(LONG));
        assertThat(job.name()).isEqualTo("one");
        assertThat(job.directory()).contains(temp.resolve("one"));
        untilStep(job, 5);
        assertThat(shell.run("pause", "one").out()).matches("one is paused after step \\d+\n");
        assertThat(shell.run("resume", "one").out()).matches("one continues after step \\d+\n");
        assertThat(shell.run("swap", "one", "--optimizer", "sgd").out())
                .contains("the optimizer is sgd", "kept: the parameters");
        assertThat(shell.run("stop", "one").out())
                .matches("one was stopped after step \\d+ of " + LONG + ", kept in .*\n");
    }

    @Test
    void runsListsJobsAndDirectories() throws Exception {
        Job job = train("done", "--steps", "30");
        end(job);
        Job other = train("other", "--steps", String.valueOf(LONG));
        untilStep(other, 5);
        JsonArray all =
                shell.run("runs", "--json", "--dir", temp.toString()).json().getAsJsonArray();
        assertThat(state(all, "done")).isEqualTo("ended");
        assertThat(state(all, "other")).isEqualTo("running");
        JsonObject shown = shell.run("show", temp.resolve("done").toString(), "--json")
                .json()
                .getAsJsonObject();
        assertThat(shown.get("step").getAsLong()).isEqualTo(30);
        assertThat(shown.keySet()).contains("spec", "provenance", "result", "history");
        shell.run("stop", "other");
        all = shell.run("runs", "--json", "--dir", temp.toString()).json().getAsJsonArray();
        assertThat(state(all, "other")).isEqualTo("interrupted");
    }

    private static String state(JsonArray all, String name) {
        for (var run : all) {
            if (run.getAsJsonObject().get("run").getAsString().equals(name)) {
                return run.getAsJsonObject().get("state").getAsString();
            }
        }
        throw new AssertionError(name + " is not among " + all);
    }

    @Test
    void aStoppedJobContinuesAndEndsWithTheSameNumbers() throws Exception {
        RunResult whole = end(start(300));
        Job cut = pausedAfterStep(
                100,
                Moons.request("tanh", 300).toBuilder()
                        .directory(temp.resolve("cut"))
                        .build());
        shell.run("stop", "cut");
        assertThat(end(cut).stopped()).isEqualTo(Stop.INTERRUPTED);
        shell.run("resume", "cut", "--background");
        Job again = runs.job("cut");
        assertThat(again).isNotSameAs(cut);
        assertThat(end(again).stateHash()).isEqualTo(whole.stateHash());
    }

    @Test
    void aRunIsDeletedUnlessItTrains() throws Exception {
        Job job = train("gone", "--steps", String.valueOf(LONG));
        untilStep(job, 5);
        assertThatThrownBy(() -> shell.run("delete", "gone")).hasMessageContaining("is being trained");
        assertThat(temp.resolve("gone")).exists();
        shell.run("stop", "gone");
        shell.run("delete", "gone");
        assertThat(temp.resolve("gone")).doesNotExist();
        assertThat(runs.jobs()).doesNotContain(job);
    }

    @Test
    void aRunThatCannotBeMadeIsNotAJob() {
        int before = runs.jobs().size();
        assertThatThrownBy(() -> train("bad", "--loss", "nope")).hasMessageContaining("unknown loss 'nope'");
        assertThat(runs.jobs()).hasSize(before);
        assertThat(temp.resolve("bad")).doesNotExist();
    }

    @Test
    void whenTheCoreGoesItsJobsEndAndAreKept() throws Exception {
        Job job = train("left", "--steps", String.valueOf(LONG));
        untilStep(job, 5);
        Bundle core = Extensions.provider("rai.core");
        core.stop();
        try {
            assertThat(job.result().orElseThrow().stopped()).isEqualTo(Stop.INTERRUPTED);
            assertThat(temp.resolve("left/checkpoint/parameters.npy")).exists();
        } finally {
            core.start();
        }
    }
}
