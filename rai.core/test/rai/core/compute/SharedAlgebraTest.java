package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.spec.SpecException;

/** The small operations in place, in both precisions. */
class SharedAlgebraTest {
    private final SharedAlgebra algebra = new SharedAlgebra(new Workers(1));
    private final Random random = new Random(3);

    private INDArray random(DataType type, long rows, long columns) {
        INDArray array = Nd4j.create(type, rows, columns);
        for (long i = 0; i < rows * columns; i++) {
            array.putScalar(i / columns, i % columns, random.nextGaussian());
        }
        return array;
    }

    private static double tolerance(DataType type) {
        return type == DataType.FLOAT ? 1e-3 : 1e-10;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void momentsAreProductsOfColumnsAndBelowThemSums(DataType type) {
        for (int n : new int[] {50, 9, 120}) { // the ones of one call serve the next
            INDArray a = random(type, n, 7);
            INDArray b = random(type, n, 4);
            INDArray c = Nd4j.create(type, 8, 4);
            algebra.moments(a, b, c);
            INDArray expected = Nd4j.concat(0, a.transpose().mmul(b), b.sum(true, 0));
            assertThat(c.distance2(expected)).isLessThan(tolerance(type));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aSquareHasItsLowerTriangleSliceBySlice(DataType type) {
        INDArray a = random(type, 11, 30);
        INDArray c = Nd4j.zeros(type, 11, 11);
        algebra.square(a, 4, 11, c);
        algebra.square(a, 0, 4, c);
        INDArray expected = a.mmul(a.transpose());
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(c.getDouble(i, j)).isCloseTo(expected.getDouble(i, j), within(tolerance(type)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theLowerTriangleIsFactorisedAndSolvedInPlace(DataType type) {
        INDArray a = random(type, 20, 40);
        INDArray spd = a.mmul(a.transpose());
        INDArray factor = spd.dup('c');
        for (int i = 0; i < 20; i++) {
            for (int j = i + 1; j < 20; j++) {
                factor.putScalar(i, j, Double.NaN); // is not read
            }
        }
        INDArray right = random(type, 20, 6);
        INDArray x = right.dup('c');
        algebra.factor(factor);
        algebra.solveFactored(factor, x);
        assertThat(spd.mmul(x).distance2(right)).isLessThan(tolerance(type));
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefusedWithTheRow() {
        assertThatThrownBy(() -> algebra.factor(Nd4j.createFromArray(new float[][] {{1, 1}, {1, 1}})))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("row 2 depends on those before it");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aSumOfProductsTakesAllElements(DataType type) {
        INDArray a = random(type, 5, 7);
        INDArray b = random(type, 7, 5);
        assertThat(algebra.dot(a, b))
                .isCloseTo(a.ravel().mul(b.ravel()).sumNumber().doubleValue(), within(tolerance(type)));
        assertThatThrownBy(() -> algebra.dot(a, random(type, 5, 6))).isInstanceOf(IllegalArgumentException.class);
    }
}
