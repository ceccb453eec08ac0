package rai.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.Task;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.core.Fixtures;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;
import rai.core.data.Inputs;
import rai.core.data.Standardization;
import rai.core.trainer.DefaultTrainer;

class BaselineTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    private static Examples classes(int... numbers) {
        INDArray y = Nd4j.create(DataType.DOUBLE, numbers.length, 1);
        for (int i = 0; i < numbers.length; i++) {
            y.putScalar(i, 0, numbers[i]);
        }
        Dataset data =
                new Dataset(Task.MULTICLASS, Nd4j.ones(DataType.DOUBLE, numbers.length, 1), y, List.of("x"), CLASSES);
        return Examples.of(data, 3, DataType.FLOAT, Standardization.none(1));
    }

    private static Examples numbers(double... targets) {
        INDArray y = Nd4j.createFromArray(targets).reshape(targets.length, 1);
        Dataset data =
                new Dataset(Task.REGRESSION, Nd4j.ones(DataType.DOUBLE, targets.length, 1), y, List.of("x"), List.of());
        return Examples.of(data, 1, DataType.FLOAT, Standardization.none(1));
    }

    @Test
    void theMostFrequentClassOfTheTrainingDataIsSaidOfAllData() {
        ExampleParts parts = new ExampleParts(classes(1, 1, 1, 0, 2), null, classes(0, 1));
        assertThat(Baseline.of(parts).values())
                .isEqualTo(Map.of("train", Map.of("accuracy", 0.6), "test", Map.of("accuracy", 0.5)));
    }

    @Test
    void ofEquallyFrequentClassesTheFirstIsSaid() {
        ExampleParts parts = new ExampleParts(classes(2, 1, 1, 2, 0), null, classes(1, 1, 1, 2));
        assertThat(Baseline.of(parts).values().get("test")).containsEntry("accuracy", 0.75);
    }

    @Test
    void theMeanOfTheTrainingDataIsSaidOfAllData() {
        ExampleParts parts = new ExampleParts(numbers(1, 3), numbers(5), numbers(2, 2, 4, 0));
        Map<String, Map<String, Double>> values = Baseline.of(parts).values();
        assertThat(values.get("train").get("rmse")).isEqualTo(1);
        assertThat(values.get("valid").get("rmse")).isEqualTo(3);
        assertThat(values.get("test").get("rmse")).isEqualTo(Math.sqrt(2));
    }

    @Test
    void aNetworkThatIsNoBetterGetsAHint() {
        Baseline classes = Baseline.of(new ExampleParts(classes(1, 1, 0), null, classes(1, 0)));
        assertThat(classes.hint(
                        Map.of("train", Map.of("accuracy", 1.0), "test", Map.of("accuracy", 0.5)), CLASSES, true))
                .contains(
                        "the network is no better than always saying 'b', the most frequent class: its accuracy on the"
                                + " test data is 0.5000, and that of the baseline 0.5000; try another learning rate"
                                + " (./rai find-rate), more steps, or another start");
        assertThat(classes.hint(
                        Map.of("train", Map.of("accuracy", 0.1), "test", Map.of("accuracy", 0.51)), CLASSES, true))
                .isEmpty();
        Baseline numbers = Baseline.of(new ExampleParts(numbers(1, 3), null, null));
        assertThat(numbers.hint(Map.of("train", Map.of("rmse", 1.25)), List.of(), true))
                .hasValueSatisfying(hint -> assertThat(hint)
                        .startsWith("the network is no better than always saying the mean of the targets: its rmse on"
                                + " the training data is 1.250"));
        assertThat(numbers.hint(Map.of("train", Map.of("rmse", 0.99)), List.of(), true))
                .isEmpty();
        assertThat(numbers.hint(Map.of("train", Map.of("rmse", Double.NaN)), List.of(), true))
                .isEmpty();
    }

    @Test
    void theHintNamesNoRateIfTheMethodHasNone() {
        Baseline classes = Baseline.of(new ExampleParts(classes(1, 1, 0), null, null));
        assertThat(classes.hint(Map.of("train", Map.of("accuracy", 0.5)), CLASSES, false))
                .hasValueSatisfying(hint ->
                        assertThat(hint).endsWith("; try other settings of the method, more steps, or another start"));
    }

    @Test
    void featuresThatDifferByOrdersOfMagnitudeGetAHint() {
        INDArray x = Nd4j.createFromArray(new double[][] {{0.5, 0, -98_000}, {-2, 0, 100}});
        List<String> names = List.of("ratio", "empty", "income");
        assertThat(FeatureScales.hint(Inputs.of(x).largest(), names))
                .contains("the features differ by orders of magnitude ('income' goes up to 9.80e+04, 'ratio' to 2.00 in"
                        + " absolute value): --standardize brings them to one scale");
        x.putScalar(0, 2, 1999);
        assertThat(FeatureScales.hint(Inputs.of(x).largest(), names)).isEmpty();
    }

    @Test
    void aRunHasItsBaselineAndTheHintInItsResult() {
        RunRequest request = RunRequest.builder()
                .train("ring")
                .test("ring(n=9)")
                .network("dense")
                .init("spread")
                .loss("mse")
                .optimizer("descent")
                .phase("down", 1)
                .seed(3)
                .build();
        try (Run run = new DefaultTrainer(Fixtures.catalog()).prepare(request)) {
            RunResult result = run.train(event -> {});
            assertThat(result.baseline().keySet()).containsExactly("train", "test");
            assertThat(result.baseline().get("train").get("accuracy")).isBetween(0.5, 0.75);
            boolean better = result.test().get("accuracy")
                    > result.baseline().get("test").get("accuracy");
            assertThat(result.hints()).hasSize(better ? 0 : 1);
        }
    }
}
