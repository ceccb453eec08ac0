package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.run.Change;
import rai.api.run.Extension;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** What methods count in the steps of a phase. */
class CountTest extends ResumedRun {
    private static final String UNKNOWN = "an earlier version of RAI, which counted layer_updates otherwise, did the"
            + " first %d steps of the phase: its sum is not known, and is left out of the figures of this phase";

    /** The optimizer moves; counted while the objective is evaluated. */
    @Named("counting")
    public static class Counting extends Fixtures.Down {
        @Setting("What a step counts.")
        double each = 2;

        @Override
        public double gradient(Training training) {
            training.count("work", each);
            return super.gradient(training);
        }
    }

    /** Another version of it, which does more. */
    @Named("counting")
    public static class CountingMore extends Counting {
        @Override
        public double gradient(Training training) {
            training.count("work", 3);
            return super.gradient(training);
        }
    }

    /** Moves the parameters itself, and counts when it has done so. */
    @Named("counting-last")
    public static class CountingLast implements TrainingMethod {
        private static final Fixtures.Down DOWN = new Fixtures.Down();

        @Override
        public void step(Training training) {
            double objective = DOWN.gradient(training);
            training.parameters().subi(training.parameterGradient().mul(0.1));
            training.completed(objective);
            training.count("work", 2);
        }
    }

    /** Knows its own steps alone. */
    @Named("reporting")
    public static class Reporting extends Fixtures.Down {
        @Override
        public void report(Training training) {
            training.report("work", 7.0 * training.step());
        }
    }

    /** Down for twenty steps, then up. */
    @Named("counting-pits")
    public static class CountingPits extends ControlServices.Pits {
        @Override
        public double gradient(Training training) {
            training.count("work", 2);
            return super.gradient(training);
        }
    }

    /** tanh, until so many calls; from then on it gives what is not finite, or throws. */
    @Named("frail")
    private static final class Frail extends Fixtures.Bend {
        private final boolean thrown;
        private int left;

        Frail(int left, boolean thrown) {
            this.left = left;
            this.thrown = thrown;
        }

        @Override
        public void value(INDArray z, INDArray out) {
            super.value(z, out);
            if (--left < 0) {
                if (thrown) {
                    throw new IllegalStateException("out of order");
                }
                out.assign(Double.POSITIVE_INFINITY);
            }
        }
    }

    @BeforeEach
    void offerMethods() {
        catalog.add(new Offer(Kind.METHOD, "counting", 0, 4000, "b", "1", Counting::new));
        catalog.add(new Offer(Kind.METHOD, "counting-last", 0, 4001, "b", "1", CountingLast::new));
        catalog.add(new Offer(Kind.METHOD, "reporting", 0, 4002, "b", "1", Reporting::new));
        catalog.add(new Offer(Kind.METHOD, "counting-pits", 0, 4003, "b", "1", CountingPits::new));
        phases = List.of(PhaseBuilder.of("counting", 20));
        schedule = Optional.empty();
        evaluateEvery = 0;
    }

    private RunResult train(String name, Consumer<RunEvent> listener) {
        try (Run run = prepare(temp.resolve(name))) {
            return run.train(listener);
        }
    }

    private RunResult train(String name) {
        return train(name, event -> {});
    }

