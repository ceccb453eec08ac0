package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Products against loops in double precision. Every array is as long as its matrix and the slack it must have, so that what is
 * read or written beyond fails; and the slack is NaN, so that what is taken from there shows.
 */
class ProductTest {
    private static final int SHAPES = 300;
    private static final int WIDEST = 130;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void aProductOfAnyShapeIsThatOfPlainLoops() {
        for (int i = 0; i < SHAPES; i++) {
            check(size(), size(), size(), random.nextBoolean(), random.nextBoolean());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 130, 1",
        "4, 16, 3",
        "5, 17, 3",
        "3, 15, 130",
        "8, 48, 7",
        "8, 49, 7",
        "130, 64, 64",
        "7, 128, 2"
    })
    void aProductAtTheBordersOfVectorsAndRowsIsThatOfPlainLoops(int m, int n, int k) {
        for (int variant = 0; variant < 4; variant++) {
            check(m, n, k, variant % 2 == 0, variant / 2 == 0);
        }
    }

    private void check(int m, int n, int k, boolean transposed, boolean withBias) {
        float[] a = transposed ? matrix(k, m) : matrix(m, k);
        float[] b = matrix(k, n);
        float[] bias = withBias ? matrix(1, n) : null;
        float[] c = nothing(m, n);
        float[] aBefore = a.clone();
        float[] bBefore = b.clone();
        int aRow = transposed ? 1 : k;
        int aStep = transposed ? m : 1;
        Product.of(m, n, k, a, aRow, aStep, b, bias, c);

        String what = m + " x " + n + " x " + k + (transposed ? ", A as its transpose" : "")
                + (withBias ? ", with bias" : "");
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = withBias ? bias[j] : 0;
                double sizes = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = (double) a[i * aRow + p * aStep] * b[p * n + j];
                    sum += term;
                    sizes += Math.abs(term);
                }
                assertThat((double) c[i * n + j])
                        .as("element %d, %d of %s", i, j, what)
                        .isCloseTo(sum, within(1e-6 * sizes));
            }
        }
        assertThat(a).as("A of " + what).isEqualTo(aBefore);
        assertThat(b).as("B of " + what).isEqualTo(bBefore);
    }

    @Test
    void aTransposeHoldsEveryElementInItsPlace() {
        for (int i = 0; i < SHAPES; i++) {
            int m = size();
            int n = size();
            float[] a = matrix(m, n);
            float[] t = nothing(n, m);
            Product.transpose(m, n, a, t);
            for (int row = 0; row < m; row++) {
                for (int column = 0; column < n; column++) {
                    assertThat(t[column * m + row]).isEqualTo(a[row * n + column]);
                }
            }
        }
    }

    @Test
    void theSumOfAllRowsIsThatOfPlainLoops() {
        for (int i = 0; i < SHAPES; i++) {
            int m = size();
            int n = size();
            float[] a = matrix(m, n);
            float[] sum = nothing(1, n);
            Product.sumRows(m, n, a, sum);
            for (int j = 0; j < n; j++) {
                double expected = 0;
                for (int row = 0; row < m; row++) {
                    expected += a[row * n + j];
                }
                assertThat((double) sum[j]).isCloseTo(expected, within(1e-6 * m));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1000, 4095, 4096, 4097, 10_000, 123_456})
    void theSumOfTheFirstElementsIsThatOfAPlainLoop(int n) {
        float[] values = matrix(1, n);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += values[i];
        }
        assertThat(Product.sum(n, values, new float[Product.LANES])).isCloseTo(expected, within(1e-6 * n));
    }

    private int size() {
        return 1 + random.nextInt(WIDEST);
    }

    private float[] matrix(int m, int n) {
        float[] all = nothing(m, n);
        for (int i = 0; i < m * n; i++) {
            all[i] = (float) random.nextDouble(-1, 1);
        }
        return all;
    }

    private static float[] nothing(int m, int n) {
        float[] all = new float[m * n + Product.slack(n)];
        Arrays.fill(all, Float.NaN);
        return all;
    }
}
