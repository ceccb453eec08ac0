package rai.studies.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.studies.design.Designs.ended;
import static rai.studies.design.Designs.factor;
import static rai.studies.design.Designs.moons;
import static rai.studies.design.Designs.of;
import static rai.studies.design.Designs.plan;
import static rai.studies.design.Designs.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import rai.api.run.DataOptions;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

class TuningTest {
    private static final String AXES = "axes: {activation: [relu, tanh], rate: [1, 0.1, 0.01]}";
    private static final String BY_LOSS = "tune: {axes: [rate], metric: valid.loss, seeds: 2}";

    private static double rate(Map<String, Object> factors) {
        return ((Number) factors.get("rate")).doubleValue();
    }

    private static List<Trial> test(DesignedStudy study, String metric, ToDoubleFunction<Map<String, Object>> value) {
        List<Outcome> outcomes = new ArrayList<>(ended(plan(study), metric, value));
        Collections.reverse(outcomes); // they end in any order
        return stage(study.plan(StudyRequest.AS_IT_IS, outcomes), Design.TEST);
    }

    @Test
    void theFirstStageIsEveryCellAtEveryLevelWithTheTuningSeeds() {
        List<Trial> trials = plan(moons(AXES, BY_LOSS, "seeds: 3"));
        assertThat(trials).hasSize(2 * 3 * 2).allMatch(trial -> trial.stage().equals("tune") && !trial.keep());
        assertThat(Set.copyOf(factor(trials, "seed"))).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void theTestIsNotPlannedUntilEveryTuningTrialHasEnded() {
        DesignedStudy study = moons(AXES, BY_LOSS, "seeds: 3");
        List<Outcome> some = ended(plan(study), "loss", factors -> 1).subList(0, 11);
        assertThat(study.plan(StudyRequest.AS_IT_IS, some)).hasSize(12);
    }

    @Test
    void eachCellIsTestedAtItsOwnBestLevel() {
        List<Trial> tests = test(
                moons(AXES, BY_LOSS, "seeds: 1"),
                "loss",
                factors -> Math.abs(rate(factors) - (factors.get("activation").equals("relu") ? 1 : 0.01)));
        assertThat(factor(tests, "activation")).containsExactly("relu", "tanh");
        assertThat(factor(tests, "rate")).containsExactly(1L, 0.01);
        assertThat(factor(tests, "seed")).containsExactly(2L, 2L);
    }

    @Test
    void theTestFollowsTheTuningInOnePlan() {
        DesignedStudy study = moons(AXES, BY_LOSS, "seeds: 3");
        List<Trial> all = study.plan(StudyRequest.AS_IT_IS, ended(plan(study), "loss", factors -> 1));
        assertThat(all.subList(0, 12)).isEqualTo(plan(study));
        assertThat(all).hasSize(12 + 2 * 3);
        assertThat(study.later(StudyRequest.AS_IT_IS, plan(study))).isEqualTo(6);
        assertThat(study.later(StudyRequest.AS_IT_IS, all)).isZero();
    }

    @Test
    void aLargerAccuracyIsBetter() {
        List<Trial> tests = test(
                moons(AXES, "tune: {axes: rate, metric: valid.accuracy, seeds: 2}", "seeds: 1"),
                "accuracy",
                factors -> rate(factors));
        assertThat(factor(tests, "rate")).containsExactly(1L, 1L);
    }

    @Test
    void theMeanOverTheSeedsDecides() {
        List<Trial> tests = test(moons(AXES, BY_LOSS, "seeds: 1"), "loss", factors -> {
            boolean first = factors.get("seed").equals(0L);
            return rate(factors) == 1 ? first ? 0.0 : 0.9 : rate(factors) == 0.1 ? 0.4 : 0.5;
        });
        assertThat(factor(tests, "rate")).containsExactly(0.1, 0.1);
    }

    @Test
    void ofEqualLevelsTheFirstCounts() {
        List<Trial> tests = test(moons(AXES, BY_LOSS, "seeds: 1"), "loss", factors -> 0.5);
        assertThat(factor(tests, "rate")).containsExactly(1L, 1L);
    }

    @Test
    void aLevelAtWhichOneTrialDivergedIsWorseThanAllOthers() {
        List<Trial> tests = test(
                moons(AXES, BY_LOSS, "seeds: 1"),
                "loss",
                factors -> rate(factors) == 1 ? factors.get("seed").equals(0L) ? Double.NaN : 0 : rate(factors));
        assertThat(factor(tests, "rate")).containsExactly(0.01, 0.01);
    }

    @Test
    void ifAllDivergedTheLevelThatDivergedLeastIsTested() {
        List<Trial> tests = test(
                moons(AXES, BY_LOSS, "seeds: 1"),
                "loss",
                factors -> rate(factors) == 0.1 && factors.get("seed").equals(0L) ? 9 : Double.NaN);
        assertThat(factor(tests, "rate")).containsExactly(0.1, 0.1);
    }

    @Test
    void aLevelCanBeChosenForAllCellsTogether() {
        List<Trial> tests = test(
                moons(AXES, "tune: {axes: [rate], metric: valid.loss, seeds: 2, within: []}", "seeds: 1"),
                "loss",
                factors -> factors.get("activation").equals("relu")
                        ? rate(factors) == 1 ? 0 : 0.3
                        : rate(factors) == 1 ? 9 : rate(factors) == 0.1 ? 0.1 : 0.2);
        assertThat(factor(tests, "activation")).containsExactly("relu", "tanh");
        assertThat(factor(tests, "rate")).containsExactly(0.1, 0.1);
    }

    @Test
    void aCellThatLacksTheBestLevelIsTestedAtTheNext() {
        List<Trial> tests = test(
                moons(
                        AXES,
                        "exclude: [{activation: relu, rate: 0.01}]",
                        "tune: {axes: [rate], metric: valid.loss, seeds: 2, within: []}",
                        "seeds: 1"),
                "loss",
                factors -> rate(factors));
        assertThat(factor(tests, "rate")).containsExactly(0.1, 0.01);
    }

    @Test
    void anAxisThatVariesTogetherWithATunedOneIsTunedWithIt() {
        List<Trial> tests = test(
                moons(
                        "axes: {activation: [relu, tanh]}",
                        "zip: [{rate: [1, 0.1], \"phases[0].batch\": [64, 8]}]",
                        BY_LOSS,
                        "seeds: 1"),
                "loss",
                factors -> rate(factors));
        assertThat(factor(tests, "phases[0].batch")).containsExactly(8L, 8L);
    }

    @Test
    void onlyTheRunsOfTheFirstTestSeedAreKeptForLandscapes() {
        List<Trial> tests = test(moons(AXES, BY_LOSS, "seeds: 2", "landscapes: {seed: first}"), "loss", factors -> 1);
        assertThat(factor(tests.stream().filter(Trial::keep).toList(), "seed")).containsExactly(2L, 2L);
    }

    @Test
    void aMetricThatDoesNotExistIsReportedWithItsLine() {
        DesignedStudy study = moons(
                AXES, "tune: {axes: [rate], metric: valid.auk}", "compare: {axis: activation, metric: test.loss}");
        assertThatThrownBy(() -> study.requireMetrics(Set.of("valid.auc", "valid.loss", "test.loss")))
                .hasMessage(
                        "moons.yaml, line 8: tune.metric is valid.auk, but the runs have no such metric: did you mean"
                                + " valid.auc? There are test.loss, valid.auc, valid.loss; base.evaluation.metrics adds"
                                + " others");
    }

    @Test
    void aMetricOfAPartThatDoesNotExistIsReportedWithItsLine() {
        DesignedStudy study = moons(AXES, BY_LOSS);
        assertThatThrownBy(() -> study.requireMetrics(Set.of("train.loss")))
                .hasMessage("moons.yaml, line 8: tune.metric is valid.loss, but the runs have no validation data:"
                        + " base.data.split shares some out");
    }

    @Test
    void theTimeIsAlwaysKnown() {
        of(
                        "study: 1",
                        "base: {data: {train: moons}}",
                        "axes: {model.init: [xavier, kaiming]}",
                        "compare: {axis: model.init, metric: seconds}")
                .requireMetrics(Set.of());
    }

    @Test
    void whatMethodsReportIsKnownOnlyAfterTraining() {
        of(
                        "study: 1",
                        "base: {data: {train: moons}}",
                        "axes: {model.init: [xavier, kaiming]}",
                        "compare: {axis: model.init, metric: method.hidden_loss}")
                .requireMetrics(Set.of("train.loss"));
    }

    @Test
    void eachFoldHasItsOwnBestLevel() {
        List<Trial> tests = test(
                moons(AXES, BY_LOSS, "seeds: 1", "folds: all"),
                "loss",
                factors -> Math.abs(rate(factors) - (factors.get("fold").equals(2L) ? 0.1 : 0.01)));
        assertThat(factor(tests, "fold")).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
        assertThat(factor(tests, "rate")).containsExactly(0.01, 0.01, 0.1, 0.1, 0.01, 0.01);
    }

    @Test
    void theTestLearnsFromTheValidationDataIfAsked() {
        List<Trial> tests = test(moons(AXES, BY_LOSS, "seeds: 1", "test: {data: train+valid}"), "loss", factors -> 1);
        assertThat(tests)
                .extracting(trial -> trial.request().data().useValid())
                .containsOnly(DataOptions.UseValid.TRAIN);
    }
}
