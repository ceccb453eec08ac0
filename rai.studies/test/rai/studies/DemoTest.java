package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.run.Model;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.testkit.stub.StubModel;

/** The study without a trainer: what it plans, and what it makes of outcomes. */
class DemoTest {
    private final Demo demo = new Demo();
    private double lossOfBackprop = Math.log(2);

    private static StudyRequest seeds(int number) {
        return new StudyRequest(Optional.of(number), Optional.empty(), false, Map.of());
    }

    @Test
    void fourVariantsAreTrainedWithEverySeed() {
        List<Trial> trials = demo.plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(trials)
                .extracting(trial -> trial.request().execution().seed())
                .containsExactly(0L, 1L, 2L, 0L, 1L, 2L, 0L, 1L, 2L, 0L, 1L, 2L);
        assertThat(trials).extracting(trial -> trial.request().phases().size()).containsOnly(1, 2);
    }

    @Test
    void theRunsOfTheFirstSeedAreKeptForTheirLandscapes() {
        assertThat(demo.plan(seeds(2), List.of()))
                .extracting(Trial::keep)
                .containsExactly(true, false, true, false, true, false, true, false);
    }

    @Test
    void oneMethodAloneCanBeTrained() {
        StudyRequest only = new StudyRequest(
                Optional.of(1), Optional.of(5L), false, Map.of("method", List.of("RAI, reference start")));
        assertThat(demo.plan(only, List.of())).singleElement().satisfies(trial -> {
            assertThat(trial.factors())
                    .containsEntry("method", "RAI, reference start")
                    .containsEntry("seed", 5L);
            assertThat(trial.request().phases().get(0).method()).isEqualTo("rai");
        });
    }

    @Test
    void aMethodThatItDoesNotHaveIsRefused() {
        StudyRequest only =
                new StudyRequest(Optional.empty(), Optional.empty(), false, Map.of("method", List.of("magic")));
        assertThatThrownBy(() -> demo.plan(only, List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the demo has no method magic: its only axis is method, with the levels");
    }

    @Test
    void theTableHasARowAndThePictureALandscapePerVariant() {
        Report report = report(2, 8);
        DataTable table = (DataTable) report.sections().get(0).blocks().get(0);
        assertThat(table.rows()).hasSize(4);
        assertThat(table.rows().get(0).get(6).text()).isEqualTo("0.5000 [0.5000, 0.5000]");
        assertThat(table.rows().get(0).get(6).trials()).hasSize(2);
        assertThat(landscapes(report).panels()).hasSize(4);
        assertThat(landscapes(report).panels().get(0).points()).hasSize(2);
    }

    @Test
    void theFindingIsReproducedIfBackpropStaysAndRaiTrains() {
        assertThat(report(1, 4).answer().get(0).sentence()).startsWith("Reproduced");
    }

    @Test
    void theFindingIsNotReproducedIfBackpropLeavesItsLoss() {
        lossOfBackprop = 0.5;
        assertThat(report(1, 4).answer().get(0).sentence()).startsWith("NOT reproduced");
    }

    @Test
    void aStudyThatWasStoppedConcludesNothing() {
        assertThat(report(3, 2).answer().get(0).sentence()).contains("nothing is concluded");
    }

    @Test
    void theGridIsReadFromTheLowestRowAndColumn() {
        double[][] landscape = landscapes(report(1, 4)).panels().get(0).probability();
        assertThat(landscape[0][0]).isCloseTo(-2.97 - 29.7, within(1e-9)); // x + 10 y
        assertThat(landscape[0][99]).isCloseTo(2.97 - 29.7, within(1e-9));
        assertThat(landscape[99][0]).isCloseTo(-2.97 + 29.7, within(1e-9));
    }

    private static Chart.Landscapes landscapes(Report report) {
        return (Chart.Landscapes) report.sections().get(1).blocks().get(0);
    }

    private Report report(int seeds, int ended) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Trial trial : demo.plan(seeds(seeds), List.of()).subList(0, ended)) {
            outcomes.add(outcome(trial));
        }
        return demo.report(seeds(seeds), outcomes, new FakeModels());
    }

    private Outcome outcome(Trial trial) {
        boolean stuck = trial.request().phases().get(0).method().equals("backprop")
                && !trial.request().model().init().equals("isometric");
        Map<String, Double> metrics =
                new LinkedHashMap<>(Map.of("loss", stuck ? lossOfBackprop : 0.01, "accuracy", stuck ? 0.5 : 0.95));
        RunResult result = new RunResult(
                "fake",
                Map.of(),
                trial.request().execution().seed(),
                10,
                1,
                metrics,
                metrics,
                Map.of("name", "fake"),
                List.of(Map.of("report", Map.of("relaxed_loss", 0.001))),
                "00",
                RunResult.Stop.STEPS,
                "");
        return new Outcome(
                "id" + trial.factors(),
                trial,
                Outcome.State.DONE,
                Optional.of(result),
                Curves.NONE,
                "",
                1,
                trial.keep() ? Optional.of(Path.of("kept")) : Optional.empty());
    }

    private static final class FakeModels implements Study.Models {
        @Override
        public Optional<Model> of(Outcome outcome) {
            return outcome.directory().map(kept -> new FakeModel());
        }

        @Override
        public Optional<Dataset> examples(Outcome outcome, Part part) {
            return outcome.directory()
                    .map(kept -> new Dataset(
                            Task.BINARY,
                            Nd4j.create(DataType.DOUBLE, 2, 2),
                            Nd4j.create(DataType.DOUBLE, 2, 1),
                            List.of("x0", "x1"),
                            List.of("0", "1")));
        }
    }

    /** Says x + 10 y. */
    private static final class FakeModel implements StubModel {
        @Override
        public Task task() {
            return Task.BINARY;
        }

        @Override
        public List<String> classNames() {
            return List.of("0", "1");
        }

        @Override
        public INDArray predict(INDArray features) {
            return features.getColumn(0, true).add(features.getColumn(1, true).mul(10));
        }
    }
}
