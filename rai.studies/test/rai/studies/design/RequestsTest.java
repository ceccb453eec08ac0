package rai.studies.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.studies.design.Designs.factor;
import static rai.studies.design.Designs.moons;
import static rai.studies.design.Designs.of;
import static rai.studies.design.Designs.optimizers;
import static rai.studies.design.Designs.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.DataException;
import rai.api.run.RefusalException;
import rai.api.run.RunRequest;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.api.study.Trial;
import rai.studies.document.StudyDocuments;

class RequestsTest {
    @Test
    void aTrialIsTheRunOfItsBaseWithItsLevelsInTheTemplates() {
        List<Trial> trials = plan(moons("axes: {activation: [relu], rate: [0.1]}", "seeds: [3]"));
        assertThat(trials)
                .singleElement()
                .extracting(Trial::request)
                .isEqualTo(RunRequest.builder()
                        .train("moons(n=100)")
                        .data("split", "0.6/0.2/0.2")
                        .network("dense(8) relu dense")
                        .phase("backprop", phase -> phase.epochs(3).optimizer("sgd(rate=0.1)"))
                        .seed(3)
                        .build());
    }

    @Test
    void numbersAreWrittenAsShortAsTheyAreExact() {
        List<Trial> trials = plan(moons(
                "axes: {activation: [relu], rate: [1e-2, 0.10, 100, 1.0, 2.5e-05, 1e20, 0.12345678901234567891]}",
                "seeds: 1"));
        assertThat(optimizers(trials))
                .containsExactly(
                        "sgd(rate=0.01)",
                        "sgd(rate=0.1)",
                        "sgd(rate=100)",
                        "sgd(rate=1)",
                        "sgd(rate=2.5e-5)",
                        "sgd(rate=1e20)",
                        "sgd(rate=0.12345678901234567891)");
    }

    @Test
    void anAxisNamedByAKeySetsIt() {
        List<Trial> trials = plan(moons(
                "axes: {activation: [relu], rate: [1], \"phases[0].batch\": [8, 16], model.init: [xavier]}",
                "seeds: 1"));
        assertThat(trials)
                .extracting(trial -> trial.request().phases().get(0).batch())
                .containsExactly(8, 16);
        assertThat(trials).allMatch(trial -> trial.request().model().init().equals("xavier"));
        assertThat(factor(trials, "phases[0].batch")).containsExactly(8L, 16L);
    }

    @Test
    void aLevelWithALabelSetsSeveralKeys() {
        List<Trial> trials = plan(of(
                "study: 1",
                "base: {data: {train: moons}}",
                "axes:",
                "  variant:",
                "  - {label: slow, set: {model.init: xavier, \"phases[0].steps\": 5}}",
                "  - {label: fast, set: {phases: [{method: rai, steps: 2}, {method: refit, steps: 1}]}}",
                "seeds: 1"));
        assertThat(factor(trials, "variant")).containsExactly("slow", "fast");
        assertThat(trials.get(0).request().model().init()).isEqualTo("xavier");
        assertThat(trials.get(0).request().phases().get(0).steps()).contains(5L);
        assertThat(trials.get(1).request().phases())
                .extracting(phase -> phase.method())
                .containsExactly("rai", "refit");
    }

    @Test
    void aLabelNamesALongValue() {
        List<Trial> trials = plan(
                moons("axes: {activation: [{label: leaky, value: leaky-relu(slope=0.1)}], rate: [1]}", "seeds: 1"));
        assertThat(factor(trials, "activation")).containsExactly("leaky");
        assertThat(trials.get(0).request().model().network()).isEqualTo("dense(8) leaky-relu(slope=0.1) dense");
    }

    @Test
    void aLevelMayContainTheLevelOfAnotherAxis() {
        List<Trial> trials =
                plan(moons("axes: {width: [4], activation: [\"relu dense({width}) relu\"], rate: [1]}", "seeds: 1"));
        assertThat(trials.get(0).request().model().network()).isEqualTo("dense(8) relu dense(4) relu dense");
    }

    @Test
    void aLevelThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> moons("axes: {activation: [\"relu {activation}\"], rate: [1]}"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("moons.yaml, line 7: ")
                .hasMessageContaining("a level must not have a place for its own axis");
    }

    @Test
    void aTextThatIsATemplateAloneBecomesANumber() {
        List<Trial> trials = plan(of(
                "study: 1",
                "base: {data: {train: moons}, phases: [{batch: \"{batch}\"}]}",
                "axes: {batch: [8, 16]}",
                "seeds: 1"));
        assertThat(trials)
                .extracting(trial -> trial.request().phases().get(0).batch())
                .containsExactly(8, 16);
    }

    @Test
    void theSeedCanBePartOfTheData() {
        List<Trial> trials = plan(of(
                "study: 1",
                "base: {data: {train: \"moons(seed={seed})\"}}",
                "axes: {model.init: [xavier]}",
                "seeds: 2"));
        assertThat(trials)
                .extracting(trial -> trial.request().data().train())
                .containsExactly("moons(seed=0)", "moons(seed=1)");
        assertThat(trials)
                .extracting(trial -> trial.request().execution().seed())
                .containsExactly(0L, 1L);
    }

    @Test
    void trialsOfOneCellDifferInTheirSeedAlone() {
        List<Trial> trials = plan(moons("axes: {activation: [relu], rate: [1]}", "seeds: [4, 7]"));
        assertThat(trials)
                .extracting(trial -> trial.request().execution().seed())
                .containsExactly(4L, 7L);
        assertThat(trials.get(1).request().toBuilder().seed(4).build())
                .isEqualTo(trials.get(0).request());
    }

