package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.studies.judge.Ended.block;
import static rai.studies.judge.Ended.both;
import static rai.studies.judge.Ended.question;
import static rai.studies.judge.Ended.report;
import static rai.studies.judge.Ended.seeds;
import static rai.studies.judge.Ended.test;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.Report;
import rai.api.study.Outcome;

class AxisLinesTest {
    @Test
    void theMetricIsDrawnOverANumericAxisWithALinePerLevelOfTheOtherOne() {
        List<Outcome> all = new ArrayList<>();
        for (int depth : new int[] {100, 4, 30}) {
            all.add(test(.9, "depth", depth, "method", "backprop", "seed", 0L));
            all.add(test(.7, "depth", depth, "method", "backprop", "seed", 1L));
            all.add(test(depth / 1000.0, "depth", depth, "method", "rai", "seed", 0L));
        }

        Chart.Lines chart = block(report(question(List.of("depth", "method")), all), Chart.Lines.class, "over-axis");

        assertThat(chart.x().log()).isTrue();
        assertThat(chart.y().log()).isFalse();
        assertThat(chart.lines()).extracting(Chart.Line::label).containsExactly("backprop", "rai");
        assertThat(chart.lines().get(0).x()).containsExactly(4, 30, 100);
        assertThat(chart.lines().get(0).y()).containsExactly(.8, .8, .8);
        assertThat(chart.lines().get(0).low()).containsExactly(.7, .7, .7);
        assertThat(chart.lines().get(0).high()).containsExactly(.9, .9, .9);
        assertThat(chart.lines().get(1).y()).containsExactly(.004, .03, .1);
    }

    @Test
    void aThirdAxisMakesAPanelPerLevel() {
        List<Outcome> all = new ArrayList<>();
        for (String start : List.of("xavier", "kaiming")) {
            for (int depth : new int[] {4, 6, 8}) {
                all.add(test(depth / 10.0, "depth", depth, "start", start, "method", "rai", "seed", 0L));
            }
        }

        Chart.Facets chart =
                block(report(question(List.of("depth", "start", "method")), all), Chart.Facets.class, "over-axis");

        assertThat(chart.columns()).containsExactly("xavier", "kaiming");
        assertThat(chart.x().log()).isFalse();
        assertThat(chart.panels().get(0).get(1).get(0).y()).containsExactly(.4, .6, .8);
    }

    @Test
    void anAxisOfTwoLevelsOrOfNamesHasNoLines() {
        assertThat(report(question(List.of("activation")), both(seeds("relu", .8), seeds("tanh", .7)))
                        .sections())
                .flatExtracting(Report.Section::blocks)
                .noneMatch(Chart.Lines.class::isInstance);
    }
}
