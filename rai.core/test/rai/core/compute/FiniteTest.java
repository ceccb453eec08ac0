package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FiniteTest {
    @ParameterizedTest
    @CsvSource({
        "FLOAT, NaN, 0",
        "FLOAT, Infinity, 2499",
        "FLOAT, -Infinity, 1024",
        "DOUBLE, NaN, 2000",
        "DOUBLE, Infinity, 1023",
        "DOUBLE, -Infinity, 7"
    })
    void oneNumberThatIsNotFiniteIsFoundWhereverItStands(DataType type, double value, int at) {
        INDArray array = Nd4j.ones(type, 2500);
        array.putScalar(at, value);
        assertThat(Finite.all(array)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void theLargestAndTheSmallestNumbersAreFinite(DataType type) {
        double largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        INDArray array = Nd4j.ones(type, 2500).muli(largest);
        array.putScalar(3, -largest);
        array.putScalar(4, type == DataType.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE);
        assertThat(Finite.all(array)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void onlyTheViewIsLookedAt(DataType type) {
        INDArray array = Nd4j.ones(type, 100);
        array.putScalar(9, Double.NaN);
        array.putScalar(90, Double.NaN);
        assertThat(Finite.all(Views.of(array, 10, 80))).isTrue();
        assertThat(Finite.all(Views.of(array, 10, 81))).isFalse();
    }
}
