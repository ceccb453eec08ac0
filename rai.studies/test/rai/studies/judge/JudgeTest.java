package rai.studies.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.studies.judge.Ended.answer;
import static rai.studies.judge.Ended.block;
import static rai.studies.judge.Ended.both;
import static rai.studies.judge.Ended.of;
import static rai.studies.judge.Ended.question;
import static rai.studies.judge.Ended.report;
import static rai.studies.judge.Ended.seeds;
import static rai.studies.judge.Ended.test;
import static rai.studies.judge.Ended.text;
import static rai.studies.judge.Ended.tune;
import static rai.studies.judge.Ended.tuned;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.probe.ProbeSeries;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.study.Curves;
import rai.api.study.Outcome;

class JudgeTest {
    private static final Question ACTIVATIONS = question(List.of("activation"));

    @Test
    void theMainTableHasARowPerCellWithItsMeanOverTheSeeds() {
        DataTable table = block(
                report(ACTIVATIONS, both(seeds("relu", .8, .9), seeds("tanh", .7, .7))), DataTable.class, "results");

        assertThat(table.rows()).hasSize(2);
        assertThat(text(table, 0, "activation")).isEqualTo("relu");
        assertThat(table.rows().get(0).get(2).value()).isEqualTo((.8 + .9) / 2);
        assertThat(text(table, 1, "test_accuracy")).isEqualTo("0.7000");
    }

    @Test
    void allMetricsHaveBothIntervals() {
        DataTable table = block(report(ACTIVATIONS, seeds("relu", .8, .9, .85)), DataTable.class, "statistics");

        assertThat(table.rows()).hasSize(2);
        assertThat(text(table, 0, "metric")).isEqualTo("test accuracy");
        // mean 0.85, sd 0.05, t(0.975; 2) = 4.3027
        assertThat(text(table, 0, "t_low")).isEqualTo("0.726");
        assertThat(text(table, 0, "bca_low")).isEqualTo("0.800");
        assertThat(text(table, 1, "metric")).isEqualTo("train loss");
    }

    @Test
    void aDifferenceThatTheCorrectedTestShowsIsCalledBetter() {
        List<Outcome> all =
                both(seeds("relu", .90, .91, .92, .93, .94, .95), seeds("tanh", .80, .812, .818, .83, .842, .848));

        assertThat(answer(report(ACTIVATIONS, all)))
                .singleElement()
                .asString()
                .startsWith("relu is better than tanh in test accuracy: difference 0.10");
    }

    @Test
    void aDifferenceThatItDoesNotShowIsNotCalledBetter() {
        List<Outcome> all = both(seeds("relu", .90, .80, .95, .70, .85), seeds("tanh", .89, .84, .90, .75, .80));

        assertThat(answer(report(ACTIVATIONS, all)))
                .singleElement()
                .asString()
                .startsWith("No difference shown between relu and tanh in test accuracy (n = 5;");
    }

    @Test
    void whatProbesHaveMeasuredIsDrawnOverTheLayersAndTheSteps() {
        ProbeSeries series = new ProbeSeries(
                "gradient-flow",
                List.of("gradient_norm"),
                List.of(
                        new ProbeSeries.Row(0, "dense_1", List.of(9.0)),
                        new ProbeSeries.Row(0, "network", List.of(8.0)),
                        new ProbeSeries.Row(10, "dense_1", List.of(1e-5)),
                        new ProbeSeries.Row(10, "dense_2", List.of(2.0)),
                        new ProbeSeries.Row(10, "network", List.of(7.0))));
        Outcome plain = test(.9, "activation", "relu", "seed", 0L);
        Outcome probed = new Outcome(
                plain.id(),
                plain.trial(),
                plain.state(),
                plain.result(),
                new Curves(new long[0], Map.of(), List.of(series)),
                "",
                1,
                Optional.empty());

        Report report = report(ACTIVATIONS, List.of(probed));

        Chart.Lines layers = block(report, Chart.Lines.class, "gradient-flow-gradient-norm-layers");
        assertThat(layers.lines().get(0).x()).containsExactly(1, 2);
        assertThat(layers.lines().get(0).y()).containsExactly(1e-5, 2);
        assertThat(layers.y().log()).isTrue();
        Chart.Lines steps = block(report, Chart.Lines.class, "gradient-flow-gradient-norm-steps");
        assertThat(steps.lines().get(0).x()).containsExactly(0, 10);
        assertThat(steps.lines().get(0).y()).containsExactly(8, 7);
    }

