package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static rai.studies.judge.Ended.answer;
import static rai.studies.judge.Ended.block;
import static rai.studies.judge.Ended.test;
import static rai.studies.judge.Ended.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.data.Part;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Trial;

class JudgedRunsTest {
    private static Report of(Outcome... outcomes) {
        return new JudgedRuns(null).judge(List.of(outcomes), Ended.NO_MODELS);
    }

    @Test
    void runsThatDifferInOneKeyAreComparedByIt() {
        Report report = of(
                test(.9, "model.init", "xavier", "seed", 0L),
                test(.8, "model.init", "kaiming", "seed", 0L),
                test(.95, "model.init", "xavier", "seed", 1L),
                test(.85, "model.init", "kaiming", "seed", 1L));

        DataTable table = block(report, DataTable.class, "results");
        assertThat(text(table, 0, "model.init")).isEqualTo("xavier");
        assertThat(text(table, 0, "n")).isEqualTo("2");
        assertThat(text(block(report, DataTable.class, "comparisons"), 0, "a")).isEqualTo("xavier");
    }

    @Test
    void runsThatDifferInSeveralKeysAreNamedByAllOfThem() {
        Report report = of(
                test(.9, "model.init", "xavier", "phases[0].steps", 10L, "seed", 0L),
                test(.8, "model.init", "kaiming", "phases[0].steps", 20L, "seed", 0L));

        assertThat(text(block(report, DataTable.class, "results"), 1, "run")).isEqualTo("init kaiming, steps 20");
    }

    @Test
    void nothingIsComparedByOneSeed() {
        Report report = of(test(.9, "model.init", "xavier", "seed", 0L), test(.8, "model.init", "kaiming", "seed", 0L));

        assertThat(answer(report))
                .containsExactly("Nothing is compared: that takes at least 2 seeds with a value at both levels.");
    }

    @Test
    void holdOutsOfEachSeedOverlapInTheirTrainingRows() {
        assertThat(Overlap.of(List.of(held(0.25), held(0.25)))).isCloseTo(1 / 3.0, offset(1e-12));
        assertThat(Overlap.of(List.of(test(.9, "seed", 0L)))).isZero();
    }

    @Test
    void aSplitThatDrawsNothingGivesEverySeedTheSameRows() {
        assertThat(Overlap.of(List.of(split("holdout(test=0.25)")))).isCloseTo(0.25, offset(1e-12));
        assertThat(Overlap.of(List.of(split("tail(test=0.25)")))).isZero();
    }

    @Test
    void rowsThatValidateAreLeftOutIfTheTestDataAreASetOfTheirOwn() {
        assertThat(Overlap.of(List.of(split("holdout(valid=0.25, test=0)", "moons(n=10000)"))))
                .isCloseTo(50 / 400.0, offset(1e-12));
    }

    private static Outcome split(String split) {
        return split(split, null);
    }

    private static Outcome split(String split, String testData) {
        Outcome of = test(.9, "seed", 0L);
        Trial trial = new Trial(
                "runs",
                of.trial().factors(),
                of.trial().request().toBuilder()
                        .data("split", split)
                        .data("test", testData)
                        .build(),
                false);
        return new Outcome(
                of.id(),
                trial,
                of.state(),
                of.result(),
                of.curves(),
                of.reason(),
                of.seconds(),
                of.directory(),
                Map.of(Part.TRAIN, 400, Part.VALID, 50, Part.TEST, 100));
    }

    private static Outcome held(double share) {
        Outcome of = test(.9, "seed", 0L);
        Trial trial = new Trial(
                "runs",
                of.trial().factors(),
                of.trial().request().toBuilder().data("holdout", share).build(),
                false);
        return new Outcome(
                of.id(), trial, of.state(), of.result(), of.curves(), of.reason(), of.seconds(), of.directory());
    }
}
