package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.studies.judge.Ended.answer;
import static rai.studies.judge.Ended.block;
import static rai.studies.judge.Ended.test;
import static rai.studies.judge.Ended.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Report;

class JudgedRunsTest {
    private static Report of(rai.api.study.Outcome... outcomes) {
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
}
