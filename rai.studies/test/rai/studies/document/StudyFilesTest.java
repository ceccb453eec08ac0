package rai.studies.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read, and the one sentence for everything that is wrong. */
class StudyFilesTest {
    private static final String START =
            "study: 1\nbase: {data: {train: moons}, model: {network: \"{activation} dense\"}}\n";
    private static final String AXES = "axes: {activation: [relu, tanh]}\n";

    private static StudyDocument read(String text) {
        return StudyFiles.read(text, "moons.yaml", Optional.empty());
    }

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(rai.api.spec.SpecException.class)
                .hasMessage(sentence);
    }

    @Test
    void theNameOfAStudyIsThatOfItsFile() {
        StudyDocument study = StudyFiles.read(START + AXES, "studies/moons.yaml", Optional.empty());
        assertThat(study.name()).isEqualTo("moons");
        assertThat(study.title()).isEqualTo("moons");
    }

    @Test
    void jsonIsReadAsWell() {
        StudyDocument study = StudyFiles.read(
                "{\"study\": 1,\n"
                        + "\t\"base\": {\"data\": {\"train\": \"moons\"}},\n"
                        + "\t\"axes\": {\"model.init\": [\"xavier\"]},\n"
                        + "\t\"seeds\": 3\n"
                        + "}",
                "moons.json",
                Optional.empty());
        assertThat(study.seeds().count()).isEqualTo(3);
    }

    @Test
    void theSourceIsKeptAsItWasWritten() {
        assertThat(read(START + AXES + "# a remark\n").source().text()).endsWith("# a remark\n");
    }

    @Test
    void aFileIsReadFromDisk(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("moons.yml"), START + AXES);
        assertThat(StudyFiles.read(file).directory()).contains(directory);
    }

    @Test
    void aMissingFileIsRefused(@TempDir Path directory) {
        Path file = directory.resolve("moons.yaml");
        assertThatThrownBy(() -> StudyFiles.read(file)).hasMessage("there is no study file " + file);
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> StudyFiles.read(Path.of("moons.txt")))
                .hasMessage("moons.txt is not a study file: its name must end in .yaml, .yml or .json");
    }

    @Test
    void aFileFromANewerVersionIsRefused() {
        refused(
                "study: 2\nnew: 1\n",
                "moons.yaml, line 1: the study is of version 2, and this version of RAI reads studies up to version 1:"
                        + " use a newer version of RAI");
    }

    @Test
    void aFileWithoutVersionIsRefused() {
        refused(
                AXES,
                "moons.yaml, line 1: the study does not say the version of its format: write study: 1 in its first"
                        + " line");
    }

    @Test
    void anEmptyFileIsRefused() {
        refused("", "moons.yaml, line 1: the study is empty: a study file has at least study, base and axes");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        refused(START + AXES + "\nseds: 3\n", "moons.yaml, line 5: seds is unknown: did you mean seeds?");
    }

    @Test
    void anUnknownKeyWithinAPartIsRefused() {
        refused(
                START + AXES + "tune:\n  axes: [activation]\n  metrics: valid.loss\n",
                "moons.yaml, line 6: tune.metrics is unknown: did you mean metric?");
    }

    @Test
    void aDuplicateKeyIsRefused() {
        assertThatThrownBy(() -> read(START + AXES + "seeds: 1\nseeds: 2\n"))
                .hasMessageStartingWith("moons.yaml, line 5, column 1: found duplicate key seeds");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("study: 1\nbase: {a: [}\n"))
                .hasMessageStartingWith("moons.yaml, line 2, column 12: ");
    }

    @Test
    void aDeepDocumentIsRefused() {
        refused(
                "study: 1\nbase: " + "[".repeat(60) + "]".repeat(60),
                "moons.yaml, line 2, column 56: the document is nested more than 50 deep");
    }

    @Test
    void aDocumentThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> read("study: 1\nbase: &a {b: *a}\n")).hasMessageContaining("nested more than 50 deep");
    }

    @Test
    void aHugeDocumentIsRefused() {
        refused(
                "study: 1\n# " + "x".repeat(1 << 20),
                "moons.yaml has more than 1048576 characters: a study file describes a study, data belong into files of"
                        + " their own");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder text = new StringBuilder("study: 1\na0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 7; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> read(text.toString()))
                .hasMessageContaining("Number of aliases for non-scalar nodes exceeds");
    }

    @Test
    void aStudyWithoutBaseIsRefused() {
        refused(
                "study: 1\n" + AXES,
                "moons.yaml, line 1: the study has no base: give the run that all trials have in common");
    }

    @Test
    void aStudyWithoutAxesIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\n",
                "moons.yaml, line 1: the study has no axes: give at least one, or train its base by itself");
    }

    @Test
    void anAxisThatIsUsedNowhereIsRefused() {
        refused(
                START + "axes:\n  activation: [relu]\n  rate: [1]\n",
                "moons.yaml, line 5: axes.rate is used nowhere: write {rate} where it belongs, or name the axis by a"
                        + " key such as phases[0].batch");
    }

    @Test
    void aTemplateWithoutAxisIsRefused() {
        refused(
                START + "axes: {activaton: [relu]}\n",
                "moons.yaml, line 2: base.model.network has {activation}, but there is no axis of that name: did you"
                        + " mean {activaton}?");
    }

    @Test
    void aTemplateForAFoldWithoutFoldsIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: \"moons(seed={fold})\"}}\naxes: {model.init: [xavier]}\n",
                "moons.yaml, line 2: base.data.train has {fold}, but there are no folds: give folds");
    }

    @Test
    void anEmptyAxisIsRefused() {
        refused(
                START + "axes: {activation: []}\n",
                "moons.yaml, line 3: axes.activation has no levels: give at least one, or leave the axis out");
    }

    @Test
    void aLevelThatIsThereTwiceIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes:\n  phases[0].l1:\n  - 0.1\n  - 1e-1\n",
                "moons.yaml, line 6: axes.phases[0].l1 has the level 0.1 twice: leave out one");
    }

    @Test
    void aLabelThatIsThereTwiceIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes:\n  start:\n  - {label: a, set: {model.init: xavier}}\n"
                        + "  - {label: a, set: {model.init: kaiming}}\n",
                "moons.yaml, line 6: axes.start has the level a twice: leave out one");
    }

    @Test
    void aLevelWithoutLabelIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes: {start: [{set: {model.init: xavier}}]}\n",
                "moons.yaml, line 3: axes.start[0] needs a label: a short text by which results name this level");
    }

    @Test
    void aLevelThatSetsNothingIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes: {start: [{label: a}]}\n",
                "moons.yaml, line 3: axes.start[0] has neither value nor set: a level gives a template its value, or"
                        + " sets keys");
    }

    @Test
    void axesOfAZipOfDifferentLengthAreRefused() {
        refused(
                START + "zip:\n- {activation: [relu, tanh], model.init: [xavier]}\n",
                "moons.yaml, line 4: zip[0].model.init has 1 level, but activation has 2: axes that vary together need"
                        + " equally many");
    }

    @Test
    void anAxisThatIsCrossedAndZippedIsRefused() {
        refused(
                START + AXES + "zip: [{activation: [relu], model.init: [xavier]}]\n",
                "moons.yaml, line 4: zip[0].activation is an axis already: an axis is either crossed or varies together"
                        + " with others");
    }

    @Test
    void theSeedIsNotAnAxis() {
        refused(
                START + "axes: {activation: [relu], seed: [1]}\n",
                "moons.yaml, line 3: axes.seed is not an axis: every study varies the seed by itself, see seeds");
    }

    @Test
    void keepingInTheBaseIsRefused() {
        refused(
                "study: 1\n"
                        + "base:\n"
                        + "  data: {train: moons}\n"
                        + "  keeping: {directory: runs/x}\n"
                        + "axes: {model.init: [xavier]}\n",
                "moons.yaml, line 4: base.keeping is not allowed: a study decides where its runs are kept; leave it"
                        + " out");
    }

    @Test
    void aSeedInTheBaseIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}, execution: {seed: 3}}\naxes: {model.init: [xavier]}\n",
                "moons.yaml, line 2: base.execution.seed is not allowed: the seeds of the study set it: see seeds");
    }

    @Test
    void keepingOfALevelIsRefused() {
        refused(
                "study: 1\nbase: {data: {train: moons}}\naxes: {start: [{label: a, set: {keeping.keep: 3}}]}\n",
                "moons.yaml, line 3: axes.start[0].set.keeping.keep is not allowed: a study decides where its runs are"
                        + " kept");
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
                        + " measured on it, such as valid.loss or test.accuracy, or seconds or steps");
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
