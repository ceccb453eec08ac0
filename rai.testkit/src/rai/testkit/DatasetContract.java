package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;

/**
 * What every dataset must keep to. A test class implements this interface, says which dataset, and so inherits the
 * tests.
 */
public interface DatasetContract {
    /** @return the dataset under test, configured */
    DatasetSource dataset();

    /** Both arrays are float64, contiguous, in c order. */
    @Test
    @DisplayName("contract: arrays are float64 in c order")
    default void arraysAreFloat64InCOrder() {
        Dataset data = dataset().load();
        for (INDArray array : new INDArray[] {data.features(), data.targets()}) {
            assertThat(array.dataType()).isEqualTo(DataType.DOUBLE);
            assertThat(array.ordering()).isEqualTo('c');
            assertThat(array.stride(1)).as("distance of two columns").isEqualTo(1);
            assertThat(array.stride(0)).as("distance of two rows").isEqualTo(array.size(1));
        }
    }

    /** There is something to learn from. */
    @Test
    @DisplayName("contract: there are examples with features")
    default void thereAreExamplesWithFeatures() {
        Dataset data = dataset().load();
        assertThat(data.examples()).isPositive();
        assertThat(data.inputs()).isPositive();
    }

    /** No NaN and no infinity, neither in the features nor in the targets. */
    @Test
    @DisplayName("contract: all numbers are finite")
    default void allNumbersAreFinite() {
        Dataset data = dataset().load();
        assertThat(Arrays.stream(numbers(data.features())).allMatch(Double::isFinite)).as("features").isTrue();
        assertThat(Arrays.stream(numbers(data.targets())).allMatch(Double::isFinite)).as("targets").isTrue();
    }

    /** Every feature has a name of its own. */
    @Test
    @DisplayName("contract: every feature has a name of its own")
    default void everyFeatureHasANameOfItsOwn() {
        Dataset data = dataset().load();
        assertThat(data.featureNames()).hasSize(data.inputs()).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    /** Binary: two classes; multiclass: three or more; regression: none. */
    @Test
    @DisplayName("contract: there are as many class names as the task needs")
    default void thereAreAsManyClassNamesAsTheTaskNeeds() {
        Dataset data = dataset().load();
        assertThat(data.classNames()).doesNotHaveDuplicates().noneMatch(String::isBlank);
        switch (data.task()) {
            case BINARY -> assertThat(data.classNames()).hasSize(2);
            case MULTICLASS -> assertThat(data.classNames()).hasSizeGreaterThanOrEqualTo(3);
            case REGRESSION -> assertThat(data.classNames()).isEmpty();
        }
    }

    /** The targets of a classification are one column that holds all class numbers, and nothing else. */
    @Test
    @DisplayName("contract: class targets are the numbers of the classes, and each class is there")
    default void classTargetsAreTheNumbersOfTheClasses() {
        Dataset data = dataset().load();
        if (data.task() != Task.REGRESSION) {
            assertThat(data.targets().size(1)).isEqualTo(1);
            assertThat(Arrays.stream(numbers(data.targets())).distinct().sorted())
                    .containsExactlyElementsOf(IntStream.range(0, data.classNames().size())
                            .mapToObj(Double::valueOf)
                            .toList());
        }
    }

    /** The same settings give the same dataset, in arrays of its own: no load can spoil another. */
    @Test
    @DisplayName("contract: loading twice gives equal datasets in arrays of their own")
    default void loadingTwiceGivesEqualDatasets() {
        DatasetSource source = dataset();
        Dataset spoilt = source.load();
        Dataset data = dataset().load();
        spoilt.features().assign(-1);
        spoilt.targets().assign(-1);
        Dataset again = source.load();
        assertThat(numbers(again.features())).isEqualTo(numbers(data.features()));
        assertThat(numbers(again.targets())).isEqualTo(numbers(data.targets()));
        assertThat(again.task()).isEqualTo(data.task());
        assertThat(again.featureNames()).isEqualTo(data.featureNames());
        assertThat(again.classNames()).isEqualTo(data.classNames());
    }

    private static double[] numbers(INDArray array) {
        double[] numbers = new double[Math.toIntExact(array.length())];
        Elements.doubles(array).get(numbers);
        return numbers;
    }
}
