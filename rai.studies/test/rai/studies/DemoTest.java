package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.Spec;
import rai.api.study.ExperimentRequest;
import rai.api.study.ExperimentResult;
import rai.testkit.stub.StubCatalog;
import rai.testkit.stub.StubModel;
import rai.testkit.stub.StubRun;
import rai.testkit.stub.StubTrainer;

/** The study with a trainer that only pretends: what it asks for, and what it makes of the answers. */
class DemoTest {
    private final List<RunRequest> asked = new ArrayList<>();
    private double lossOfBackprop = Math.log(2);

    @Test
    void fourVariantsAreTrainedWithEverySeed() {
        run(3, false);
        assertThat(asked).hasSize(12);
        assertThat(asked)
                .extracting(request -> request.execution().seed())
                .containsExactly(0L, 1L, 2L, 0L, 1L, 2L, 0L, 1L, 2L, 0L, 1L, 2L);
        assertThat(asked).extracting(r -> r.phases().size()).containsOnly(1, 2);
    }

    @Test
    void theTableHasARowAndThePictureALandscapePerVariant() {
        ExperimentResult result = run(2, false);
        assertThat(result.rows()).hasSize(4).allSatisfy(row -> assertThat(row).hasSameSizeAs(result.columns()));
        assertThat(result.landscapes()).hasSize(4);
        assertThat(result.landscapes().get(0).points()).hasSize(2);
    }

    @Test
    void theFindingIsReproducedIfBackpropStaysAndRaiTrains() {
        assertThat(run(1, false).finding()).startsWith("Reproduced");
    }

    @Test
    void theFindingIsNotReproducedIfBackpropLeavesItsLoss() {
        lossOfBackprop = 0.5;
        assertThat(run(1, false).finding()).startsWith("NOT reproduced");
    }

    @Test
    void aStudyThatWasStoppedConcludesNothing() {
        assertThat(run(3, true).finding()).contains("nothing is concluded");
    }

    @Test
    void theGridIsReadFromTheLowestRowAndColumn() {
        double[][] landscape = run(1, false).landscapes().get(0).probability();
        assertThat(landscape[0][0]).isCloseTo(-2.97 - 29.7, within(1e-9)); // x + 10 y
        assertThat(landscape[0][99]).isCloseTo(2.97 - 29.7, within(1e-9));
        assertThat(landscape[99][0]).isCloseTo(-2.97 + 29.7, within(1e-9));
    }

    private ExperimentResult run(int seeds, boolean cancelled) {
        return new Demo(new FakeTrainer(), new FakeCatalog())
                .run(new ExperimentRequest(seeds, 0, 1, () -> cancelled && asked.size() >= 2), progress -> {});
    }

    private final class FakeTrainer implements StubTrainer {
        @Override
        public Run prepare(RunRequest request) {
            asked.add(request);
            boolean stuck = request.phases().get(0).method().equals("backprop")
                    && !request.model().init().equals("isometric");
            return new FakeRun(request, stuck ? lossOfBackprop : 0.01, stuck ? 0.5 : 0.95);
        }
    }

    private record FakeRun(RunRequest request, double loss, double accuracy) implements StubRun {

        @Override
        public RunResult train(Consumer<RunEvent> listener) {
            Map<String, Double> metrics = new LinkedHashMap<>(Map.of("loss", loss, "accuracy", accuracy));
            Map<String, Object> phase = new LinkedHashMap<>(Map.of("report", Map.of("relaxed_loss", 0.001)));
            return new RunResult(
                    "fake",
                    Map.of(),
                    request.execution().seed(),
                    10,
                    1,
                    metrics,
                    metrics,
                    Map.of("name", "fake"),
                    List.of(phase),
                    "00",
                    RunResult.Stop.STEPS,
                    "");
        }

        @Override
        public Model model() {
            return new FakeModel();
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

    private static final class FakeCatalog implements StubCatalog {

        @Override
        public <T> Found<T> find(Class<T> kind, Spec spec) {
            DatasetSource source = () -> new Dataset(
                    Task.BINARY,
                    Nd4j.create(DataType.DOUBLE, 2, 2),
                    Nd4j.create(DataType.DOUBLE, 2, 1),
                    List.of("x0", "x1"),
                    List.of("0", "1"));
            return new Found<>(kind.cast(source), spec, new Provider("none", "0", ""));
        }
    }
}
