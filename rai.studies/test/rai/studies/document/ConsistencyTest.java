package rai.studies.document;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

/** Axes, templates and keys that do not fit together. */
class ConsistencyTest {
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
}
