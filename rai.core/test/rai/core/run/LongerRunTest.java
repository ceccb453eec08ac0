package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.Extension;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.store.RunComparison;
import rai.core.trainer.DefaultTrainer;

/** Runs that have ended, and continue their last phase. */
class LongerRunTest extends ResumedRun {
    /** 1 at the first step, 0 after the last. */
    @Named("fade")
    public static class Fade implements Schedule {
        @Override
        public double factor(Progress at, Numbers state) {
            return 1 - (double) at.step() / at.steps();
        }
    }

    @BeforeEach
    void offerFade() {
        catalog.add(new Offer(Kind.SCHEDULE, "fade", 0, 2002, "b", "1", Fade::new));
    }

    private RunResult train(String name, long last) {
        phases = List.of(PhaseBuilder.of("down", 25), PhaseBuilder.of("down", last));
        try (Run run = prepare(temp.resolve(name))) {
            return run.train(event -> {});
        }
    }

    private RunResult extend(String name, Extension to) {
        try (Run run = new DefaultTrainer(catalog).extend(temp.resolve(name), to, notices::add)) {
            return run.train(event -> {});
        }
    }

    private void endsAsOneThatWasLongFromTheStart(long first, long last) throws IOException {
        whole = train("whole-1", last);
        Path cut = temp.resolve("cut-1");
        train("cut-1", first);
        RunResult result = extend("cut-1", Extension.toSteps(last));
        assertThat(result.stateHash()).isEqualTo(whole.stateHash());
        assertThat(result.steps()).isEqualTo(whole.steps());
        assertThat(result.train()).isEqualTo(whole.train());
        assertThat(result.test()).isEqualTo(whole.test());
        assertThat(result.phases()).isEqualTo(whole.phases());
        assertThat(cut.resolve("history.csv")).hasSameBinaryContentAs(temp.resolve("whole-1/history.csv"));
        assertThat(namesIn(cut.resolve("checkpoint"))).isEqualTo(namesIn(temp.resolve("whole-1/checkpoint")));
        assertThat(cut.resolve("checkpoints")).doesNotExist();
        assertThat(notices).containsExactly("the run continues after step " + (25 + first));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 12})
    void aLongerRunEndsWithTheBitsOfOneThatWasLongFromTheStart(long first) throws IOException {
        endsAsOneThatWasLongFromTheStart(first, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 9})
    void soItDoesWithoutEvaluationsInItsCourseAndOnAllExamples(long first) throws IOException {
        evaluateEvery = 0;
        batch = 0;
        schedule = Optional.empty();
        endsAsOneThatWasLongFromTheStart(first, 20);
    }

    @Test
    void epochsCountFromTheStartOfThePhase() throws IOException {
        RunResult first = train("run", 1);
        long perEpoch = extend("run", Extension.toEpochs(1)).steps() - 25;
        assertThat(perEpoch).isGreaterThan(1);
        assertThat(extend("run", Extension.toEpochs(3)).steps()).isEqualTo(25 + 3 * perEpoch);
        assertThat(first.stateHash()).isNotEqualTo(train("long", 3 * perEpoch).stateHash());
        assertThat(extend("run", Extension.toSteps(3 * perEpoch + 2)).stateHash())
                .isEqualTo(train("longer", 3 * perEpoch + 2).stateHash());
    }

    @Test
    void aLongerRunThatIsKilledContinuesToTheSameBits() throws IOException {
        whole = train("whole-9", 20);
        train("run", 5);
        checkpointEvery = 0;
        Path cut = temp.resolve("cut-9");
        try (Run run = new DefaultTrainer(catalog).extend(temp.resolve("run"), Extension.toSteps(20), notice -> {})) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == 32) {
                    copy(temp.resolve("run"), cut);
                }
            });
        }
        resumesToTheSame(cut);
    }

    @Test
    void aLongerRunIsRepeatedAsOneRun() {
        train("run", 5);
        extend("run", Extension.toSteps(20));
        train("again", 20);
        var comparison = RunComparison.of(temp.resolve("run"), temp.resolve("again"));
        assertThat(comparison.results()).isEmpty();
        assertThat(comparison.circumstances()).contains("the first had ended, and was made longer once");
    }

    @Test
    void aScheduleThatDependsOnTheLengthIsReported() {
        schedule = Optional.of("fade");
        train("run", 5);
        RunResult result = extend("run", Extension.toSteps(20));
        assertThat(notices)
                .containsExactly(
                        "the run continues after step 30",
                        "the schedule fade depends on the length of the phase, and the first 5 steps followed it for 5"
                                + " steps: the result is not that of a run of 20 steps from the start");
        assertThat(result.stateHash()).isNotEqualTo(train("whole", 20).stateHash());
    }

    @Test
    void asManyStepsAsAreDoneAreRefused() throws IOException {
        train("run", 5);
        String before = Files.readString(temp.resolve("run/run.json"));
        assertThatThrownBy(() -> extend("run", Extension.toSteps(5)))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run in " + temp.resolve("run") + " has done 5 steps in its last phase already: ask for"
                        + " more than that, since --steps and --epochs count from the start of the phase");
        assertThat(temp.resolve("run/run.json")).hasContent(before);
        assertThat(temp.resolve("run/checkpoints")).doesNotExist();
    }

    @Test
    void anInterruptedRunIsResumedFirst() {
        Path cut = killedAfter(9);
        assertThatThrownBy(() -> new DefaultTrainer(catalog).extend(cut, Extension.toSteps(50), notices::add))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run in " + cut + " has not ended: resume continues it without --steps");
    }

    @Test
    void otherDataAreRefusedAndTheRunStaysAsItWas() {
        train("run", 5);
        catalog.add(new Offer(Kind.DATASET, "ring", 1, 3000, "b", "1", Dented::new));
        assertThatThrownBy(() -> extend("run", Extension.toSteps(20)))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith("its data have changed: their sha256 differs");
        assertThat(temp.resolve("run/checkpoints")).doesNotExist();
    }

    @Test
    void aRunThatWasChangedByHandIsRefused() throws Exception {
        try (Run run = prepare(temp.resolve("run"))) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == 2) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    new Thread(() -> {
                                run.swap(new Change(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("fade")));
                                run.proceed();
                            })
                            .start();
                }
            });
        }
        assertThatThrownBy(() -> extend("run", Extension.toSteps(20)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("was changed by hand in its course");
    }

    @Test
    void aRunThatWentBackToItsBestStateIsRefused() {
        network = "dense(6) bend dense";
        phases = List.of(PhaseBuilder.of("pits", 100));
        batch = 0;
        evaluateEvery = 5;
        schedule = Optional.empty();
        stopEarly = Optional.of("metric=train.loss, patience=3");
        try (Run run = prepare(temp.resolve("run"))) {
            run.train(event -> {});
        }
        assertThatThrownBy(() -> extend("run", Extension.toSteps(200)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("went back to the state after step 20, where its watched metric was best");
    }
}
