package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog.Offer;

/** Runs that come back from NaN or from a service that fails. */
class RecoveryTest extends SmallRun {
    @ParameterizedTest
    @CsvSource({"1.3, 51", "1e9, 0"}) // diverges slowly, beyond the first snapshot; and at once
    void whatIsNoLongerFiniteGoesBackToTheLastGoodState(String rate, long atLeast) {
        data = "line";
        network = "dense";
        phases = List.of(PhaseBuilder.of("down", 500));
        optimizer = "descent(rate=" + rate + ")";
        RunResult diverged = train();
        assertThat(diverged.stopped()).isEqualTo(Stop.NAN);
        assertThat(diverged.reason())
                .contains("infinite or NaN")
                .endsWith(": the run stopped and kept its state after step " + diverged.steps());
        assertThat(diverged.train().get("loss")).isFinite();
        assertThat(diverged.steps()).isBetween(atLeast, 499L);
        if (diverged.steps() > 0) {
            phases = List.of(PhaseBuilder.of("down", diverged.steps()));
            assertThat(train().stateHash()).isEqualTo(diverged.stateHash());
        }
    }

    /** tanh; but the call after so many others overflows. */
    @Named("burst")
    private static final class Burst extends Fixtures.Bend {
        private int left;

        Burst(int left) {
            this.left = left;
        }

        @Override
        public void value(INDArray z, INDArray out) {
            super.value(z, out);
            if (left-- == 0) {
                out.assign(Double.POSITIVE_INFINITY);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "50, 48", "51, 49", "52, 50", "53, 51"}) // about the snapshot after step 50
    void theStateKeptIsTheLastOneWhoseObjectiveWasFinite(int badObjective, int kept) {
        network = "dense(6) burst dense";
        phases = List.of(PhaseBuilder.of("down", kept == 0 ? 1 : kept));
        catalog.add(new Offer(Kind.ACTIVATION, "burst", 0, 98, "b", "1", () -> new Burst(Integer.MAX_VALUE)));
        String expected = train().stateHash();
        phases = List.of(PhaseBuilder.of("down", 100));
        // the objective of step s is that of the state after s - 1 steps, so the state after s - 2 is the last good one
        Burst burst = new Burst(badObjective - 1);
        catalog.add(new Offer(Kind.ACTIVATION, "burst", 5, 99, "b", "1", () -> burst));
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.NAN);
        assertThat(result.steps()).isEqualTo(kept);
        if (kept > 0) {
            assertThat(result.stateHash()).isEqualTo(expected);
        }
    }

    /** tanh, until so many calls; from then on it throws. */
    @Named("broken")
    private static final class Broken extends Fixtures.Bend {
        private int left;

        Broken(int left) {
            this.left = left;
        }

        @Override
        public void value(INDArray z, INDArray out) {
            if (left-- <= 0) {
                throw new IllegalStateException("out of order");
            }
            super.value(z, out);
        }
    }

    @Test
    void whatWasTrainedIsKeptWhenAServiceFails(@TempDir Path temp) throws IOException {
        network = "dense(6) broken dense";
        catalog.add(new Offer(Kind.ACTIVATION, "broken", 0, 98, "b", "1", () -> new Broken(Integer.MAX_VALUE)));
        phases = List.of(PhaseBuilder.of("down", 55));
        String expected = train().stateHash();
        phases = List.of(PhaseBuilder.of("down", 100));
        Broken broken = new Broken(55);
        catalog.add(new Offer(Kind.ACTIVATION, "broken", 5, 99, "b", "1", () -> broken));
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason())
                .isEqualTo(
                        "at step 56 of down the activation broken of b 1 failed (java.lang.IllegalStateException: out"
                                + " of order): the run stopped and kept its state after step 55");
        assertThat(result.steps()).isEqualTo(55);
        assertThat(result.stateHash()).isEqualTo(expected);
        assertThat(result.train().get("loss")).isNaN(); // the forward pass needs the service too
        assertThat(Files.readString(temp.resolve("run/run.json"))).contains("\"stopped\": \"failed\"");
    }

    /** Descends, until some step; from then on it throws when half of its work is done. */
    @Named("descent")
    private static final class BrokenDescent implements ElementwiseOptimizer {
        private final Fixtures.Descent whole = new Fixtures.Descent();
        private boolean broken;

        @Override
        public List<String> slots() {
            return whole.slots();
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            whole.update(x, gradient, slots, update);
            broken |= update.number() > 55; // the steps after the snapshot can't be done again
            if (broken) {
                throw new IllegalStateException("out of order");
            }
        }
    }

    @Test
    void aHalfMadeUpdateIsUndone() {
        phases = List.of(PhaseBuilder.of("down", 50));
        String expected = train().stateHash();
        phases = List.of(PhaseBuilder.of("down", 100));
        BrokenDescent broken = new BrokenDescent();
        catalog.add(new Offer(Kind.OPTIMIZER, "descent", 5, 99, "b", "1", () -> broken));
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.steps()).isEqualTo(50);
        assertThat(result.stateHash()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"49, 47", "53, 51"}) // before and behind the snapshot after step 50
    void onTheWayBackFromNanWhatLayersGatheredGoesBackToo(int badObjective, int kept) {
        catalog = LayerFixtures.catalog();
        network = "dense(6) centre burst jitter dense";
        phases = List.of(PhaseBuilder.of("down", kept));
        catalog.add(new Offer(Kind.ACTIVATION, "burst", 0, 98, "b", "1", () -> new Burst(Integer.MAX_VALUE)));
        String expected = train().stateHash();
        phases = List.of(PhaseBuilder.of("down", 100));
        Burst burst = new Burst(badObjective - 1);
        catalog.add(new Offer(Kind.ACTIVATION, "burst", 5, 99, "b", "1", () -> burst));
        RunResult result = train();
        assertThat(result.steps()).isEqualTo(kept);
        assertThat(result.stateHash()).isEqualTo(expected);
    }

    /** tanh, whose derivative is NaN from now on where z is positive. */
    @Named("steep")
    private static final class Steep extends Fixtures.Bend {
        @Override
        public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
            super.backward(z, a, upstream, out);
            for (int i = 0; i < z.length() && z.length() > 60; i++) {
                if (z.getDouble(i) > 0) {
                    out.putScalar(i, Double.NaN);
                }
            }
        }
    }

    @Test
    void aDerivativeThatIsNanIsBlamedOnItsLayerAndNotOnThoseBelow() {
        network = "dense(6) bend dense(6) steep dense";
        catalog.add(new Offer(Kind.ACTIVATION, "steep", 0, 98, "b", "1", Steep::new));
        phases = List.of(PhaseBuilder.of("down", 10));
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.NAN);
        assertThat(result.reason())
                .isEqualTo("at step 1 the derivative of layer 4 of 5, steep, on the training data became infinite or"
                        + " NaN, though its output is finite: the run stopped and kept its state after step 0");
    }

    /** The user's number, not the service, is to blame. */
    @Test
    void anOptimizerWhoseRateIsTooLargeIsRefusedButNotPutIntoQuarantine() {
        optimizer = "descent(rate=1e300)";
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage("phases[0].optimizer: the optimizer descent(rate=1e300) moves a number of moderate size to"
                        + " NaN, which it does not with its default settings: choose other settings");
        assertThat(catalog.quarantined()).isEmpty();
    }
}
