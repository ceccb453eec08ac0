package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Runs that are changed by hand while they train. */
@Timeout(240)
class ChangeTest extends ChangedRun {
    private static Change method(String spec) {
        return new Change(Optional.empty(), Optional.empty(), Optional.of(spec), Optional.empty(), Optional.empty());
    }

    private static Change optimizer(String spec) {
        return new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(spec), Optional.empty());
    }

    private static Change schedule(String spec) {
        return new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(spec));
    }

    @Test
    void whatAChangeNamesThatDoesNotExistIsReportedWithoutAKey() {
        train(
                AT,
                run -> assertThatThrownBy(() -> run.swap(optimizer("decsent")))
                        .isInstanceOf(SpecException.class)
                        .hasMessageStartingWith("unknown optimizer 'decsent'"));
    }

    @Test
    void anotherActivationIsUsedFromTheNextStepOn() {
        RunResult byHand = train(AT, run -> run.swap(activation("half")));
        RunEvent.Swapped swapped = all(RunEvent.Swapped.class).get(0);
        assertThat(all(RunEvent.Swapped.class)).hasSize(1);
        assertThat(swapped.step()).isEqualTo(AT);
        assertThat(swapped.kind()).isEqualTo("activation");
        assertThat(swapped.from().spec()).isEqualTo("bend");
        assertThat(swapped.to()).isEqualTo(new RunEvent.Used("half", "extra", "1", ""));
        assertThat(swapped.state()).isEqualTo("kept: the parameters; the optimizer's previous");
        assertThat(byHand.spec()).containsEntry("network", "2x(dense(6) half) dense(1)");

        assertThat(byHand.stateHash()).isEqualTo(byAnotherProvider().stateHash());
    }

    /** Half in the place of bend, in mid-run: nothing of the state is touched. */
    private RunResult byAnotherProvider() {
        Offer better = new Offer(Kind.ACTIVATION, "bend", 1, 99, "better", "2.0", Half::new);
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                catalog.add(better);
            }
        });
        catalog.remove(better);
        return result;
    }

    @Test
    void anOptimizerOfTheWholeVectorContinuesWithItsState() {
        offer(Kind.OPTIMIZER, "searcher", new ControlServices.Searcher());
        optimizer = "searcher";
        directory = Optional.of(temp.resolve("run"));
        RunResult byHand = train(AT, run -> run.swap(activation("half")));
        assertThat(all(RunEvent.Swapped.class).get(0).state()).startsWith("kept: the parameters; the optimizer's last");
        assertThat(Nd4j.createFromNpyFile(temp.resolve("run/checkpoint/optimizer-evaluations.npy")
                                .toFile())
                        .getDouble(0))
                .as("evaluations in all 60 steps")
                .isEqualTo(120);
        directory = Optional.empty();
        assertThat(byHand.stateHash()).isEqualTo(byAnotherProvider().stateHash());
        assertThat(byHand.stateHash()).isNotEqualTo(undisturbed().stateHash());
    }

    @Test
    void aRefusedChangeSaysWhatDoesNotFitWithoutOptionsOfTrain() {
        offer(Kind.OPTIMIZER, "searcher", new ControlServices.Searcher());
        offer(Kind.SCHEDULE, "watcher", new ControlServices.Watcher());
        phases = List.of(PhaseBuilder.of("down", 60).batch(4).clipNorm(1));
        train(AT, run -> {
            assertThatThrownBy(() -> run.swap(optimizer("searcher")))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("the optimizer searcher evaluates one objective of all that is trained on all examples,"
                            + " but the phase has clipping by norm and batches of 4");
            assertThatThrownBy(() -> run.swap(schedule("watcher(metric=train.loss)")))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("the schedule watcher watches train.loss, but the run is not evaluated while it"
                            + " trains");
        });
    }

    @Test
    void oneOfSeveralActivationsIsChanged() {
        network = "dense(6) bend dense(6) half dense";
        RunResult result = train(AT, run -> run.swap(activation("bend=half")));
        assertThat(result.spec()).containsEntry("network", "2x(dense(6) half) dense(1)");
        assertThat(all(RunEvent.Swapped.class)).hasSize(1);
    }

    @Test
    void anActivationWithParametersGetsThemAndTheWeightsStay() {
        RunResult twenty = train(
                event -> {
                    if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                        throw new Stopping();
                    }
                },
                true);
        directory = Optional.of(temp.resolve("changed"));
        RunResult changed = train(AT, run -> {
            run.swap(activation("wave"));
            run.stop();
        });
        assertThat(changed.steps()).isEqualTo(twenty.steps());
        assertThat(all(RunEvent.Swapped.class).get(0).state())
                .startsWith("kept: the parameters; reset: ")
                .contains("of wave")
                .endsWith("the optimizer's previous");
        // the weights come first, in maps of 2 x 6, 6 x 6 and 6 x 1
        assertThat(parameters("changed", 67)).isEqualTo(parameters("twenty", 67));
    }

    /** Ends a run after a step. */
    private static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private RunResult train(Consumer<RunEvent> listener, boolean stops) {
        directory = Optional.of(temp.resolve("twenty"));
        try (Run run = prepare()) {
            return run.train(event -> {
                try {
                    listener.accept(event);
                } catch (Stopping e) {
                    run.stop();
                }
            });
        }
    }

    private List<Float> parameters(String run, int most) {
        INDArray array = Nd4j.createFromNpyFile(
                temp.resolve(run).resolve("checkpoint/parameters.npy").toFile());
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            values.add(array.getFloat(i));
        }
        return values;
    }

    @Test
    void anotherOptimizerStartsWithItsOwnState() {
        RunResult changed = train(AT, run -> run.swap(optimizer("plain")));
        assertThat(all(RunEvent.Swapped.class).get(0).to().spec()).isEqualTo("plain(rate=0.1)");
        phases =
                List.of(PhaseBuilder.of("down", AT), PhaseBuilder.of("down", 40).optimizer("plain"));
        assertThat(changed.stateHash()).isEqualTo(undisturbed().stateHash());
    }

    @Test
    void anOptimizerWithOtherSettingsKeepsItsState() {
        RunResult changed = train(AT, run -> run.swap(optimizer("descent(rate=0.1)")));
        assertThat(all(RunEvent.Swapped.class)).isEmpty(); // that is what it was
        assertThat(changed.stateHash()).isEqualTo(undisturbed().stateHash());
        train(AT, run -> run.swap(optimizer("descent(rate=0.2)")));
        assertThat(all(RunEvent.Swapped.class).get(0).state())
                .isEqualTo("kept: the parameters; the optimizer's previous");
    }

    @Test
    void aScheduleCanBeAddedAndRemoved() {
        RunResult twice = train(AT, run -> run.swap(schedule("fixed(factor=0.5)")));
        assertThat(all(RunEvent.Swapped.class).get(0).from()).isEqualTo(RunEvent.Used.NOTHING);
        assertThat((List<?>) twice.spec().get("phases")).first().asString().contains("schedule=fixed(factor=0.5)");
        RunResult back = train(AT, run -> {
            run.swap(schedule("fixed(factor=0.5)"));
            run.swap(schedule(""));
        });
        assertThat(all(RunEvent.Swapped.class).get(1).to()).isEqualTo(RunEvent.Used.NOTHING);
        assertThat(back.stateHash()).isEqualTo(undisturbed().stateHash());
        assertThat(twice.stateHash()).isNotEqualTo(back.stateHash());
    }

    @Test
    void aMethodWithVariablesOfItsOwnStartsThem() {
        RunResult changed = train(AT, run -> run.swap(method("towards")));
        assertThat(all(RunEvent.Swapped.class).get(0).state()).contains("reset: goal; the optimizer's previous");
        phases = List.of(PhaseBuilder.of("down", AT), PhaseBuilder.of("towards", 40));
        assertThat(changed.stateHash()).isEqualTo(undisturbed().stateHash());
    }

    @Test
    void aChangeThatIsImpossibleIsRefusedAndTheRunContinuesUnchanged() {
        String whole = undisturbed().stateHash();
        List<String> refused = new ArrayList<>();
        RunResult result = train(AT, run -> {
            for (Change change : List.of(
                    activation("halv"),
                    activation("wrong=half"),
                    activation("bend"),
                    optimizer("plain(rat=1)"),
                    method("nowhere"),
                    schedule("fixed(factor=-1)"))) {
                assertThatThrownBy(() -> run.swap(change))
                        .isInstanceOf(SpecException.class)
                        .satisfies(e -> refused.add(e.getMessage()));
            }
        });
        assertThat(result.stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Swapped.class)).isEmpty();
        assertThat(refused.get(0)).contains("half");
        assertThat(refused.get(1)).contains("'wrong'");
        assertThat(refused.get(2)).contains("other than bend");
        assertThat(refused.get(3)).contains("rat");
        assertThat(refused.get(4)).contains("nowhere");
        assertThat(refused.get(5)).contains("negative");
    }

    @Test
    void aRunThatHasEndedCannotBeChanged() {
        try (Run run = prepare()) {
            assertThatThrownBy(() -> run.swap(activation("half"))).hasMessageContaining("has not begun");
            run.train(event -> {});
            assertThatThrownBy(() -> run.swap(activation("half"))).hasMessageContaining("has ended");
        }
    }

    @Test
    void aChangedRunContinuesFromItsCheckpointsWithTheSameBits() throws Exception {
        directory = Optional.of(temp.resolve("whole"));
        AtomicReference<Path> cut = new AtomicReference<>();
        events.clear();
        RunResult whole;
        try (Run run = prepare()) {
            whole = run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    CompletableFuture.runAsync(() -> {
                        run.swap(activation("wave"));
                        run.swap(schedule("fixed(factor=0.5)"));
                        run.proceed();
                    });
                } else if (event instanceof RunEvent.Stepped stepped && (stepped.step() == 24)) {
                    cut.set(copy(temp.resolve("whole"), temp.resolve("cut")));
                }
            });
        }
        try (Run run = new DefaultTrainer(catalog).resume(cut.get(), notice -> {})) {
            RunResult resumed = run.train(event -> {});
            assertThat(resumed.stateHash()).isEqualTo(whole.stateHash());
            assertThat(resumed.spec()).isEqualTo(whole.spec());
        }
        assertThat(cut.get().resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole/history.csv"));
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
            return to;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatFailsAfterAChangeIsReported() {
        assertThatThrownBy(() -> train(event -> {
                    if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                        current.pause();
                    } else if (event instanceof RunEvent.Paused) {
                        CompletableFuture.runAsync(() -> {
                            current.swap(activation("half"));
                            current.proceed();
                        });
                    } else if (event instanceof RunEvent.Swapped) {
                        throw new IllegalStateException("a listener that fails");
                    }
                }))
                .hasMessage("a listener that fails");
    }
}