    @Test
    void anOverrideSetsKeysOfTheCellsThatItNames() {
        List<Trial> trials = plan(moons(
                "axes: {activation: [relu, tanh], rate: [1]}",
                "override: [{when: {activation: tanh}, set: {model.init: \"xavier({rate})\"}}]",
                "seeds: 1"));
        assertThat(trials)
                .extracting(trial -> trial.request().model().init())
                .containsExactly("isometric", "xavier(1)");
    }

    @Test
    void stepsReplaceTheEpochsOfTheBase() {
        List<Trial> trials = plan(moons("axes: {activation: [relu], rate: [1], \"phases[0].steps\": [7]}", "seeds: 1"));
        assertThat(trials.get(0).request().phases().get(0).epochs()).isEmpty();
    }

    @Test
    void anUnknownKeyOfTheBaseIsReportedWithItsLine() {
        assertThatThrownBy(() -> of(
                        "study: 1",
                        "base:",
                        "  data: {train: moons}",
                        "  phases:",
                        "  - method: rai",
                        "    bacth: 3",
                        "axes: {model.init: [xavier]}"))
                .hasMessage("moons.yaml, line 6: base.phases[0].bacth is unknown: did you mean batch?");
    }

    @Test
    void anUnknownKeyOfAnAxisIsReportedAtTheAxis() {
        assertThatThrownBy(() -> moons("axes:", "  activation: [relu]", "  rate: [1]", "  phases[0].bacth: [8]"))
                .hasMessage("moons.yaml, line 10: phases[0].bacth is unknown: did you mean batch?");
    }

    @Test
    void aWrongValueOfALevelIsReportedAtTheLevel() {
        assertThatThrownBy(() ->
                        moons("axes:", "  activation: [relu]", "  rate: [1]", "  phases[0].batch:", "  - 8", "  - big"))
                .hasMessage("moons.yaml, line 12: phases[0].batch must be a whole number, but is 'big'");
    }

    @Test
    void aPhaseThatDoesNotExistIsReported() {
        assertThatThrownBy(() -> moons("axes: {activation: [relu], rate: [1], \"phases[3].batch\": [8]}"))
                .hasMessage("moons.yaml, line 7: phases[3].batch does not exist: there is 1, counted from phases[0]");
    }

    @Test
    void aProblemThatShowsWhenServicesAreResolvedIsReportedAtItsLine() {
        DesignedStudy study = moons("axes:", "  activation: [relu]", "  rate: [1]");
        Trial trial = plan(study).get(0);
        assertThat(study.explain(trial, new DocumentException("phases[0].optimizer", "is unknown")))
                .hasMessage("moons.yaml, line 6: base.phases[0].optimizer is unknown");
    }

    @Test
    void dataThatAreMissingStayTheCause() {
        DesignedStudy study = moons("axes:", "  activation: [relu]", "  rate: [1]");
        DataException missing = new DataException("there is no file a.csv");
        assertThat(study.explain(plan(study).get(0), missing)).hasCause(missing);
    }

    @Test
    void aServiceOfALevelThatDoesNotExistIsReportedAtTheLevel() {
        DesignedStudy study =
                moons("axes:", "  activation: [relu]", "  rate: [1]", "  model.init:", "  - xavier", "  - xavir");
        assertThat(study.explain(
                        plan(study).get(1),
                        DocumentException.at("model.init", new SpecException("unknown initializer"))))
                .hasMessage("moons.yaml, line 12: model.init: unknown initializer");
    }

    @Test
    void aServiceOfTheQuickFormThatDoesNotExistIsReportedThere() {
        DesignedStudy study =
                moons("axes: {activation: [relu], rate: [1]}", "quick:", "  set:", "    model.init: xavir");
        Trial trial = study.plan(Designs.quick(), List.of()).get(0);
        assertThat(study.explain(trial, DocumentException.at("model.init", new SpecException("unknown initializer"))))
                .hasMessage("moons.yaml, line 10: model.init: unknown initializer");
    }

    @Test
    void partsOfARunThatDoNotFitTogetherAreReportedWithTheTrial() {
        DesignedStudy study = moons("axes:", "  activation: [relu]", "  rate: [1]");
        assertThat(study.explain(
                        plan(study).get(0),
                        new RefusalException("the split is empty", "use --split", "set data.split")))
                .hasMessage(
                        "moons.yaml, line 2: the trial activation=relu, rate=1, seed=0 can't be trained: the split is"
                                + " empty: set data.split");
    }

    @Test
    void aFileBesideTheStudyIsFoundFromAnyDirectory(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("people.csv"), "a,b\n1,2\n");
        Path file = directory.resolve("people.yaml");
        Files.writeString(file, """
            study: 1
            base: {data: {train: people.csv, test: "csv(file=people.csv, target=b)"}}
            axes: {model.init: [xavier]}
            seeds: 1
            """);
        RunRequest request = plan(new DesignedStudy(StudyDocuments.read(file), Designs.NOBODY, Designs.services(1)))
                .get(0)
                .request();
        assertThat(request.data().train())
                .isEqualTo(directory.resolve("people.csv").toString());
        assertThat(request.data().test().orElseThrow())
                .isEqualTo("csv(file=" + directory.resolve("people.csv") + ", target=b)");
    }

    @Test
    void aFileThatIsNotBesideTheStudyIsLeftToTheWorkingDirectory(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("people.yaml");
        Files.writeString(file, "{study: 1, base: {data: {train: other.csv}}, axes: {model.init: [xavier]}}");
        RunRequest request = plan(new DesignedStudy(StudyDocuments.read(file), Designs.NOBODY, Designs.services(1)))
                .get(0)
                .request();
        assertThat(request.data().train()).isEqualTo("other.csv");
    }
}
