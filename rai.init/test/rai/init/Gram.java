package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrices of inner products. */
final class Gram {
    private Gram() {}

    static void requireScaledIdentity(INDArray gram, double scale, double tolerance) {
        double[] numbers = Maps.numbers(gram);
        int n = (int) gram.size(0);
        assertThat(numbers).hasSize(n * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(numbers[i * n + j])
                        .as("inner product of %d and %d", i, j)
                        .isCloseTo(i == j ? scale : 0, within(tolerance * scale));
            }
        }
    }
}