    @Test
    void pairsAreOfTheSameSeedWhateverTheOrderInWhichTrialsEnded() {
        List<Outcome> ordered = both(seeds("relu", .9, .8, .7, .6), seeds("tanh", .89, .79, .69, .58));
        List<Outcome> shuffled = List.of(
                ordered.get(0),
                ordered.get(7),
                ordered.get(2),
                ordered.get(5),
                ordered.get(4),
                ordered.get(6),
                ordered.get(3),
                ordered.get(1));

        DataTable table = block(report(ACTIVATIONS, shuffled), DataTable.class, "comparisons");

        assertThat(text(table, 0, "wins")).isEqualTo("4");
        assertThat(text(table, 0, "p"))
                .isEqualTo(text(block(report(ACTIVATIONS, ordered), DataTable.class, "comparisons"), 0, "p"));
    }

    @Test
    void levelsAreRankedInEachCellOfTheOtherFactorsByItself() {
        List<Outcome> all = new ArrayList<>();
        for (long depth : new long[] {2, 8}) {
            for (long seed = 0; seed < 4; seed++) {
                double offset = depth == 2 ? .1 : -.1;
                all.add(test(.5, "activation", "relu", "depth", depth, "seed", seed));
                all.add(test(.5 + offset, "activation", "tanh", "depth", depth, "seed", seed));
                all.add(test(.5 + 2 * offset, "activation", "gelu", "depth", depth, "seed", seed));
            }
        }

        Report report = report(question(List.of("activation", "depth")), all);

        assertThat(block(report, Chart.CriticalDifference.class, "ranks-depth-2")
                        .ranks())
                .containsExactly(3, 2, 1);
        assertThat(block(report, Chart.CriticalDifference.class, "ranks-depth-8")
                        .ranks())
                .containsExactly(1, 2, 3);
        assertThat(block(report, Chart.CriticalDifference.class, "ranks-depth-8")
                        .caption())
                .contains("over 4 seeds");
    }

    @Test
    void cellsOfSeveralFactorsHaveColoursOfTheirOwn() {
        List<Outcome> all = List.of(
                test(.5, "activation", "relu", "depth", 2L, "seed", 0L),
                test(.6, "activation", "relu", "depth", 8L, "seed", 0L));

        Chart.Dots dots = block(report(question(List.of("activation", "depth")), all), Chart.Dots.class, "seeds");

        assertThat(dots.groups()).extracting(Chart.Group::key).containsExactly("relu, 2", "relu, 8");
    }

    @Test
    void aCellWithTrialsThatDivergedIsNamed() {
        List<Outcome> all = new ArrayList<>(both(seeds("relu", .9, .8), seeds("tanh", .6, .5)));
        all.add(of(
                "test",
                Outcome.State.DIVERGED,
                Map.of("accuracy", .4),
                Map.of(),
                5,
                "activation",
                "swish",
                "seed",
                0L));

        assertThat(answer(report(ACTIVATIONS, all)))
                .contains("swish: 1 of 1 trial diverged; its numbers below include those of the last good state before"
                        + " that.");
    }

    @Test
    void overlappingTrainingRowsWidenTheInterval() {
        List<Outcome> all = both(seeds("relu", .9, .8, .7, .9), seeds("tanh", .8, .75, .6, .85));
        double alone = width(report(ACTIVATIONS, all));
        double overlapping = width(report(Ended.overlapping(ACTIVATIONS, 1 / 3.0), all));

        // 1/n + test/train in place of 1/n: sqrt(1/4 + 1/3) / sqrt(1/4)
        assertThat(overlapping / alone).isCloseTo(Math.sqrt(7 / 3.0), org.assertj.core.data.Offset.offset(1e-9));
    }

    private static double width(Report report) {
        var row = block(report, DataTable.class, "comparisons").rows().get(0);
        return (Double) row.get(5).value() - (Double) row.get(4).value();
    }

    @Test
    void anUnfinishedStudySaysSoFirst() {
        List<Outcome> all = seeds("relu", .9, .8);
        Report report = TrialsSection.added(report(ACTIVATIONS, all), all, Ended.status(10, 2), Path.of("moons"));

        assertThat(report.answer().get(0))
                .isEqualTo(Statement.warning("The study is not complete: 2 of 10 trials known so far have ended."));
    }

    @Test
    void theCurveOverATunedRateMarksTheChosenOneAndIsInterruptedWhereATrialDiverged() {
        List<Outcome> all = new ArrayList<>(List.of(
                tune(.5, "activation", "relu", "rate", .01, "seed", 0L),
                tune(.2, "activation", "relu", "rate", .1, "seed", 0L)));
        all.add(of(
                Question.TUNE,
                Outcome.State.DIVERGED,
                Map.of(),
                Map.of("loss", .1),
                12,
                "activation",
                "relu",
                "rate",
                1.0,
                "seed",
                0L));

        Report report = report(tuned(ACTIVATIONS, "rate"), all);
        Chart.Lines curve = block(report, Chart.Lines.class, "tuning");
        Chart.HeatMap map = block(report, Chart.HeatMap.class, "tuning-map");

        assertThat(curve.lines().get(0).marked()).containsExactly(1);
        assertThat(curve.lines().get(0).y()[2]).isNaN();
        assertThat(curve.x().log()).isTrue();
        assertThat(map.notes()[0][2]).isEqualTo("diverged at step 12");
    }

