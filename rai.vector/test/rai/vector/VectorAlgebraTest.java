package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.LinearAlgebra;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Workers;

class VectorAlgebraTest {
    private final LinearAlgebra shared = new SharedAlgebra(new Workers(1));
    private final LinearAlgebra algebra = new VectorEngine().algebra(shared);

    private static INDArray random(DataType type, int rows, int columns, int seed) {
        Random random = new Random(seed);
        INDArray array = Nd4j.create(type, rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            array.putScalar(i / columns, i % columns, random.nextGaussian());
        }
        return array;
    }

    @ParameterizedTest
    @CsvSource({
        "250, 32, 32, FLOAT",
        "7, 3, 50, FLOAT",
        "1, 1, 1, FLOAT",
        "61, 50, 5, FLOAT",
        "61, 50, 5, DOUBLE",
        "9, 150, 5, FLOAT",
        "3000, 5, 4, FLOAT"
    })
    void momentsAreThoseOfTheReference(int rows, int left, int right, DataType type) {
        INDArray a = random(type, rows, left, 1);
        INDArray b = random(type, rows, right, 2);
        assertMoments(a, b);
        assertMoments(a, a);
        assertMoments(b, a); // with scratch that was larger or smaller before
    }

    private void assertMoments(INDArray a, INDArray b) {
        INDArray expected = Nd4j.create(a.dataType(), a.size(1) + 1, b.size(1));
        INDArray moments = expected.dup('c');
        shared.moments(a, b, expected);
        algebra.moments(a, b, moments);
        assertThat(moments.distance2(expected)).isLessThan(2e-6 * a.size(0) * Math.sqrt(expected.length()));
        assertThat(expected.norm2Number().doubleValue()).isGreaterThan(0.1);
    }
}
