package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.run.PhaseBuilder;
import rai.api.run.PhaseSettings;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** Early stopping, and the best state that it keeps. */
class EarlyStoppingTest extends ControlledRun {
    private static Consumer<PhaseSettings<?>> early(String settings) {
        return phase -> phase.stopEarly(settings);
    }

    @Test
    void aMethodEndsWhenTheMetricNoLongerImprovesAndKeepsTheBestState() {
        phases = List.of(PhaseBuilder.of("pits", 100));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        List<RunEvent.WentBack> back = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.WentBack went) {
                back.add(went);
            }
        });
        assertThat(result.stopped()).isEqualTo(Stop.EARLY);
        assertThat(result.steps()).isEqualTo(35);
        assertThat(result.reason())
                .contains(
                        "train.loss was best after step 20",
                        "not improved in 3 evaluations since: stopped after step 35")
                .endsWith("that state was kept");
        assertThat(back).containsExactly(new RunEvent.WentBack(35, 20, result.reason()));
        assertThat(result.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", true);
        control = none -> {};
        phases = List.of(PhaseBuilder.of("pits", 20));
        RunResult unbroken = train();
        assertThat(result.stateHash()).isEqualTo(unbroken.stateHash());
        assertThat(result.train()).isEqualTo(unbroken.train());
    }

    @Test
    void theBestStateIsAlsoKeptIfTheMethodRunsToItsEnd() {
        phases = List.of(PhaseBuilder.of("pits", 28));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", false);
        assertThat(result.reason()).startsWith("train.loss was best after step 20");
    }

    @Test
    void laterMethodsContinueFromTheBestState() {
        phases = List.of(PhaseBuilder.of("pits", 100), PhaseBuilder.of("down", 3));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        RunResult result = train();
        assertThat(result.phases()).hasSize(2);
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.steps()).isEqualTo(38);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "patience=3; 5; needs the setting 'metric'",
                "metric=test.loss, patients=3; 5; did you mean 'patience'?",
                "metric=test.loss; 0; give --evaluate-every",
                "metric=test.lost; 5; did you mean 'test.loss'?"
            })
    void anEarlyStoppingThatCannotBeIsRefusedAtOnce(String settings, long every, String message) {
        control = early(settings);
        evaluateEvery = every;
        assertThatThrownBy(this::prepare).isInstanceOf(SpecException.class).hasMessageContaining(message);
    }
}
