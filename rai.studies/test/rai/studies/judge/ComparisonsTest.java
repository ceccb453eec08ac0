package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.studies.judge.Ended.answer;
import static rai.studies.judge.Ended.block;
import static rai.studies.judge.Ended.both;
import static rai.studies.judge.Ended.of;
import static rai.studies.judge.Ended.question;
import static rai.studies.judge.Ended.report;
import static rai.studies.judge.Ended.seeds;
import static rai.studies.judge.Ended.text;
import static rai.studies.judge.Ended.wanting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.study.Outcome;

class ComparisonsTest {
    private static final Question ACTIVATIONS = question(List.of("activation"));

    @Test
    void manyComparisonsThatShowNothingAreOneSentence() {
        List<Outcome> all = new ArrayList<>();
        for (String activation : List.of("relu", "tanh", "gelu", "mish")) {
            all.addAll(seeds(activation, .9, .8, .85 + activation.hashCode() % 7 * .001));
        }

        assertThat(answer(report(ACTIVATIONS, all)))
                .singleElement()
                .asString()
                .startsWith("No difference shown in any of 6 comparisons in test accuracy (n = 3;")
                .endsWith(" The report has each of them, in comparisons.csv.");
    }

    @Test
    void aReportWithoutTheTableOfComparisonsDoesNotReferToIt() {
        List<Outcome> all = new ArrayList<>();
        for (String activation : List.of("relu", "tanh", "gelu", "mish")) {
            all.addAll(seeds(activation, .9, .8, .85 + activation.hashCode() % 7 * .001));
        }

        assertThat(answer(report(wanting(ACTIVATIONS, "dots"), all)))
                .singleElement()
                .asString()
                .endsWith(" seeds).");
    }

    @Test
    void aFailedTrialIsMissingFromTheNumbersAndSoIsItsPartner() {
        List<Outcome> all = new ArrayList<>(both(seeds("relu", .9, .8, .7), seeds("tanh", .6, .5)));
        all.add(of("test", Outcome.State.FAILED, Map.of(), Map.of(), 0, "activation", "tanh", "seed", 2L));

        Report report = report(ACTIVATIONS, all);

        assertThat(text(block(report, DataTable.class, "results"), 1, "n")).isEqualTo("2");
        assertThat(text(block(report, DataTable.class, "comparisons"), 0, "n")).isEqualTo("2");
        assertThat(answer(report))
                .contains("1 trial of 6 failed and is missing from all numbers.")
                .contains("1 comparison lacks the values of some seeds, because trials failed or have no test accuracy;"
                        + " only seeds with both values count.")
                .noneMatch(sentence -> sentence.contains("fewer seeds"));
    }

    @Test
    void aLevelThatWasTrainedWithFewerSeedsIsNotReportedAsIfTrialsHadFailed() {
        List<Outcome> all = both(both(seeds("relu", .9, .8, .7, .6, .5), seeds("tanh", .6, .5)), seeds("gelu", .7, .6));

        Report report = report(ACTIVATIONS, all);

        assertThat(text(block(report, DataTable.class, "comparisons"), 0, "n")).isEqualTo("2");
        assertThat(report.answer()).noneMatch(statement -> statement.mark() == Statement.Mark.WARNING);
        assertThat(report.answer())
                .contains(Statement.remark("In 2 comparisons, one side each has fewer seeds than the other; only the"
                        + " seeds that both have are compared."));
    }

    @Test
    void aLevelThatFailedDoesNotHinderTheComparisonOfOthers() {
        List<Outcome> all = new ArrayList<>();
        for (long seed = 0; seed < 3; seed++) {
            all.add(of("test", Outcome.State.FAILED, Map.of(), Map.of(), 0, "activation", "bow", "seed", seed));
        }
        all.addAll(seeds("relu", .9, .8, .7));
        all.addAll(seeds("tanh", .8, .7, .6));
        all.addAll(seeds("gelu", .7, .6, .5));

        Report report = report(ACTIVATIONS, all);

        assertThat(block(report, DataTable.class, "comparisons").rows()).hasSize(3);
        assertThat(block(report, Chart.CriticalDifference.class, "ranks").labels())
                .containsExactly("relu", "tanh", "gelu");
    }

    @Test
    void oneLevelIsNotCompared() {
        assertThat(answer(report(ACTIVATIONS, seeds("relu", .9, .8, .7))))
                .containsExactly("Nothing is compared: activation has one level only, relu.");
    }
}
