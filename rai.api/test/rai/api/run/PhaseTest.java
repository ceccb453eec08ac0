package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.spec.SpecException;

class PhaseTest {
    private static Phase typed(String text) {
        return RunRequest.builder()
                .train("cloud")
                .batch(16)
                .schedule("cosine")
                .phase("rai", 7)
                .phase(PhaseBuilder.parse(text))
                .build()
                .phases()
                .get(1);
    }

    @Test
    void aMethodAloneIsOneStep() {
        assertThat(typed("refit(lambda=1e-4)").method()).isEqualTo("refit(lambda=1e-4)");
        assertThat(typed("refit(lambda=1e-4)").steps()).contains(1L);
    }

    @Test
    void stepsAndOptimizerFollowAfterColons() {
        Phase phase = typed("rai(layers=every:3):200:adam(rate=0.1)");
        assertThat(phase.method()).isEqualTo("rai(layers=every:3)");
        assertThat(phase.steps()).contains(200L);
        assertThat(phase.optimizer()).isEqualTo("adam(rate=0.1)");
    }

    @Test
    void keysOfAPhaseFollowAfterItsMethod() {
        Phase phase =
                typed("backprop epochs=5 batch=32 optimizer=adam(rate=0.001, beta1=0.8) schedule=none clip-norm=1e-1"
                        + " optimizer_for.biases=sgd stop_early='metric=test.loss, patience=3'");
        assertThat(phase.epochs()).contains(5L);
        assertThat(phase.steps()).isEmpty();
        assertThat(phase.batch()).isEqualTo(32);
        assertThat(phase.optimizer()).isEqualTo("adam(rate=0.001, beta1=0.8)");
        assertThat(phase.schedule()).isEmpty();
        assertThat(phase.clipNorm()).isEqualTo(0.1);
        assertThat(phase.optimizerFor()).containsOnlyKeys("biases").containsValue("sgd");
        assertThat(phase.stopEarly()).contains("metric=test.loss, patience=3");
    }

    @Test
    void aPhaseTakesWhatItDoesNotSetFromTheRun() {
        assertThat(typed("backprop").batch()).isEqualTo(16);
        assertThat(typed("backprop").schedule()).contains("cosine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backprop optimizer_for=weights=sgd(rate=0.1) optimizer-for=biases=adam",
                "backprop optimizer_for.weights=sgd(rate=0.1) optimizer_for.biases=adam",
                "backprop optimizer_for='weights=sgd(rate=0.1)' optimizer_for=biases=adam"
            })
    void optimizersOfPartsFollowByTheirParts(String text) {
        assertThat(typed(text).optimizerFor())
                .containsOnly(Map.entry("weights", "sgd(rate=0.1)"), Map.entry("biases", "adam"));
    }

    @Test
    void aNumberKeepsAllItsDigits() {
        assertThat(typed("backprop steps=9.007199254740993e15").steps()).contains(9007199254740993L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "backprop:many; 'many' in 'backprop:many' is not a number of steps: write METHOD:STEPS, as in"
                        + " backprop:200",
                "backprop:0; phases[1].steps must be at least 1, but is 0",
                "backprop bacth=3; in the phase 'backprop bacth=3', bacth is unknown: did you mean batch?",
                "backprop batch; 'batch' in the phase 'backprop batch' has no value: write KEY=VALUE without spaces,"
                        + " as in batch=32",
                "backprop batch=x; phases[1].batch must be a whole number, but is 'x'",
                "backprop clip_norm=1e400; phases[1].clip_norm must be a number that a double can hold, but is 1E+400",
                "backprop clip_norm=1e-400; phases[1].clip_norm must be a number that a double can hold, but is 1E-400",
                "backprop optimizer_for=sgd(rate=1); in the phase 'backprop optimizer_for=sgd(rate=1)', optimizer_for"
                        + " needs PART=OPTIMIZER, as in optimizer_for=weights=sgd, but is 'sgd(rate=1)'",
                "a:1:b:c; 'a:1:b:c' has too many colons: write METHOD:STEPS:OPTIMIZER"
            })
    void whatIsWrongIsExplained(String text, String message) {
        assertThatThrownBy(() -> typed(text)).isInstanceOf(SpecException.class).hasMessage(message);
    }
}
