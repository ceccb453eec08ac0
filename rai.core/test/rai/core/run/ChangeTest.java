package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.init.DenseStart;
import rai.api.method.Training;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Runs that are paused, changed by hand, left without a service, or hung up by one. */
@Timeout(240)
class ChangeTest {
    private static final long AT = 20;

    private final ServiceCatalog catalog = Fixtures.catalog();
    private final List<RunEvent> events = new ArrayList<>();
    private Run current;
    private String network = "dense(6) bend dense(6) bend dense";
    private String optimizer = "descent";
    private List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 60));
    private Map<String, Object> faults = Map.of();
    private Optional<Path> directory = Optional.empty();

    @TempDir
    Path temp;

    /** z / 2. */
    @Named("half")
    public static class Half implements ScalarActivation {
        @Override
        public double value(double z) {
            return z / 2;
        }

        @Override
        public double derivative(double z) {
            return 0.5;
        }
    }

    @BeforeEach
    void offer() {
        offer(Kind.ACTIVATION, "half", new Half());
        offer(Kind.LAYER, "wave", new LayerFixtures.Wave());
        offer(Kind.OPTIMIZER, "plain", new ControlTest.Plain());
        offer(Kind.SCHEDULE, "fixed", new ControlTest.Fixed());
        offer(Kind.METHOD, "towards", new ControlTest.Towards());
    }

    private Offer offer(Kind kind, String name, Object service) {
        return offer(kind, name, 0, "extra", service);
    }

    private Offer offer(Kind kind, String name, int rank, String bundle, Object service) {
        Offer offer = new Offer(kind, name, rank, 3000, bundle, "1", () -> service);
        catalog.add(offer);
        return offer;
    }

    private Run prepare() {
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder(Map.of("faults", faults))
                        .train("ring")
                        .network(network)
                        .init("spread")
                        .optimizer(optimizer)
                        .phases(phases)
                        .seed(3)
                        .threads(1)
                        .directory(directory.orElse(null))
                        .checkpointEvery(7)
                        .keep(100)
                        .build());
    }

    private RunResult train(Consumer<RunEvent> listener) {
        events.clear();
        try (Run run = prepare()) {
            current = run;
            return run.train(event -> {
                events.add(event);
                listener.accept(event);
            });
        }
    }

    private RunResult undisturbed() {
        return train(event -> {});
    }

    /** Pauses after some step, does something from another thread, and lets the run go on. */
    private RunResult train(long at, Consumer<Run> meanwhile) {
        events.clear();
        AtomicReference<CompletableFuture<Void>> done = new AtomicReference<>(CompletableFuture.completedFuture(null));
        try (Run run = prepare()) {
            RunResult result = run.train(event -> {
                events.add(event);
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == at) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    done.set(CompletableFuture.runAsync(() -> {
                        try {
                            meanwhile.accept(run);
                        } finally {
                            run.proceed();
                        }
                    }));
                }
            });
            done.get().get();
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private <T extends RunEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Change activation(String text) {
        return new Change(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

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
    void aPauseChangesNothing() {
        String whole = undisturbed().stateHash();
        assertThat(train(AT, run -> {}).stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Paused.class)).containsExactly(RunEvent.Paused.byRequest(AT));
        assertThat(all(RunEvent.Resumed.class)).containsExactly(new RunEvent.Resumed(AT));
    }

    @Test
    void theStateIsWrittenAtAPause() {
        directory = Optional.of(temp.resolve("run"));
        train(
                AT,
                run -> assertThat(temp.resolve("run/checkpoints/000000000020/manifest.json"))
                        .exists());
    }

    @Test
    void aPausedRunCanBeStopped() {
        RunResult result = train(AT, Run::stop);
        assertThat(result.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(AT);
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
    void anOptimizerOfTheWholeGoesOnWithAllItKnows() {
        offer(Kind.OPTIMIZER, "searcher", new ControlTest.Searcher());
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
    void aScheduleComesAndGoes() {
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
    void aChangeThatCannotBeIsRefusedAndTheRunGoesOnAsItWas() {
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
    void aChangedRunGoesOnFromItsCheckpointsWithTheSameBits() throws Exception {
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
    void aPinnedRunStaysWithItsVersions() {
        faults = Map.of("pin", true, "wait_limit", 0, "step_limit", 0);
        String whole = undisturbed().stateHash();
        RunResult pinned = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                offer(Kind.ACTIVATION, "bend", 1, "better", new Half());
            }
        });
        assertThat(pinned.stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Swapped.class)).isEmpty();
    }

    @Test
    void aPinnedRunWaitsForItsVersionWhateverElseThereIs() {
        faults = Map.of("pin", true, "wait_limit", 0.2, "step_limit", 0);
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                offer(Kind.ACTIVATION, "mine", 1, "second", new Half());
                catalog.remove(mine);
            }
        });
        assertThat(all(RunEvent.Paused.class).get(0).reason()).contains("'mine' of first 1");
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
    }

    @Test
    void aRunThatWaitsTooLongEndsAndCanBeResumed() {
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        String whole = undisturbed().stateHash();
        faults = Map.of("pin", false, "wait_limit", 0.2, "step_limit", 0);
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                catalog.remove(mine);
            }
        });
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.steps()).isEqualTo(AT);
        assertThat(result.reason())
                .contains("mine")
                .contains("waited for 0.2 s")
                .contains("after step 20 of 60");
        catalog.add(mine);
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole);
        }
    }

    @Test
    void anotherServiceCanTakeThePlaceOfOneThatIsGone() {
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        RunResult result;
        events.clear();
        try (Run run = prepare()) {
            result = run.train(event -> {
                events.add(event);
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                    catalog.remove(mine);
                } else if (event instanceof RunEvent.Paused) {
                    CompletableFuture.runAsync(() -> run.swap(activation("mine=bend")));
                }
            });
        }
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.spec()).containsEntry("network", "dense(6) bend dense(1)");
    }

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
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole);
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
    void dataThatDoNotComeAreNotWaitedForAndNotInQuarantine() {
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
    void startValuesThatDoNotComeAreNotWaitedForAndTheirServiceIsNamed() {
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
    void whoeverIsInterruptedWhileDataAreLoadedIsNotHeldUp() throws InterruptedException {
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
    void aServiceThatFailsOnATrialIsNotTakenUp() {
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
    void aServiceThatTurnsBadLaterIsFoundOut() {
        phases = List.of(PhaseBuilder.of("down", 1_000_000));
        offer(Kind.ACTIVATION, "bend", 1, "bad", new Late());
        RunResult result = undisturbed();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason()).contains("the activation bend of bad 1 alters its input");
    }

    @Test
    void whatFailsBehindAChangeIsNotKeptQuiet() {
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
