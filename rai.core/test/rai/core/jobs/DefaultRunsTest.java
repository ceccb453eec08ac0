package rai.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.Job.State;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.plan.Planned;

@Timeout(120)
class DefaultRunsTest {
    private final AtomicReference<SynchronousBundleListener> framework = new AtomicReference<>();
    private final LocalExecutor executor = new LocalExecutor(null, 100, 1e9);
    private final DefaultRuns runs = new DefaultRuns(
            proxy(BundleContext.class, (method, arguments) -> {
                framework.set(method.equals("addBundleListener") ? (SynchronousBundleListener) arguments[0] : null);
                return null;
            }),
            executor);

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    @AfterEach
    void endAll() {
        runs.close();
    }

    private static void awaitEnd(Job job) throws InterruptedException {
        assertThat(job.await(20_000)).isTrue();
    }

    private Job start(FakeRun run) {
        Preparation prepared = new Preparation() {
            @Override
            public Planned planned() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double bytes() {
                return 0;
            }

            @Override
            public Run prepare() {
                return run;
            }

            @Override
            public void discard() {}
        };
        return executor.start(run.name(), run.directory(), 1, () -> prepared, event -> {});
    }

    private FakeRun begun(String name) {
        FakeRun run = new FakeRun(name);
        start(run);
        run.tell(new RunEvent.Started(0, name, 10, Map.of("loss", "mse")));
        return run;
    }

    private static RunEvent.Used used(String spec) {
        return new RunEvent.Used(spec, "b", "1", "");
    }

