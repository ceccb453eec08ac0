package rai.studies.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

/** Seeds, folds, tuning, comparisons and expectations: what is read, and what is refused. */
class StudyPartsTest {
    private static final String START =
            "study: 1\nbase: {data: {train: moons}, model: {network: \"{activation} dense\"}}\n";
    private static final String AXES = "axes: {activation: [relu, tanh]}\n";

    private static StudyDocument read(String text) {
        return StudyDocuments.read(text, "moons.yaml", Optional.empty());
    }

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class).hasMessage(sentence);
    }

    @Test
    void tuningOnTheTestDataIsRefused() {
        refused(
                START + AXES + "tune: {axes: [activation], metric: test.accuracy}\n",
                "moons.yaml, line 4: tune.metric is test.accuracy, but nothing may be tuned on the test data: use"
                        + " valid.accuracy");
    }

    @Test
    void tuningByTheTimeIsRefused() {
        refused(
                START + AXES + "tune: {axes: [activation], metric: seconds}\n",
                "moons.yaml, line 4: tune.metric is seconds, by which nothing can be tuned: use a metric such as"
                        + " valid.loss");
    }

    @Test
    void aMetricWithoutPartIsRefused() {
        refused(
                START + AXES + "compare: {axis: activation, metric: accuracy}\n",
                "moons.yaml, line 4: compare.metric is accuracy, but a metric is a part of the data with what is"
                        + " measured on it, such as valid.loss or test.accuracy, what the method reports, such as"
                        + " method.hidden_loss, or seconds or steps");
    }

    @Test
    void whatAMethodReportsIsAMetric() {
        assertThat(read(START + AXES + "compare: {axis: activation, metric: method.hidden_loss}\n")
                        .metrics())
                .containsEntry("compare.metric", "method.hidden_loss");
    }

    @Test
    void anUnknownAxisToTuneIsRefused() {
        refused(
                START + AXES + "tune: {axes: [rate], metric: valid.loss}\n",
                "moons.yaml, line 4: tune.axes[0]: unknown axis 'rate': there are: activation");
    }

    @Test
    void comparingATunedAxisIsRefused() {
        refused(
                START + AXES + "tune: {axes: [activation], metric: valid.loss}\n"
                        + "compare: {axis: activation, metric: test.loss}\n",
                "moons.yaml, line 5: compare.axis is activation, which is tuned: each cell has its best level of it, so"
                        + " there is nothing to compare");
    }

    @Test
    void comparingOneLevelIsRefused() {
        refused(
                START + "axes: {activation: [relu]}\ncompare: {axis: activation, metric: test.loss}\n",
                "moons.yaml, line 4: compare.axis is activation, which has one level: there is nothing to compare");
    }

    @Test
    void aComparisonNeedsTwoSeeds() {
        refused(
                START + AXES + "seeds: 1\ncompare: {axis: activation, metric: test.loss}\n",
                "moons.yaml, line 4: seeds gives one seed, but compare tests a difference, which needs at least 2");
    }

    @Test
    void foldsAreBlocksOfAComparisonAsWell() {
        StudyDocument study = read("study: 1\nbase: {data: {train: moons, split: k-fold(k=3)}}\n"
                + "axes: {model.init: [xavier, kaiming]}\nseeds: 1\nfolds: [1, 2]\n"
                + "compare: {axis: model.init, metric: test.loss}\n");
        assertThat(study.folds().orElseThrow().numbers()).containsExactly(1, 2);
    }

    @Test
    void comparingOnValidationDataThatAreTrainedOnIsRefused() {
        refused(
                START + AXES + "test: {data: train+valid}\ncompare: {axis: activation, metric: valid.loss}\n",
                "moons.yaml, line 5: compare.metric is valid.loss, but with test.data train+valid there are no"
                        + " validation data left: use a metric of the test data");
    }

    @Test
    void anUnknownBaselineIsRefused() {
        refused(
                START + AXES + "compare: {axis: activation, metric: test.loss, baseline: rely}\n",
                "moons.yaml, line 4: compare.baseline: unknown level of activation 'rely': did you mean 'relu'? There"
                        + " are: relu, tanh");
    }

    @Test
    void anUnknownPartOfTheReportIsRefused() {
        assertThatThrownBy(() -> read(START + AXES + "report:\n- table\n- heatmap\n"))
                .hasMessageStartingWith(
                        "moons.yaml, line 6: report[1]: unknown part of a report 'heatmap': did you mean 'heat-map'?");
    }

    @Test
    void aSeedThatIsThereTwiceIsRefused() {
        refused(
                START + AXES + "seeds: [1, 2, 1]\n",
                "moons.yaml, line 4: seeds[2] is 1, which is there twice: leave out one");
    }

    @Test
    void noSeedsAreRefused() {
        refused(START + AXES + "seeds: 0\n", "moons.yaml, line 4: seeds must be at least 1, but is 0");
    }

    @Test
    void foldsThatOverlapAreRefused() {
        refused(
                START + AXES + "folds: [1, 2, 2]\n",
                "moons.yaml, line 4: folds[2] is 2, which is there twice: folds must not overlap, leave out one");
    }

    @Test
    void foldsAreCountedFromOne() {
        refused(START + AXES + "folds: [0]\n", "moons.yaml, line 4: folds[0] must be at least 1, but is 0");
    }

    @Test
    void aFoldInTheBaseBesideFoldsIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons, fold: 2}}\naxes: {model.init: [xavier]}\nfolds: all\n",
                "moons.yaml, line 2: base.data.fold is not allowed: the folds of the study set it: see folds");
    }

    @Test
    void anExclusionOfALevelThatDoesNotExistIsRefused() {
        refused(
                START + AXES + "exclude:\n- {activation: gelu}\n",
                "moons.yaml, line 5: exclude[0].activation: unknown level of activation 'gelu': did you mean 'relu'?"
                        + " There are: relu, tanh");
    }

    @Test
    void anExpectationOfNothingIsRefused() {
        refused(
                START + AXES + "expect:\n- {cell: {activation: relu}, metric: test.loss}\n",
                "moons.yaml, line 5: expect[0] expects nothing: give reference and within, above, below, diverges or"
                        + " order");
    }

    @Test
    void aReferenceNeedsATolerance() {
        refused(
                START + AXES + "expect:\n- {metric: test.loss, reference: 0.1}\n",
                "moons.yaml, line 5: expect[0] has a reference, but not within: say how much the value may differ from"
                        + " it");
    }

    @Test
    void anExpectationIsRead() {
        Expectation expected = read(START + AXES
                        + "expect: [{cell: {activation: relu}, metric: test.accuracy, above: .8, seeds: every, source:"
                        + " us}]\n")
                .expectations()
                .get(0);
        assertThat(expected.cell()).containsEntry("activation", "relu");
        assertThat(expected.above()).hasValue(0.8);
        assertThat(expected.everySeed()).isTrue();
        assertThat(expected.source()).isEqualTo("us");
    }

    @Test
    void anOrderIsOneOfTheComparedAxis() {
        Expectation expected = read(START + AXES + "compare: {axis: activation, metric: test.loss}\n"
                        + "expect: [{order: [tanh, relu], metric: test.loss}]\n")
                .expectations()
                .get(0);
        assertThat(expected.axis()).contains("activation");
        assertThat(expected.order()).isEqualTo(List.of("tanh", "relu"));
    }

    @Test
    void theQuickFormMustNotBreakUpAxesThatVaryTogether() {
        refused(
                START + "zip:\n- {activation: [relu, tanh], model.init: [xavier, kaiming]}\n"
                        + "quick: {axes: {activation: [relu]}}\n",
                "moons.yaml, line 5: quick.axes must give the same number of levels to activation and model.init, which"
                        + " vary together");
    }
}
