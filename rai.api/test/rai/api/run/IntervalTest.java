package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.spec.DocumentException;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({
        "20, 20",
        "20steps, 20",
        "1 step, 1",
        "0, 0",
        "1epoch, 1epoch",
        "2 epochs, 2epochs",
        "0.5epochs, 0.5epochs",
        "30s, 30s",
        "90s, 90s",
        "5min, 5min",
        "2h, 120min"
    })
    void isReadAndWritten(String text, String written) {
        Interval interval = Interval.read(text);
        assertThat(interval).hasToString(written);
        assertThat(Interval.read(interval.plain())).isEqualTo(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "often", "-1", "1.5", "5 minutes", "epoch", "1e3"})
    void whatIsNotAnIntervalIsExplained(String text) {
        assertThatThrownBy(() ->
                        RunRequest.builder().train("moons").evaluateEvery(text).build())
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith(
                        "evaluation.every must be a whole number of steps, or a number with a unit such as"
                                + " 1epoch, 30s, 5min or 2h, but is ");
    }

    /** An evaluation may change the course of a run. */
    @Test
    void anEvaluationDoesNotDependOnTime() {
        assertThatThrownBy(() -> RunRequest.builder()
                        .train("moons")
                        .evaluateEvery("5min")
                        .build())
                .isInstanceOf(DocumentException.class)
                .hasMessage(
                        "evaluation.every must be a number of steps or epochs, so that a run can be repeated, but is"
                                + " 5min");
    }

    @Test
    void inADocumentStepsAreANumberAndOthersAText() {
        RunRequest request = RunRequest.builder()
                .train("moons")
                .evaluateEvery(20)
                .checkpointEvery("5min")
                .build();
        assertThat(((Map<?, ?>) request.asMap().get("evaluation")).get("every")).isEqualTo(20L);
        assertThat(((Map<?, ?>) request.asMap().get("keeping")).get("checkpoint_every"))
                .isEqualTo("5min");
        assertThat(RunRequest.of(request.asMap())).isEqualTo(request);
    }

    @Test
    void stepsCountInTheRunAndEpochsInThePhase() {
        assertThat(Interval.steps(10).isDue(30, 3, 4)).isTrue();
        assertThat(Interval.steps(10).isDue(33, 10, 4)).isFalse();
        assertThat(Interval.read("2epochs").isDue(33, 8, 4)).isTrue();
        assertThat(Interval.read("2epochs").isDue(32, 4, 4)).isFalse();
        assertThat(Interval.read("0.1epochs").isDue(7, 7, 4)).isTrue(); // never less than a step
        assertThat(Interval.NEVER.isDue(10, 10, 1)).isFalse();
        assertThat(Interval.read("5s").isDue(10, 10, 1)).isFalse();
    }
}