    @Test
    void theStatusFollowsTheEvents() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        assertThat(job.status().state()).isEqualTo(State.RUNNING);
        assertThat(job.status().totalSteps()).isEqualTo(10);
        assertThat(job.status().objective()).isNaN();
        run.tell(new RunEvent.Stepped(1, "rai", 0.5));
        run.tell(new RunEvent.Evaluated(1, Map.of("loss", 0.25), Map.of("loss", 0.125), Map.of()));
        Job.Status status = job.status();
        assertThat(status.step()).isEqualTo(1);
        assertThat(status.method()).isEqualTo("rai");
        assertThat(status.objective()).isEqualTo(0.5);
        assertThat(status.train()).containsEntry("loss", 0.25);
        assertThat(status.test()).containsEntry("loss", 0.125);
        assertThat(status.stepsPerSecond()).isPositive();
        run.end();
        awaitEnd(job);
        assertThat(job.status().state()).isEqualTo(State.ENDED);
        assertThat(job.status().step()).isEqualTo(7);
        assertThat(job.status().train()).containsEntry("accuracy", 0.75);
        assertThat(job.status().stepsPerSecond()).isZero();
        assertThat(job.status().reason()).isEmpty();
    }

    @Test
    void aRunThatWaitsForAServiceIsShownDifferentlyFromAPausedOne() {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        run.tell(new RunEvent.Paused(3, RunEvent.Paused.Cause.SERVICE, "unknown activation 'bend'"));
        assertThat(job.status().state()).isEqualTo(State.WAITING);
        assertThat(job.status().reason()).isEqualTo("unknown activation 'bend'");
        run.tell(new RunEvent.Resumed(3));
        assertThat(job.status().state()).isEqualTo(State.RUNNING);
        assertThat(job.status().reason()).isEmpty();
        job.pause();
        run.tell(RunEvent.Paused.byRequest(4));
        assertThat(job.status().state()).isEqualTo(State.PAUSED);
        job.proceed();
        run.tell(new RunEvent.Resumed(4));
        run.tell(new RunEvent.Paused(5, RunEvent.Paused.Cause.SERVICE, "unknown loss 'mse'"));
        assertThat(job.status().state()).isEqualTo(State.WAITING);
        assertThat(run.asked).containsExactly("pause", "proceed");
    }

    @Test
    void namesOfJobsAreUnique() {
        begun("a");
        begun("a");
        begun("a");
        assertThat(runs.jobs()).extracting(Job::name).containsExactly("a", "a-2", "a-3");
    }

    @Test
    void aRunThatContinuesTakesThePlaceOfItsFormerJob() throws InterruptedException {
        FakeRun first = new FakeRun("a", Path.of("runs/a"));
        Job job = start(first);
        start(new FakeRun("a", Path.of("elsewhere/a")));
        first.end(Stop.INTERRUPTED, "stopped");
        awaitEnd(job);
        Job again = start(new FakeRun("a", Path.of("runs/../runs/a")));
        assertThat(again.name()).isEqualTo("a");
        assertThat(runs.jobs()).extracting(Job::name).containsExactly("a-2", "a");
    }

    @Test
    void aJobIsForgottenOnlyWhenItHasEnded() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        assertThatThrownBy(() -> runs.forget(job)).hasMessage("the run a is being trained: stop it first");
        run.end();
        awaitEnd(job);
        runs.forget(job);
        assertThat(runs.jobs()).isEmpty();
    }

    @Test
    void aJobIsFoundByItsNameOrItsOnlyBeginning() {
        begun("rai-1");
        begun("rai-12");
        begun("backprop");
        assertThat(runs.job("rai-1").name()).isEqualTo("rai-1");
        assertThat(runs.job("b").name()).isEqualTo("backprop");
        assertThatThrownBy(() -> runs.job("rai"))
                .isInstanceOf(SpecException.class)
                .hasMessage("'rai' is the beginning of several runs: rai-1, rai-12");
        assertThatThrownBy(() -> runs.job("bakcprop"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("unknown run 'bakcprop': did you mean 'backprop'?");
    }

    @Test
    void aJobThatHasEndedKeepsItsResultAndNotItsRun() throws InterruptedException {
        FakeRun run = begun("a");
        WeakReference<FakeRun> weak = new WeakReference<>(run);
        Job job = runs.job("a");
        run.end();
        awaitEnd(job);
        assertThat(run.closed).isTrue();
        run = null;
        for (int i = 0; i < 1000 && weak.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(weak.get()).isNull();
        assertThat(job.result().orElseThrow().stateHash()).isEqualTo("abc");
    }

    @Test
    void whatTheTrainingThrowsIsTheReasonOfTheEnd() throws InterruptedException {
        List<RunEvent> told = Collections.synchronizedList(new ArrayList<>());
        FakeRun full = begun("full");
        runs.job("full").listen(told::add);
        full.fail(new UncheckedIOException("the run directory x could not be written: full", new IOException("full")));
        awaitEnd(runs.job("full"));
        assertThat(runs.job("full").status().reason()).isEqualTo("the run directory x could not be written: full");
        assertThat(runs.job("full").result()).isEmpty();
        assertThat(told)
                .containsExactly(
                        new RunEvent.Stopped(0, Stop.FAILED, "the run directory x could not be written: full"));
        assertThat(full.closed).isTrue();
        FakeRun broken = begun("broken");
        broken.fail(new NoClassDefFoundError("Bend"));
        awaitEnd(runs.job("broken"));
        assertThat(runs.job("broken").status().reason()).isEqualTo("java.lang.NoClassDefFoundError: Bend");
    }

    @Test
    void theEndIsReportedWhenTheResultIsThere() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        AtomicReference<Object> seen = new AtomicReference<>();
        job.listen(event -> seen.set(List.of(
                event, job.result().isPresent(), run.closed, job.status().state())));
        run.end(Stop.NAN, "at step 7 layer 2 became NaN");
        awaitEnd(job);
        assertThat(seen.get())
                .isEqualTo(List.of(
                        new RunEvent.Stopped(7, Stop.NAN, "at step 7 layer 2 became NaN"), true, true, State.ENDED));
        assertThat(job.status().reason()).isEqualTo("at step 7 layer 2 became NaN");
    }

    @Test
    void listenersHearEverythingUntilTheyHaveEnough() {
        FakeRun run = begun("a");
        List<RunEvent> first = new ArrayList<>();
        List<RunEvent> second = new ArrayList<>();
        Job.Listening listening = runs.job("a").listen(first::add);
        runs.job("a").listen(second::add);
        run.tell(new RunEvent.Stepped(1, "rai", 1));
        listening.close();
        run.tell(new RunEvent.Stepped(2, "rai", 1));
        assertThat(first).extracting(RunEvent::step).containsExactly(1L);
        assertThat(second).extracting(RunEvent::step).containsExactly(1L, 2L);
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheRunNorOthers() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        List<RunEvent> heard = new ArrayList<>();
        job.listen(event -> {
            throw new IllegalStateException("a bad listener");
        });
        job.listen(heard::add);
        run.tell(new RunEvent.Stepped(1, "rai", 1));
        run.end();
        awaitEnd(job);
        assertThat(job.result()).isPresent();
        assertThat(heard).hasSize(2);
    }

    @Test
    void theHistoryHasAllEventsExceptStepsAndEvaluations() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        run.tell(new RunEvent.Stepped(1, "rai", 1));
        run.tell(new RunEvent.Epoch(1, 1));
        run.tell(new RunEvent.Swapped(1, "loss", used("mse"), used("mae"), ""));
        run.tell(new RunEvent.Evaluated(1, Map.of(), Map.of(), Map.of()));
        run.end();
        awaitEnd(job);
        assertThat(job.history())
                .extracting(recorded -> recorded.event().asMap().get("event"))
                .containsExactly("started", "swapped", "stopped");
        assertThat(job.spec()).containsEntry("loss", "mse");
    }

    @Test
    void changesGoToTheRunAndNoFurtherThanItsEnd() throws InterruptedException {
        FakeRun run = begun("a");
        Job job = runs.job("a");
        Change change =
                new Change(Optional.empty(), Optional.of("mae"), Optional.empty(), Optional.empty(), Optional.empty());
        job.swap(change);
        assertThat(run.asked).containsExactly("swap mae");
        job.stop();
        awaitEnd(job);
        job.stop();
        assertThatThrownBy(() -> job.swap(change))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run a has ended");
        assertThatThrownBy(job::pause).isInstanceOf(SpecException.class).hasMessage("the run a has ended");
        assertThat(run.asked).containsExactly("swap mae", "stop");
    }

    @Test
    void allAreStoppedAndWaitedFor() {
        begun("a");
        begun("b");
        runs.stopAll();
        assertThat(runs.jobs()).extracting(job -> job.status().state()).containsExactly(State.ENDED, State.ENDED);
        assertThat(runs.jobs()).allMatch(job -> job.result().orElseThrow().stopped() == Stop.INTERRUPTED);
    }

    @Test
    void whenTheFrameworkStopsTheJobsEndFirst() {
        FakeRun run = begun("a");
        Bundle system = proxy(Bundle.class, (method, arguments) -> method.equals("getBundleId") ? 0L : null);
        framework.get().bundleChanged(new BundleEvent(BundleEvent.STOPPING, system));
        assertThat(run.closed).isTrue();
        FakeRun late = new FakeRun("late");
        assertThatThrownBy(() -> start(late)).isInstanceOf(SpecException.class).hasMessageContaining("shutting down");
        assertThat(late.trained).isFalse();
    }

    @Test
    void whenTheServiceGoesTheJobsEnd() {
        FakeRun run = begun("a");
        runs.close();
        assertThat(run.closed).isTrue();
        assertThat(framework.get()).isNull();
    }

    @Test
    void aRunThatHasItsTurnAtTheMomentOfItsSubmissionEndsAsAnyOther() throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 3000; i++) { // the executor has 100 threads: runs end while others are submitted
            FakeRun run = new FakeRun("run");
            run.end();
            Job job = start(run);
            jobs.add(job);
            if (jobs.size() > 150) {
                Job oldest = jobs.remove(0);
                awaitEnd(oldest);
                runs.forget(oldest);
            }
        }
        for (Job job : jobs) {
            awaitEnd(job);
        }
    }
}