    @Test
    void theMapOfAllLevelsNotesThoseThatWereTested() {
        List<Outcome> all = List.of(
                tune(.5, "activation", "relu", "rate", .01, "seed", 0L),
                tune(.2, "activation", "relu", "rate", .1, "seed", 0L),
                tune(.1, "activation", "tanh", "rate", .01, "seed", 0L),
                tune(.2, "activation", "tanh", "rate", .1, "seed", 0L),
                test(.9, "activation", "relu", "rate", .1, "seed", 1L),
                test(.9, "activation", "tanh", "rate", .01, "seed", 1L));
        Chart.HeatMap map = block(report(tuned(ACTIVATIONS, "rate"), all), Chart.HeatMap.class, "tuning-map");
        assertThat(map.notes()).isDeepEqualTo(new String[][] {{"", "chosen"}, {"chosen", ""}});
    }

    @Test
    void anIntervalBeyondTheEndsOfAScaleIsShownAsItIsAndExplained() {
        Chart.Dots dots = block(report(ACTIVATIONS, seeds("relu", .999, .9, 1)), Chart.Dots.class, "seeds");
        assertThat(dots.groups().get(0).high()).isGreaterThan(1);
        assertThat(dots.caption()).contains("Student's t does not know the ends of a scale");
        Chart.Dots inside = block(report(ACTIVATIONS, seeds("relu", .5, .51, .52)), Chart.Dots.class, "seeds");
        assertThat(inside.caption()).doesNotContain("ends of a scale");
    }

    @Test
    void levelsAreRankedOverTheSeedsAndJoinedIfTheyDoNotDiffer() {
        List<Outcome> all = new ArrayList<>(seeds("relu", .9, .8, .7, .9));
        all.addAll(seeds("tanh", .8, .7, .6, .8));
        all.addAll(seeds("gelu", .7, .6, .5, .7));

        Chart.CriticalDifference ranks = block(report(ACTIVATIONS, all), Chart.CriticalDifference.class, "ranks");

        assertThat(ranks.labels()).containsExactly("relu", "tanh", "gelu");
        assertThat(ranks.ranks()).containsExactly(1, 2, 3);
        // q(0.05, 3) = 2.343 of Demsar (2006), times sqrt(3 * 4 / (6 * 4))
        assertThat(ranks.difference()).isCloseTo(2.343 * Math.sqrt(.5), org.assertj.core.data.Offset.offset(1e-3));
        assertThat(ranks.cliques()).containsExactly(List.of(0, 1), List.of(1, 2));
    }

    @Test
    void threeSeedsWouldHaveNamedAnotherOneInTheShareOfTheirChoices() {
        // of the four choices of three seeds, only those with seed 0 and at least one of the rest weighing less name
        // relu
        List<Outcome> all = both(seeds("relu", 1.0, .5, .5, .5), seeds("tanh", .55, .55, .55, .55));

        Chart.Bars bars = block(report(ACTIVATIONS, all), Chart.Bars.class, "three-seeds");

        assertThat(bars.series().get(0).values()).containsExactly(.75, .25);
    }

    @Test
    void everyTrialHasTheCommandThatRepeatsIt() {
        List<Outcome> all = seeds("relu", .9);

        DataTable trials = block(
                TrialsSection.added(report(ACTIVATIONS, all), all, Ended.status(1, 1), Path.of("my studies", "moons")),
                DataTable.class,
                "trials");

        assertThat(text(trials, 0, "repeat"))
                .isEqualTo("./rai study repeat 'my studies/moons' "
                        + all.get(0).id().substring(0, 12));
        assertThat(text(trials, 0, "test_accuracy")).isEqualTo("0.9000");
    }

    @Test
    void failuresAreListedByTheirCause() {
        List<Outcome> all = new ArrayList<>(seeds("relu", .9, .8));
        all.add(of("test", Outcome.State.FAILED, Map.of(), Map.of(), 0, "activation", "bow", "seed", 0L));

        DataTable failures = block(
                TrialsSection.added(report(ACTIVATIONS, all), all, Ended.status(3, 3), Path.of("moons")),
                DataTable.class,
                "failures");

        assertThat(text(failures, 0, "cause")).isEqualTo("the activation bow threw an exception");
        assertThat(text(failures, 0, "trials")).isEqualTo("1");
        assertThat(failures.title()).isEqualTo("Failed trials; ./rai study retry trains them again");
    }

    @Test
    void theSameOutcomesGiveTheSameReport() {
        List<Outcome> all = both(seeds("relu", .90, .80, .95, .70), seeds("tanh", .89, .84, .90, .75));

        assertThat(block(report(ACTIVATIONS, all), DataTable.class, "results"))
                .isEqualTo(block(report(ACTIVATIONS, all), DataTable.class, "results"));
    }
}
