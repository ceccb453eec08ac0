package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.network.NamedTensor;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.store.Repetition;
import rai.core.store.RunComparison;
import rai.core.store.StoredReader;

/** Runs that start with what another one has learnt. */
class StartFromTest {
    private static final String NETWORK = "dense(6) centre wave dense(5) bend dense";

    @TempDir
    Path temp;

    private final ServiceCatalog catalog = LayerFixtures.catalog();
    private final DefaultTrainer trainer = new DefaultTrainer(catalog);
    private final List<RunEvent> events = new ArrayList<>();
    private Path first;
    private RunResult learnt;

    /** Points in the plane with three classes. */
    @Named("three")
    public static class Three implements DatasetSource {
        @Override
        public Dataset load() {
            INDArray x = Nd4j.linspace(DataType.DOUBLE, -1, 0.1, 24).reshape(12, 2);
            INDArray y = Nd4j.create(DataType.DOUBLE, 12, 1);
            for (int i = 0; i < 12; i++) {
                y.putScalar(i, 0, i % 3);
            }
            return new Dataset(Task.MULTICLASS, x, y, List.of("x0", "x1"), List.of("a", "b", "c"));
        }
    }

    @BeforeEach
    void learn() {
        catalog.add(new Offer(Kind.DATASET, "three", 0, 2001, "b", "1", Three::new));
        first = temp.resolve("first");
        learnt = train(request("ring", NETWORK, 20).directory(first));
        events.clear();
    }

    private static RunRequestBuilder request(String data, String network, long steps) {
        return RunRequest.builder()
                .train(data)
                .network(network)
                .init("spread")
                .loss("mse")
                .optimizer("descent")
                .phase("down", steps)
                .seed(3)
                .threads(1);
    }

    private RunResult train(RunRequestBuilder request) {
        try (Run run = trainer.prepare(request.build())) {
            return run.train(events::add);
        }
    }

    private RunEvent.StartedFrom startedFrom() {
        return events.stream()
                .filter(RunEvent.StartedFrom.class::isInstance)
                .map(RunEvent.StartedFrom.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The values of a tensor before the first step. */
    private INDArray start(RunRequestBuilder request, String tensor) {
        try (Run run = trainer.prepare(request.build())) {
            INDArray[] start = {null};
            run.train(event -> {
                if (event instanceof RunEvent.StartedFrom) {
                    start[0] = run.model().tensor(tensor);
                }
            });
            return start[0];
        }
    }

    private RunRequestBuilder again(String data, String network) {
        return request(data, network, 1).startFrom(first.toString());
    }

    @Test
    void theSameNetworkStartsWithAllThatWasLearnt() {
        for (NamedTensor tensor : trainer.open(first).tensors()) {
            assertThat(start(again("ring", NETWORK), tensor.name()))
                    .as(tensor.name())
                    .isEqualTo(trainer.open(first).tensor(tensor.name()));
        }
        train(again("ring", NETWORK));
        assertThat(startedFrom().taken()).containsExactly("dense_1", "centre_1", "wave_1", "dense_2", "dense_3");
        assertThat(startedFrom().fresh()).isEmpty();
        assertThat(startedFrom().state()).isEqualTo(learnt.stateHash());
        assertThat(startedFrom().reason()).isEmpty();
    }

    @Test
    void anotherHeadIsNewAndTheRestIsTaken() {
        train(again("three", NETWORK));
        assertThat(startedFrom().taken()).containsExactly("dense_1", "centre_1", "wave_1", "dense_2");
        assertThat(startedFrom().fresh()).containsExactly("dense_3");
        assertThat(startedFrom().reason()).isEqualTo("its classes were left, right, and are a, b, c now");
    }

    @Test
    void aNewLayerStartsAsItWouldHaveWithoutTheOtherRun() {
        INDArray head = start(again("three", NETWORK), "dense_3.weight");
        try (Run plain = trainer.prepare(request("three", NETWORK, 1).build())) {
            INDArray[] start = {null};
            plain.train(event -> {
                if (event instanceof RunEvent.Started) {
                    start[0] = plain.model().tensor("dense_3.weight");
                }
            });
            assertThat(head).isEqualTo(start[0]);
        }
    }

    @Test
    void valuesAreConvertedToThePrecisionOfTheRun() {
        INDArray weights = start(again("ring", NETWORK).precision(Precision.FLOAT64), "dense_1.weight");
        assertThat(weights.dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(weights.castTo(DataType.FLOAT)).isEqualTo(trainer.open(first).tensor("dense_1.weight"));
    }

    @Test
    void aNetworkWithoutACommonLayerIsRefused() {
        assertThatThrownBy(() -> train(again("ring", "dense(4) bend dense")))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run can't start from " + first + ": no layer of the network dense(4) bend dense(1) has"
                        + " the name and the shape of a layer of dense(6) centre wave(share=layer) dense(5) bend"
                        + " dense(1) with 2 inputs, so there is nothing to start from");
    }

    @Test
    void theRunIsRepeatedAsLongAsTheOtherOneIsThereAndUnchanged() {
        Path second = temp.resolve("second");
        train(again("ring", NETWORK).directory(second));
        assertThat(StoredReader.open(second).request().model().startState()).contains(learnt.stateHash());
        Path third = temp.resolve("third");
        var repetition = Repetition.of(second, third);
        train(repetition.request().toBuilder());
        assertThat(RunComparison.of(second, third).results()).isEmpty();

        var gone = repetition.request().toBuilder().directory(temp.resolve("fourth"));
        assertThat(first.toFile().renameTo(temp.resolve("elsewhere").toFile())).isTrue();
        assertThatThrownBy(() -> train(gone))
                .isInstanceOf(SpecException.class)
                .hasMessage("the run can't start from " + first + ": there is no run in " + first
                        + ": run.json is missing");
        train(request("ring", NETWORK, 7).directory(first));
        assertThatThrownBy(() -> train(gone))
                .hasMessageContaining("and not " + learnt.stateHash() + " as when it was recorded");
    }

    @Test
    void anInterruptedRunContinuesEvenIfTheOtherOneIsGone() {
        Path second = temp.resolve("second");
        Run[] run = {
            trainer.prepare(request("ring", NETWORK, 10)
                    .startFrom(first.toString())
                    .directory(second)
                    .build())
        };
        run[0].train(event -> {
            if (event instanceof RunEvent.Stepped && event.step() == 4) {
                run[0].stop();
            }
        });
        run[0].close();
        RunResult whole = train(request("ring", NETWORK, 10).startFrom(first.toString()));
        assertThat(first.toFile().renameTo(temp.resolve("elsewhere").toFile())).isTrue();
        try (Run resumed = trainer.resume(second, notice -> {})) {
            assertThat(resumed.train(events::add).stateHash()).isEqualTo(whole.stateHash());
        }
    }
}
