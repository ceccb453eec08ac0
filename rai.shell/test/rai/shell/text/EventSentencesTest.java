package rai.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.api.run.RunEvent;

class EventSentencesTest {
    /** A new kind of event needs a sentence, or a reason to be quiet. */
    @Test
    void everyKindOfEventIsKnown() {
        assertThat(Arrays.stream(RunEvent.class.getPermittedSubclasses())
                        .filter(kind -> !kind.getSimpleName().equals("Unknown")))
                .allMatch(EventSentences::knows);
    }

    @Test
    void whatTheProgressBarShowsNeedsNoSentence() {
        assertThat(EventSentences.of("the run", new RunEvent.Stepped(3, "backprop", 0.5)))
                .isEmpty();
        assertThat(EventSentences.of("the run", new RunEvent.Started(0, "a", 10, Map.of())))
                .isEmpty();
    }

    @Test
    void aRunThatStartsFromAnotherSaysWhatIsTakenAndWhatIsNew() {
        assertThat(EventSentences.of(
                        "the run",
                        new RunEvent.StartedFrom(
                                0, "runs/a", "abc", List.of("dense_1", "prelu_1"), List.of("dense_2"), "")))
                .contains("the run starts from runs/a: dense_1, prelu_1 are taken, dense_2 is new");
        List<String> many =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "dense_" + i).toList();
        assertThat(EventSentences.of(
                        "the run",
                        new RunEvent.StartedFrom(0, "runs/a", "abc", many, List.of(), "its classes were a, b")))
                .contains("the run starts from runs/a: dense_1 to dense_101 (101 layers) are taken; its classes were a,"
                        + " b");
    }

    @Test
    void theSentenceNamesTheRunAndTheStep() {
        assertThat(EventSentences.of("moons-1", new RunEvent.Resumed(7))).contains("moons-1 continues after step 7");
    }

    @Test
    void aSwapNamesBothServices() {
        RunEvent.Used tanh = new RunEvent.Used("tanh", "rai.activations", "1.0.0", "");
        assertThat(EventSentences.of(
                        "the run", new RunEvent.Swapped(4, "activation", RunEvent.Used.NOTHING, tanh, "all kept")))
                .contains("from step 5 on, the activation is tanh of rai.activations 1.0.0, no longer none; all kept");
    }
}
