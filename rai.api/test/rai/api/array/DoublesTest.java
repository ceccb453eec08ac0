package rai.api.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DoublesTest {
    private static INDArray rows(DataType type) {
        return Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).castTo(type);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aCopyHasTheElementsRowByRow(DataType type) {
        assertThat(Doubles.copy(rows(type))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aCopyOfAViewHasTheElementsOfTheViewAlone(DataType type) {
        INDArray rows = rows(type);
        assertThat(Doubles.copy(rows.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all())))
                .containsExactly(4, 5, 6);
        assertThat(Doubles.copy(rows.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3))))
                .containsExactly(2, 3, 5, 6);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aCopyIsInRowOrderHoweverTheArrayIsStored(DataType type) {
        assertThat(Doubles.copy(rows(type).transpose())).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(Doubles.copy(rows(type).dup('f'))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aCopyStaysAsItIsWhenTheArrayChanges(DataType type) {
        INDArray rows = rows(type);
        double[] copy = Doubles.copy(rows);
        rows.assign(0);
        assertThat(copy).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
