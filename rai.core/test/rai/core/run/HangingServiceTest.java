package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.init.DenseStart;
import rai.api.method.Training;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Services that do not return within the limit of a step. */
@Timeout(240)
class HangingServiceTest extends ChangedRun {
    /** Descends, and hangs in a step: for ever, or until it is interrupted. */
    @Named("down")
    public static class Hanging extends Fixtures.Down {
        private final boolean forEver;
        private volatile boolean over;

        Hanging(boolean forEver) {
            this.forEver = forEver;
        }

        @Override
        public double gradient(Training training) {
            training.count("work", 2);
            if (training.step() == 57) {
                while (!over && (forEver || !Thread.currentThread().isInterrupted())) {
                    Thread.onSpinWait();
                }
            }
            return super.gradient(training);
        }
    }

    @Test
    void aStepThatHangsUntilItIsInterruptedEndsTheRunAtTheStateBefore() {
        faults = Map.of("pin", false, "wait_limit", 0, "step_limit", 2);
        offer(Kind.METHOD, "down", 1, "bad", new Hanging(false));
        RunResult result = undisturbed();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason()).contains("did not return within 2 s").contains("kept its state after step 57");
    }

    @Test
    void aStepThatNeverReturnsEndsTheRunAtTheLastCopyAndItCanBeResumed() {
        String whole = undisturbed().stateHash();
        faults = Map.of("pin", false, "wait_limit", 0, "step_limit", 2);
        directory = Optional.of(temp.resolve("run"));
        Hanging hanging = new Hanging(true);
        Offer bad = offer(Kind.METHOD, "down", 1, "bad", hanging);
        try {
            RunResult result = undisturbed();
            assertThat(result.stopped()).isEqualTo(Stop.FAILED);
            assertThat(result.reason()).contains("did not return within 2 s").contains("kept its state after step 50");
            assertThat(result.steps()).isEqualTo(50);
            assertThat(result.train().get("loss")).isNaN();
        } finally {
            hanging.over = true;
        }
        catalog.remove(bad);
        offer(Kind.METHOD, "down", 1, "repaired", hanging);
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notice -> {})) {
            RunResult resumed = run.train(event -> {});
            assertThat(resumed.stateHash()).isEqualTo(whole);
            assertThat(resumed.method()).containsEntry("work", 120.0);
        }
    }

    /** Points on a ring, which never come. */
    @Named("ring")
    public static class Endless extends Fixtures.Ring {
        @Override
        public Dataset load() {
            try {
                Thread.sleep(Long.MAX_VALUE);
                return super.load();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Never comes to an end. */
    @Named("spread")
    public static class Idle extends Fixtures.Spread {
        @Override
        public void initialize(DenseStart start) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void dataThatDoNotArriveInTimeAreNotInQuarantine() {
        faults = Map.of("pin", false, "wait_limit", 0, "step_limit", 0.5);
        directory = Optional.of(temp.resolve("run"));
        Offer bad = offer(Kind.DATASET, "ring", 1, "bad", new Endless());
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "the dataset 'ring(n=12)' of bad 1 could not be loaded (it did not return within 0.5 s)")
                .hasMessageContaining("--step-limit");
        assertThat(temp.resolve("run")).doesNotExist();
        assertThat(catalog.quarantined()).isEmpty();
        catalog.remove(bad);
        faults = Map.of();
        assertThat(undisturbed().stopped()).isEqualTo(Stop.STEPS);
    }

    @Test
    void startValuesThatDoNotArriveInTimeNameTheirService() {
        faults = Map.of("pin", false, "wait_limit", 0, "step_limit", 0.5);
        offer(Kind.INITIALIZER, "spread", 1, "bad", new Idle());
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "the initializer spread of bad 1 could not give start values (it did not return within 0.5 s):"
                                + " train with a larger --step-limit, or use another");
        assertThat(catalog.quarantined()).isEmpty();
    }

    @Test
    void anInterruptWhileDataAreLoadedIsNotDelayed() throws InterruptedException {
        offer(Kind.DATASET, "ring", 1, "bad", new Endless());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                prepare();
            } catch (SpecException e) {
                thrown.set(e);
            }
        });
        thread.start();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get())
                .hasMessage(
                        "the training was interrupted while the dataset 'ring(n=12)' was loaded: nothing was started");
        assertThat(catalog.quarantined()).isEmpty();
    }
}
