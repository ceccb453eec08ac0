package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Matrix;
import rai.api.data.RowSource;

/** Moments of columns whose rows are read on demand. */
class ColumnMomentsTest {
    /** Columns of different size and offset; the first is constant. */
    private static double[] numbers(int rows, int width) {
        Random random = new Random(7);
        double[] x = new double[rows * width];
        for (int i = 0; i < x.length; i++) {
            int column = i % width;
            x[i] = column == 0 ? 0.1 : Math.pow(10, column % 5 - 2) * random.nextGaussian() + column;
        }
        return x;
    }

    private static RowSource source(double[] x, int width) {
        return new RowSource() {
            @Override
            public int rows() {
                return x.length / width;
            }

            @Override
            public int width() {
                return width;
            }

            @Override
            public void read(int row, double[] into) {
                System.arraycopy(x, row * width, into, 0, width);
            }
        };
    }

    private static void assertSame(ColumnMoments a, ColumnMoments b) {
        assertThat(a.mean().toDoubleVector()).isEqualTo(b.mean().toDoubleVector());
        assertThat(a.sd().toDoubleVector()).isEqualTo(b.sd().toDoubleVector());
        assertThat(a.largest().toDoubleVector()).isEqualTo(b.largest().toDoubleVector());
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 7, 2000",
        "1000, 7, 1",
        "70001, 3, 140002",
        "5, 300, 50",
        "40000, 33, 200000",
        "2000, 2, 1",
        "500, 1, 9"
    })
    void someColumnsAtATimeHaveTheMomentsOfTheWholeArrayToTheBit(int rows, int width, int held) {
        double[] x = numbers(rows, width);
        INDArray array = Matrix.of(x, rows, width);
        assertSame(ColumnMoments.byColumns(source(x, width), held), ColumnMoments.of(array));
    }

    @Test
    void onePassOverTheRowsIsAccurate() {
        int width = 6;
        double[] x = numbers(30_000, width);
        for (int i = 5; i < x.length; i += width) {
            x[i] += 1e6; // large beside its variance
        }
        ColumnMoments exact = ColumnMoments.of(Matrix.of(x, x.length / width, width));
        ColumnMoments streamed = ColumnMoments.streamed(source(x, width));
        for (int j = 1; j < width; j++) {
            double sd = exact.sd().getDouble(0, j);
            assertThat(streamed.sd().getDouble(0, j)).isCloseTo(sd, within(1e-9 * sd));
            assertThat(streamed.mean().getDouble(0, j)).isCloseTo(exact.mean().getDouble(0, j), within(1e-6 * sd));
        }
        assertThat(streamed.largest().toDoubleVector())
                .isEqualTo(exact.largest().toDoubleVector());
    }

    @Test
    void aConstantColumnHasNoVariance() {
        assertThat(ColumnMoments.streamed(source(numbers(1000, 2), 2)).sd().getDouble(0, 0))
                .isLessThan(Math.ulp(0.1));
    }
}
