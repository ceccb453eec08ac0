package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.studies.judge.Ended.answer;
import static rai.studies.judge.Ended.both;
import static rai.studies.judge.Ended.expecting;
import static rai.studies.judge.Ended.of;
import static rai.studies.judge.Ended.question;
import static rai.studies.judge.Ended.reference;
import static rai.studies.judge.Ended.report;
import static rai.studies.judge.Ended.seeds;
import static rai.studies.judge.Ended.tuned;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.studies.document.Expectation;

class ExpectationsTest {
    private static final Question ACTIVATIONS = question(List.of("activation"));

    @Test
    void anExpectationIsReproducedWithinItsToleranceAndNotBeyond() {
        List<Outcome> all = seeds("relu", .91, .93);

        assertThat(answer(report(expecting(ACTIVATIONS, reference(Map.of("activation", "relu"), .915, .015)), all)))
                .contains("reproduced: activation = relu: test accuracy 0.9200 [0.9100, 0.9300], expected 0.9150 within"
                        + " 0.01500");
        assertThat(answer(report(expecting(ACTIVATIONS, reference(Map.of("activation", "relu"), .9, .015)), all)))
                .anyMatch(sentence -> sentence.startsWith("NOT reproduced: activation = relu"));
    }

    @Test
    void anExpectationForEverySeedIsNotMetByTheMeanAlone() {
        Expectation mean = new Expectation(
                Map.of(),
                Optional.of("test.accuracy"),
                OptionalDouble.empty(),
                0,
                OptionalDouble.of(.8),
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                "",
                "");
        Expectation every = new Expectation(
                Map.of(),
                Optional.of("test.accuracy"),
                OptionalDouble.empty(),
                0,
                OptionalDouble.of(.8),
                OptionalDouble.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                "",
                "");
        List<Outcome> all = seeds("relu", .79, .99);

        assertThat(report(expecting(ACTIVATIONS, mean), all).answer().get(0).mark())
                .isEqualTo(Statement.Mark.YES);
        assertThat(report(expecting(ACTIVATIONS, every), all).answer().get(0).mark())
                .isEqualTo(Statement.Mark.NO);
    }

    @Test
    void anExpectedOrderIsComparedWithThatOfTheMeans() {
        Expectation order = new Expectation(
                Map.of(),
                Optional.of("test.accuracy"),
                OptionalDouble.empty(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of("tanh", "relu"),
                "",
                "");

        assertThat(report(expecting(ACTIVATIONS, order), both(seeds("relu", .8), seeds("tanh", .9)))
                        .answer()
                        .get(0)
                        .mark())
                .isEqualTo(Statement.Mark.YES);
        assertThat(report(expecting(ACTIVATIONS, order), both(seeds("relu", .9), seeds("tanh", .8)))
                        .answer()
                        .get(0)
                        .mark())
                .isEqualTo(Statement.Mark.NO);
    }

    @Test
    void anExpectationOfWhatWasNotTrainedIsNotJudged() {
        List<Outcome> all = seeds("relu", .91, .93);

        assertThat(report(expecting(ACTIVATIONS, reference(Map.of("activation", "tanh"), .915, .015)), all)
                        .answer())
                .contains(new Statement(
                        Statement.Mark.OPEN,
                        "not judged: activation = tanh: no such training is among those that have ended",
                        "a table"));
        Expectation order = new Expectation(
                Map.of(),
                Optional.of("test.accuracy"),
                OptionalDouble.empty(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of("tanh", "relu"),
                "",
                "");
        assertThat(answer(report(expecting(ACTIVATIONS, order), all)))
                .contains("not judged: activation = tanh: no such training is among those that have ended");
    }

    @Test
    void anExpectationOfDivergenceCountsTheTrialsThatTunedThatLevel() {
        Question question = tuned(ACTIVATIONS, "rate");
        Expectation diverges = new Expectation(
                new TreeMap<>(Map.of("activation", "relu", "rate", "1")),
                Optional.empty(),
                OptionalDouble.empty(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(true),
                false,
                Optional.empty(),
                List.of(),
                "",
                "");
        Outcome gone = of(
                Question.TUNE,
                Outcome.State.DIVERGED,
                Map.of(),
                Map.of("loss", 9.0),
                12,
                "activation",
                "relu",
                "rate",
                1.0,
                "seed",
                0L);

        assertThat(answer(report(expecting(question, diverges), List.of(gone))))
                .contains("reproduced: activation = relu, rate = 1: 1 of 1 trial diverged, expected all");
    }
}
