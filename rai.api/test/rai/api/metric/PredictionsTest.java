package rai.api.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;

class PredictionsTest {
    private static INDArray rows(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    @Test
    void withOneOutputTheOtherClassHasTheRest() {
        Predictions one =
                new Predictions(Task.BINARY, rows(new double[][] {{0.7}, {0.5}}), rows(new double[][] {{1}, {0}}));
        assertThat(one.classes()).isEqualTo(2);
        assertThat(one.probability(0, 1)).isEqualTo(0.7);
        assertThat(one.probability(0, 0)).isCloseTo(0.3, within(1e-15));
        assertThat(one.predictedClass(0)).isEqualTo(1);
        assertThat(one.predictedClass(1)).isZero();
        assertThat(one.targetClass(0)).isEqualTo(1);
        assertThat(one.targetClass(1)).isZero();
    }

    @Test
    void withAnOutputPerClassTheFirstOfTheLargestIsPredicted() {
        Predictions three = new Predictions(
                Task.MULTICLASS,
                rows(new double[][] {{0.2, 0.3, 0.5}, {0.4, 0.4, 0.2}}),
                rows(new double[][] {{0, 0, 1}, {0, 1, 0}}));
        assertThat(three.classes()).isEqualTo(3);
        assertThat(three.predictedClass(0)).isEqualTo(2);
        assertThat(three.predictedClass(1)).isZero();
        assertThat(three.targetClass(1)).isEqualTo(1);
        assertThat(three.probability(1, 2)).isEqualTo(0.2);
    }

    @Test
    void nanPredictsNoClass() {
        Predictions nan = new Predictions(
                Task.BINARY, rows(new double[][] {{Double.NaN, 1}, {0, Double.NaN}}), rows(new double[][] {
                    {1, 0}, {1, 0}
                }));
        assertThat(nan.predictedClass(0)).isEqualTo(Predictions.NONE);
        assertThat(nan.predictedClass(1)).isEqualTo(Predictions.NONE);
    }

    @Test
    void numbersAreReadRowByRowWhateverTheirOrderInMemory() {
        INDArray y = rows(new double[][] {{1, 2, 3}, {4, 5, 6}});
        Predictions numbers =
                new Predictions(Task.REGRESSION, y.castTo(DataType.FLOAT).dup('f'), y.dup('f'));
        assertThat(numbers.predicted(0, 2)).isEqualTo(3);
        assertThat(numbers.target(1, 0)).isEqualTo(4);
        assertThat(numbers.examples()).isEqualTo(2);
        assertThat(numbers.outputs()).isEqualTo(3);
    }

    @Test
    void laterChangesOfTheArraysDoNotReachIt() {
        INDArray y = rows(new double[][] {{1}, {2}});
        Predictions before = new Predictions(Task.REGRESSION, y, y);
        y.assign(9);
        assertThat(before.predicted(1, 0)).isEqualTo(2);
    }

    @Test
    void shapesThatDifferAreRefused() {
        INDArray wide = Nd4j.zeros(DataType.DOUBLE, 3, 2);
        INDArray narrow = Nd4j.zeros(DataType.DOUBLE, 3, 1);
        assertThatThrownBy(() -> new Predictions(Task.REGRESSION, wide, narrow))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
