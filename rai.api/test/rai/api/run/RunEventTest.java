package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.probe.Measurement;
import rai.api.spec.SpecException;

/** Events are written to events.jsonl and read from it. */
class RunEventTest {
    /** At least one event of each kind. */
    static List<RunEvent> events() {
        return List.of(
                new RunEvent.Started(0, "a", 5, Map.of("seed", 3L)),
                new RunEvent.StartedFrom(0, "runs/b", "abc", List.of("dense_1"), List.of("dense_2"), "other classes"),
                new RunEvent.Stepped(1, "rai", 0.5),
                new RunEvent.Evaluated(2, Map.of("loss", 0.1), Map.of(), Map.of("gap", 1.0)),
                new RunEvent.Probed(
                        2,
                        "gradient-flow",
                        List.of("norm", "relative"),
                        List.of(Measurement.of("dense_1", 0.5, Double.NaN))),
                new RunEvent.Epoch(2, 1),
                new RunEvent.Swapped(2, "loss", RunEvent.Used.NOTHING, new RunEvent.Used("mse", "b", "1", ""), "kept"),
                RunEvent.Paused.byRequest(3),
                new RunEvent.Paused(3, RunEvent.Paused.Cause.SERVICE, "the activation tanh is gone"),
                new RunEvent.Resumed(3),
                new RunEvent.WentBack(4, 2, "best"),
                new RunEvent.Warned(4, "test.auc is NaN"),
                new RunEvent.Stopped(5, RunResult.Stop.EARLY, "why"),
                new RunEvent.Unknown(3, "pruned", Map.of("step", 3L, "event", "pruned", "share", 0.5)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadFromItsDocument(RunEvent event) {
        assertThat(RunEvent.of(event.asMap())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void aDocumentBeginsWithStepAndKind(RunEvent event) {
        assertThat(event.asMap()).containsEntry("step", event.step());
        assertThat(event.asMap().get("event")).isInstanceOf(String.class);
    }

    /** A kind that is missing here may be one that {@link RunEvent#of} does not read. */
    @Test
    void everyKindOfEventIsReadHere() {
        Set<Class<?>> kinds = events().stream().map(RunEvent::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
    }

    @Test
    void anObjectiveThatIsNotFiniteIsReadFromTheNullThatJsonHasForIt() {
        Map<String, Object> document = new LinkedHashMap<>(new RunEvent.Stepped(1, "rai", Double.NaN).asMap());
        document.put("objective", null);
        assertThat(RunEvent.of(document)).isEqualTo(new RunEvent.Stepped(1, "rai", Double.NaN));
    }

    @Test
    void aKeyThatANewerVersionAddsIsIgnored() {
        assertThat(RunEvent.of(Map.of("step", 3, "event", "resumed", "by", "someone")))
                .isEqualTo(new RunEvent.Resumed(3));
    }

    @Test
    void aDocumentWithoutAKindIsNotAnEvent() {
        assertThatThrownBy(() -> RunEvent.of(Map.of("step", 3)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("this is not an event of a run");
    }

    @Test
    void aMissingKeyIsNamedWithTheKindOfEvent() {
        assertThatThrownBy(() -> RunEvent.of(Map.of("step", 3, "event", "epoch")))
                .isInstanceOf(SpecException.class)
                .hasMessage("epoch.epoch is missing");
    }

    @ParameterizedTest
    @MethodSource("formerReasons")
    void aPauseOfAnEarlierVersionSaysItsCauseByItsReason(String reason, RunEvent.Paused.Cause cause) {
        assertThat(RunEvent.of(Map.of("step", 3, "event", "paused", "reason", reason)))
                .isEqualTo(new RunEvent.Paused(3, cause, reason));
    }

    static List<Arguments> formerReasons() {
        return List.of(
                Arguments.of("somebody paused it", RunEvent.Paused.Cause.REQUEST),
                Arguments.of("the run directory x is full", RunEvent.Paused.Cause.DISK),
                Arguments.of("tanh is gone", RunEvent.Paused.Cause.SERVICE));
    }
}
