package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Kind;
import rai.api.method.Training;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Services that throw, return nonsense or alter what they are given, found before or during a step. */
@Timeout(240)
class FaultyServiceTest extends ChangedRun {
    /** Descends, and improves the data at one step. */
    @Named("down")
    public static class Forging extends Fixtures.Down {
        @Override
        public double gradient(Training training) {
            double objective = super.gradient(training);
            if (training.step() == 55) {
                training.inputs().putScalar(0, 0, 7);
            }
            return objective;
        }
    }

    @Test
    void aServiceThatAltersTheDataEndsTheRunAtTheLastStateThatIsSureToBeGood() {
        offer(Kind.METHOD, "down", 1, "bad", new Forging());
        RunResult result = undisturbed();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason()).contains("altered the training data").contains("kept its state after step 50");
        assertThat(result.train().get("loss")).isNaN();
    }

    /** tanh, and throws where it is asked for more numbers than a trial has. */
    @Named("bend")
    public static class Thrower extends Fixtures.Bend {
        @Override
        public void value(INDArray z, INDArray out) {
            if (z.length() > 60) {
                throw new IllegalStateException("no");
            }
            super.value(z, out);
        }
    }

    /** Throws always. */
    @Named("bend")
    public static class Useless extends Fixtures.Bend {
        @Override
        public void value(INDArray z, INDArray out) {
            throw new IllegalStateException("no");
        }
    }

    private RunResult with(ScalarActivation bad) {
        return train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                offer(Kind.ACTIVATION, "bend", 1, "bad", bad);
            }
        });
    }

    @Test
    void aServiceThatFailsInAStepIsNamedAndCostsNoStep() {
        String whole = undisturbed().stateHash();
        directory = Optional.of(temp.resolve("run"));
        RunResult result = with(new Thrower());
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.steps()).isEqualTo(AT);
        assertThat(result.reason())
                .isEqualTo(
                        "at step 21 of down the activation bend of bad 1 failed (java.lang.IllegalStateException: no):"
                                + " the run stopped and kept its state after step 20");
        assertThat(catalog.quarantined()).hasSize(1);
        assertThat(catalog.quarantined().get(0).provider().toString()).isEqualTo("bad 1");
        List<String> notices = new ArrayList<>();
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notices::add)) {
            RunResult resumed = run.train(event -> {});
            assertThat(resumed.stateHash()).isEqualTo(whole); // by the good one
            assertThat(resumed.reason()).isEmpty();
        }
        assertThat(notices).contains("the run continues after step 20");
    }

    @Test
    void aServiceThatFailsOnATrialIsNotUsed() {
        String whole = undisturbed().stateHash();
        RunResult result = with(new Useless());
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Swapped.class)).isEmpty();
        assertThat(catalog.quarantined().get(0).reason()).contains("IllegalStateException: no");
    }

    @Test
    void aRunWhoseOnlyProviderFailsOnATrialWaitsForAnother() {
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        AtomicReference<Offer> bad = new AtomicReference<>();
        String whole = undisturbed().stateHash();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                catalog.remove(mine);
                bad.set(offer(Kind.ACTIVATION, "mine", 0, "bad", new Useless()));
            } else if (event instanceof RunEvent.Paused) {
                catalog.remove(bad.get());
                offer(Kind.ACTIVATION, "mine", 0, "second", new Half());
            }
        });
        assertThat(all(RunEvent.Paused.class).get(0).reason())
                .contains("'mine' of bad 1")
                .contains("quarantine")
                .contains("no");
        assertThat(result.stateHash()).isEqualTo(whole);
        assertThat(catalog.quarantined()).isEmpty();
    }

    /** tanh, until so many calls; from then on it alters what it is given. */
    @Named("bend")
    public static class Late extends Fixtures.Bend {
        private int left = 400;

        @Override
        public void value(INDArray z, INDArray out) {
            super.value(z, out);
            if (left-- < 0 && z != out) {
                z.assign(7);
            }
        }
    }

    @Test
    void aServiceThatTurnsBadLaterIsNoticed() {
        phases = List.of(PhaseBuilder.of("down", 1_000_000));
        offer(Kind.ACTIVATION, "bend", 1, "bad", new Late());
        RunResult result = undisturbed();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason()).contains("the activation bend of bad 1 alters its input");
    }
}
