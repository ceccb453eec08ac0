package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.run.Archive;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultArchive;
import rai.core.trainer.DefaultTrainer;

/** Interrupted runs that continue, and what cannot be resumed. */
class ResumeTest extends ResumedRun {
    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5, 11, 24, 25, 26, 28, 30})
    void aRunThatWasKilledEndsWithTheSameBits(long step) throws IOException {
        resumesToTheSame(killedAfter(step));
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 21, 30, 34, 36})
    void earlyStoppingRemembersTheBestStateAndHowLongItHasWaited(long step) throws IOException {
        network = "dense(6) bend dense";
        phases = List.of(PhaseBuilder.of("pits", 100), PhaseBuilder.of("down", 3));
        batch = 0;
        evaluateEvery = 5;
        checkpointEvery = 3;
        keep = 1;
        schedule = Optional.empty();
        stopEarly = Optional.of("metric=train.loss, patience=3");
        Path cut = killedAfter(step);
        assertThat(whole.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", true);
        resumesToTheSame(cut);
    }

    @Test
    void aRunThatWasStoppedContinues() throws IOException {
        killedAfter(13);
        Path cut = temp.resolve("cut-of-13");
        AtomicReference<Run> run = new AtomicReference<>(prepare(cut));
        RunResult stopped = run.get().train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 13) {
                run.get().stop();
            }
        });
        run.get().close();
        assertThat(stopped.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(resume(cut).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 13");
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole-13/history.csv"));
    }

    /** tanh, as long as it is not broken. */
    @Named("bend")
    private static final class Fragile extends Fixtures.Bend {
        private boolean broken;

        @Override
        public void value(INDArray z, INDArray out) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            super.value(z, out);
        }
    }

    @Test
    void aRunThatFailedContinuesOnceItsServiceIsRepaired() throws IOException {
        Fragile fragile = new Fragile();
        Offer offer = new Offer(Kind.ACTIVATION, "bend", 1, 3002, "b", "1", () -> fragile);
        catalog.add(offer);
        killedAfter(13);
        Path cut = temp.resolve("cut-of-13");
        try (Run run = prepare(cut)) {
            RunResult failed = run.train(event -> fragile.broken |= event.step() == 13);
            assertThat(failed.stopped()).isEqualTo(Stop.FAILED);
        }
        fragile.broken = false;
        catalog.remove(offer); // its bundle is replaced
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 1, 3003, "b", "1", () -> fragile));
        assertThat(resume(cut).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 12");
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole-13/history.csv"));
    }

    @Test
    void aRunCanBeInterruptedAgainAndAgain() throws IOException {
        Path cut = killedAfter(6);
        for (long step : new long[] {9, 17, 26, 29}) {
            Path again = temp.resolve("again-" + step);
            try (Run run = new DefaultTrainer(catalog).resume(cut, notices::add)) {
                Path present = cut;
                run.train(event -> {
                    if (event instanceof RunEvent.Stepped stepped && stepped.step() == step) {
                        copy(present, again);
                    }
                });
            }
            cut = again;
        }
        Files.move(cut, temp.resolve("cut-6-again"));
        assertThat(resume(temp.resolve("cut-6-again")).stateHash()).isEqualTo(whole.stateHash());
        assertThat(temp.resolve("cut-6-again/history.csv")).hasSameBinaryContentAs(temp.resolve("whole-6/history.csv"));
        assertThat(notices.get(notices.size() - 1)).isEqualTo("the run continues after step 28");
    }

    @Test
    void whatCanNotBeResumedIsRefusedInASentence() {
        assertThatThrownBy(() -> resume(temp))
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no run in " + temp + ": run.json is missing");
        killedAfter(2);
        assertThatThrownBy(() -> resume(temp.resolve("whole-2")))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith(
                        "has ended (steps): there is nothing to resume; --steps N continues its last phase"
                                + " to N steps");
    }

    @Test
    void aRunIsTrainedOnceAtATime() {
        Path there = temp.resolve("run");
        List<String> refused = new ArrayList<>();
        try (Run run = prepare(there)) {
            run.train(event -> {
                if (event.step() == 9 && refused.isEmpty()) {
                    assertThatThrownBy(() -> resume(there)).isInstanceOf(SpecException.class);
                    refused.add("once");
                }
            });
        }
        assertThat(refused).hasSize(1);
    }

    @Test
    void otherDataAreRefused() {
        Path cut = killedAfter(9);
        catalog.add(new Offer(Kind.DATASET, "ring", 1, 3000, "b", "1", Dented::new));
        assertThatThrownBy(() -> resume(cut))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith("its data have changed: their sha256 differs");
        assertThat(cut.resolve("checkpoints/000000000008")).exists();
    }

    @Test
    void aServiceThatIsMissingIsNamed() {
        Path cut = killedAfter(9);
        ServiceCatalog without = Fixtures.catalog();
        assertThatThrownBy(() -> new DefaultTrainer(without).resume(cut, notices::add))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tired");
    }

    @Test
    void aServiceOfAnotherBundleIsReported() {
        Path cut = killedAfter(9);
        catalog.add(new Offer(Kind.METHOD, "down", 1, 3001, "other", "7", Fixtures.Down::new));
        resume(cut);
        assertThat(notices).hasSize(2).last().asString().endsWith("and is now provided by other 7");
    }

    /** descent, in a newer version, with another default. */
    @Named("descent")
    public static class Faster extends Fixtures.Descent {
        public Faster() {
            setRate(0.2);
        }
    }

    @Test
    void aRunKeepsTheDefaultsWithWhichItBegan() throws IOException {
        Path cut = killedAfter(11);
        catalog.add(new Offer(Kind.OPTIMIZER, "descent", 9, 3000, "b", "2", Faster::new));
        resumesToTheSame(cut);
        Archive.Again again = new DefaultArchive(catalog).again(cut, temp.resolve("again"));
        assertThat(again.request().phases().get(0).optimizer()).isEqualTo("descent(rate=0.1)");
    }
}