    /** Another method takes over after a step. */
    private RunResult swapped(String name, long at, String method, Consumer<RunEvent> listener) {
        try (Run run = prepare(temp.resolve(name))) {
            return run.train(event -> {
                listener.accept(event);
                if (event instanceof RunEvent.Stepped && event.step() == at) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    CompletableFuture.runAsync(() -> {
                        run.swap(new Change(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(method),
                                Optional.empty(),
                                Optional.empty()));
                        run.proceed();
                    });
                }
            });
        }
    }

    private static Object work(RunResult result, int phase) {
        return ((Map<?, ?>) result.phases().get(phase).get("report")).get("work");
    }

    @Test
    void eachPhaseCountsFromZero() {
        phases = List.of(PhaseBuilder.of("counting", 20), PhaseBuilder.of("counting(each=5)", 4));
        RunResult result = train("run");
        assertThat(work(result, 0)).isEqualTo(40.0);
        assertThat(work(result, 1)).isEqualTo(20.0);
        assertThat(result.method()).containsEntry("work", 20.0);
    }

    @Test
    void theSumIsAmongTheFiguresOfEachEvaluation() {
        evaluateEvery = 5;
        StringBuilder seen = new StringBuilder();
        train("run", event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                seen.append(evaluated.step()).append(evaluated.method()).append(' ');
            }
        });
        assertThat(seen).hasToString("5{work=10.0} 10{work=20.0} 15{work=30.0} 20{work=40.0} ");
    }

    @Test
    void afterASwapItIsTheSumOfWhatBothMethodsDid() {
        assertThat(work(swapped("run", 8, "counting(each=5)", event -> {}), 0)).isEqualTo(8 * 2 + 12 * 5.0);
        assertThat(work(swapped("other", 8, "counting-last", event -> {}), 0)).isEqualTo(40.0);
    }

    @Test
    void anotherVersionOfTheMethodContinuesTheSum() {
        RunResult result = train("run", event -> {
            if (event instanceof RunEvent.Stepped && event.step() == 8) {
                catalog.add(new Offer(Kind.METHOD, "counting", 1, 4004, "better", "2", CountingMore::new));
            }
        });
        assertThat(work(result, 0)).isEqualTo(8 * 2 + 12 * 5.0);
    }

    @ParameterizedTest
    @CsvSource({"counting, down", "counting, reporting", "down, counting", "reporting, counting"})
    void thereIsNoSumIfAMethodOfThePhaseDoesNotCount(String first, String second) {
        phases = List.of(PhaseBuilder.of(first, 20), PhaseBuilder.of("counting", 3));
        RunResult result = swapped("run", 8, second, event -> {});
        assertThat(work(result, 0)).isNull();
        assertThat(work(result, 1)).isEqualTo(6.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 9, 13, 19, 21})
    void aRunThatWasSwappedAndKilledEndsWithTheSameSum(long step) throws IOException {
        phases = List.of(PhaseBuilder.of("counting", 20), PhaseBuilder.of("counting", 3));
        checkpointEvery = 3;
        Path cut = temp.resolve("cut");
        whole = swapped("whole", 6, "counting(each=5)", event -> {
            if (event instanceof RunEvent.Stepped && event.step() == step) {
                copy(temp.resolve("whole"), cut);
            }
        });
        assertThat(work(whole, 0)).isEqualTo(6 * 2 + 14 * 5.0);
        if (step < 6) { // it was killed before the change
            assertThat(work(resume(cut), 0)).isEqualTo(40.0);
        } else {
            resumesToTheSame(cut);
        }
    }

    /** As an earlier version of RAI wrote it. */
    private static void forgetCounts(Path checkpoint) throws IOException {
        Path state = checkpoint.resolve("state.json");
        String before = Files.readString(state);
        String after = before.replaceFirst("\"counts\" ?: ?\\{[^}]*\\},?", "")
                .replaceFirst("\"numbers\" ?: ?\\{", "$0\"method-layer_updates\": 12.0");
        assertThat(after).contains("layer_updates").doesNotContain("\"counts\"");
        Files.writeString(state, after);
        Path manifest = checkpoint.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(sha256(before), sha256(after)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCheckpointOfAnEarlierVersionIsResumedWithoutASumForItsPhase() throws IOException {
        phases = List.of(PhaseBuilder.of("counting", 20), PhaseBuilder.of("counting", 3));
        keep = 1;
        Path cut = killedAfter(13);
        forgetCounts(cut.resolve("checkpoints/000000000012"));
        RunResult result = resume(cut);
        assertThat(notices).containsExactly("the run continues after step 12", UNKNOWN.formatted(12));
        assertThat(result.stateHash()).isEqualTo(whole.stateHash());
        assertThat(work(result, 0)).isNull();
        assertThat(work(result, 1)).isEqualTo(6.0);
    }

    @Test
    void anEndedRunOfAnEarlierVersionIsMadeLongerWithoutASum() throws IOException {
        phases = List.of(PhaseBuilder.of("counting", 5));
        train("run");
        Path run = temp.resolve("run");
        Files.delete(run.resolve("checkpoint/counted-work.npy"));
        Path result = run.resolve("run.json");
        Files.writeString(result, Files.readString(result).replace("\"work\"", "\"layer_updates\""));
        try (Run longer = new DefaultTrainer(catalog).extend(run, Extension.toSteps(20), notices::add)) {
            assertThat(notices).contains(UNKNOWN.formatted(5));
            assertThat(work(longer.train(event -> {}), 0)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"counting", "counting-last"})
    void aLongerRunCountsOn(String method) {
        phases = List.of(PhaseBuilder.of(method, 5));
        train("run");
        try (Run run = new DefaultTrainer(catalog).extend(temp.resolve("run"), Extension.toSteps(20), notices::add)) {
            assertThat(work(run.train(event -> {}), 0)).isEqualTo(40.0);
            assertThat(notices).noneMatch(notice -> notice.contains("layer_updates"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {28, 100})
    void whatWasSpentBeyondTheBestStateRemainsCounted(long steps) {
        batch = 0;
        network = "dense(6) bend dense";
        phases = List.of(PhaseBuilder.of("counting-pits", steps));
        evaluateEvery = 5;
        stopEarly = Optional.of("metric=train.loss, patience=3");
        RunResult result = train("run");
        assertThat(result.phases().get(0)).containsEntry("kept_step", 20L);
        assertThat(work(result, 0)).isEqualTo(2.0 * Math.min(steps, 35));
    }

    @ParameterizedTest
    @CsvSource({
        "counting, 1",
        "counting, 2",
        "counting, 50",
        "counting, 52",
        "counting, 53",
        "counting-last, 1",
        "counting-last, 50",
        "counting-last, 51",
        "counting-last, 52"
    }) // about the copy of the state after step 50
    void stepsThatAreDoneAgainOnTheWayBackFromNanCountOnce(String method, int bad) {
        batch = 0;
        network = "dense(6) frail dense";
        phases = List.of(PhaseBuilder.of(method, 100));
        catalog.add(new Offer(Kind.ACTIVATION, "frail", 0, 98, "b", "1", () -> new Frail(Integer.MAX_VALUE, false)));
        Frail frail = new Frail(bad - 1, false);
        catalog.add(new Offer(Kind.ACTIVATION, "frail", 5, 99, "b", "1", () -> frail));
        RunResult result = train("run");
        assertThat(result.stopped()).isEqualTo(Stop.NAN);
        assertThat(result.steps()).isBetween(bad - 2L, bad - 1L);
        assertThat(work(result, 0)).isEqualTo(result.steps() == 0 ? null : 2.0 * result.steps());
    }

    @ParameterizedTest
    @CsvSource({"counting, 13", "counting, 55", "counting-last, 13", "counting-last, 55"})
    void theStepThatFailsDoesNotCountAndCountsOnceWhenItIsRepeated(String method, int good) {
        batch = 0;
        network = "dense(6) frail dense";
        phases = List.of(PhaseBuilder.of(method, 60));
        checkpointEvery = 100;
        catalog.add(new Offer(Kind.ACTIVATION, "frail", 0, 98, "b", "1", () -> new Frail(Integer.MAX_VALUE, true)));
        Frail frail = new Frail(good, true);
        Offer failing = new Offer(Kind.ACTIVATION, "frail", 5, 99, "b", "1", () -> frail);
        catalog.add(failing);
        RunResult failed = train("run");
        assertThat(failed.stopped()).isEqualTo(Stop.FAILED);
        assertThat(failed.steps()).isPositive();
        assertThat(work(failed, 0)).isEqualTo(2.0 * failed.steps());
        catalog.remove(failing); // its bundle is replaced
        catalog.add(new Offer(Kind.ACTIVATION, "frail", 5, 4006, "b", "2", () -> new Frail(Integer.MAX_VALUE, true)));
        assertThat(work(resume(temp.resolve("run")), 0)).isEqualTo(120.0);
    }

    /** Counts where it must not, or what it must not. */
    @Named("miscounting")
    public static class Miscounting extends Fixtures.Down {
        @Setting("Its mistake.")
        String how = "report";

        @Override
        public double gradient(Training training) {
            if (how.equals("name")) {
                training.count("../work", 1);
            } else if (how.equals("amount")) {
                training.count("work", Double.NaN);
            }
            return super.gradient(training);
        }

        @Override
        public void report(Training training) {
            if (how.equals("report")) {
                training.count("work", 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "report, 'work' is counted outside a step: count it in step() alone",
        "name, '../work' can't be counted: a name has lower-case letters",
        "amount, 'work' is counted by NaN"
    })
    void aMistakeInCountingIsTheMethods(String how, String sentence) {
        catalog.add(new Offer(Kind.METHOD, "miscounting", 0, 4005, "b", "1", Miscounting::new));
        phases = List.of(PhaseBuilder.of("miscounting(how=" + how + ")", 20));
        RunResult result = train("run");
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.reason()).contains(sentence.split("'$")[0]);
    }
}
