package rai.core.jobs;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.trainer.DefaultTrainer;
import rai.testkit.RunExecutorContract;

class LocalExecutorTest extends RunExecutorContract {
    private static final long ENDLESS = 1_000_000_000;

    @TempDir
    Path temp;

    private final DefaultTrainer trainer = new DefaultTrainer(LayerFixtures.catalog());

    @Override
    protected RunExecutor executor(int threads, double bytes) {
        return new LocalExecutor(trainer, threads, bytes);
    }

    @Override
    protected Trainer trainer() {
        return trainer;
    }

    private static RunRequest request(
            String data, String optimizer, long seed, int threads, long steps, Optional<Path> directory) {
        return RunRequest.builder()
                .train(data)
                .network("dense(5) bend dense")
                .init("spread")
                .optimizer(optimizer)
                .phase("down", steps)
                .seed(seed)
                .threads(threads)
                .directory(directory.orElse(null))
                .build();
    }

    @Override
    protected RunRequest brief(long seed, int threads) {
        return request("ring", "descent", seed, threads, 30, Optional.empty());
    }

    @Override
    protected RunRequest endless(long seed, int threads) {
        return request("ring", "descent", seed, threads, ENDLESS, Optional.empty());
    }

    @Override
    protected RunRequest impossible() {
        return request("ring(n=0)", "descent", 1, 1, 30, Optional.empty());
    }

    @Override
    protected double bytes(RunRequest request) {
        return trainer.plan(request).bytes();
    }

    @Test
    void errorsThatNeedNoDataAreReportedAtOnce() throws IOException {
        try (RunExecutor executor = executor(1, 1e9)) {
            assertThatThrownBy(() -> executor.submit(request("ring", "descend", 1, 1, 30, Optional.empty())))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("did you mean 'descent'?");
            Path there = Files.createDirectory(temp.resolve("there"));
            assertThatThrownBy(() -> executor.submit(request("ring", "descent", 1, 1, 30, Optional.of(there))))
                    .hasMessage("the run directory " + there + " exists already: choose another one with --out");
            assertThat(executor.jobs()).isEmpty();
        }
    }

    @Test
    void twoRunsAreNotQueuedForOneDirectory() {
        try (RunExecutor executor = executor(1, 1e9)) {
            executor.submit(endless(1, 1));
            RunRequest request = request("ring", "descent", 1, 1, 30, Optional.of(temp.resolve("run")));
            executor.submit(request);
            assertThatThrownBy(() -> executor.submit(request)).hasMessageContaining("exists already");
        }
    }

    @Test
    void aQueuedRunThatIsCancelledLeavesNoDirectory() throws InterruptedException {
        try (RunExecutor executor = executor(1, 1e9)) {
            executor.submit(endless(1, 1));
            Job queued = executor.submit(request("ring", "descent", 1, 1, 30, Optional.of(temp.resolve("run"))));
            queued.stop();
            assertThat(queued.await(20_000)).isTrue();
            assertThat(executor.jobs()).doesNotContain(queued);
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void anInterruptedRunContinuesFromItsDirectoryWhenItIsItsTurn() throws InterruptedException {
        Path directory = temp.resolve("run");
        String expected;
        try (RunExecutor executor = executor(1, 1e9)) {
            Job whole = executor.submit(request("ring", "descent", 1, 1, 3000, Optional.empty()));
            assertThat(whole.await(60_000)).isTrue();
            expected = whole.result().orElseThrow().stateHash();
            Job first = executor.submit(request("ring", "descent", 1, 1, 3000, Optional.of(directory)), event -> {
                if (event.step() == 100) {
                    executor.jobs().forEach(Job::stop);
                }
            });
            assertThat(first.await(60_000)).isTrue();
            List<String> told = Collections.synchronizedList(new ArrayList<>());
            Job again = executor.resume(directory, told::add);
            assertThat(again.name()).isEqualTo("run");
            assertThat(again.await(60_000)).isTrue();
            assertThat(again.result().orElseThrow().stateHash()).isEqualTo(expected);
            assertThat(told).anyMatch(text -> text.contains("after step"));
            assertThatThrownBy(() -> executor.resume(temp.resolve("nowhere"), told::add))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("there is no run in");
        }
    }

    @Test
    void aRunThatContinuesTakesNoMoreThreadsThanItAskedFor() throws InterruptedException {
        Path directory = temp.resolve("run");
        try (RunExecutor executor = executor(2, 1e9)) {
            Job first = executor.submit(request("ring", "descent", 1, 1, ENDLESS, Optional.of(directory)));
            while (first.status().step() == 0) {
                Thread.sleep(5);
            }
            first.stop();
            assertThat(first.await(60_000)).isTrue();
            executor.submit(endless(2, 1));
            assertThat(executor.resume(directory, notice -> {}).status().state())
                    .isNotEqualTo(Job.State.QUEUED);
        }
    }

    @Test
    void theLimitsComeFromTheEnvironment() {
        assertThat(Limits.of(Map.of("RAI_RUN_THREADS", "6", "RAI_RUN_MEMORY", "1.5g")))
                .isEqualTo(new Limits(6, 1.5 * (1 << 30)));
        assertThat(Limits.of(Map.of()).threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Limits.of(Map.of()).bytes()).isPositive();
        assertThatThrownBy(() -> Limits.of(Map.of("RAI_RUN_THREADS", "none")))
                .hasMessage("RAI_RUN_THREADS must be a number of threads of at least 1, but is 'none'");
        assertThatThrownBy(() -> Limits.of(Map.of("RAI_RUN_MEMORY", "much")))
                .hasMessage("RAI_RUN_MEMORY must be a size such as 8G or 500M, but is 'much'");
    }

    @Test
    void aRunThatHasEndedContinuesInTheBackground() throws Exception {
        Path there = temp.resolve("run");
        try (RunExecutor executor = executor(1, 1e9)) {
            executor.submit(request("ring", "descent", 1, 1, 30, Optional.of(there)))
                    .await(20_000);
            List<String> notices = Collections.synchronizedList(new ArrayList<>());
            Job longer = executor.extend(there, Extension.toSteps(50), notices::add);
            assertThat(longer.await(20_000)).isTrue();
            assertThat(longer.result().orElseThrow().steps()).isEqualTo(50);
            assertThat(notices).containsExactly("the run continues after step 30");
            Job refused = executor.extend(there, Extension.toSteps(50), notices::add);
            assertThat(refused.await(20_000)).isTrue();
            assertThat(refused.status().reason()).contains("has done 50 steps already");
        }
    }
}
