package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FixedOrderKernelTest {
    private final Random random = new Random(1);
    private final Kernel kernel = Kernel.of(null, new PortableEngine());

    private INDArray matrix(DataType type, int rows, int columns) {
        INDArray array = Nd4j.createUninitialized(type, rows, columns);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    /** Every element is one chain of fused multiply-adds, whatever blocks a product is cut into. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, false, false, FLOAT",
        "5, 3, 7, true, false, FLOAT",
        "7, 5, 3, false, true, FLOAT",
        "130, 33, 65, true, true, FLOAT",
        "20, 9, 20000, false, false, FLOAT",
        "20, 9, 20000, true, false, FLOAT",
        "900, 300, 70, false, true, FLOAT",
        "6, 10, 9, true, false, DOUBLE",
        "600, 300, 900, false, true, DOUBLE"
    })
    void everyElementIsOneChainInTheOrderOfK(int m, int n, int k, boolean ofA, boolean ofB, DataType type) {
        INDArray a = ofA ? matrix(type, k, m) : matrix(type, m, k);
        INDArray b = ofB ? matrix(type, n, k) : matrix(type, k, n);
        for (double beta : new double[] {0, 1}) {
            INDArray c = matrix(type, m, n);
            INDArray before = c.dup('c');
            kernel.product(
                    ofA,
                    ofB,
                    m,
                    n,
                    k,
                    Views.address(a, 0),
                    ofA ? m : k,
                    Views.address(b, 0),
                    ofB ? k : n,
                    beta,
                    Views.address(c, 0),
                    n);
            for (int sample = 0; sample < 50; sample++) {
                int i = random.nextInt(m);
                int j = random.nextInt(n);
                assertThat(c.getDouble(i, j))
                        .as("element %d, %d", i, j)
                        .isEqualTo(chain(a, ofA, b, ofB, i, j, k, beta * before.getDouble(i, j), type));
            }
        }
    }

    private static double chain(
            INDArray a, boolean ofA, INDArray b, boolean ofB, int i, int j, int k, double start, DataType type) {
        double sum = start;
        for (int p = 0; p < k; p++) {
            double x = ofA ? a.getDouble(p, i) : a.getDouble(i, p);
            double y = ofB ? b.getDouble(j, p) : b.getDouble(p, j);
            sum = type == DataType.FLOAT ? Math.fma((float) x, (float) y, (float) sum) : Math.fma(x, y, sum);
        }
        return sum;
    }

    /** A product within larger matrices, scaled, alters nothing beside it. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aScaledProductWithinLargerMatricesIsThatOfTheLibrary(DataType type) {
        INDArray a = matrix(type, 12, 15);
        INDArray b = matrix(type, 11, 13);
        INDArray c = matrix(type, 10, 14);
        INDArray expected = c.dup('c');
        for (Kernel each : new Kernel[] {kernel, Kernel.LIBRARY}) {
            INDArray to = each == kernel ? c : expected;
            each.product(
                    false,
                    false,
                    9,
                    8,
                    10,
                    0.5,
                    Views.address(a, 16),
                    15,
                    Views.address(b, 14),
                    13,
                    0.25,
                    Views.address(to, 15),
                    14);
        }
        assertThat(c.distance2(expected)).isLessThan(1e-5);
        assertThat(c.getDouble(0, 13)).isEqualTo(expected.getDouble(0, 13));
        assertThat(c.getDouble(9, 9)).isEqualTo(expected.getDouble(9, 9));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void sumsAndSolvesAreThoseOfTheLibrary(DataType type) {
        int n = 37;
        INDArray x = matrix(type, 1, 1003);
        INDArray y = matrix(type, 1, 1003);
        assertThat(kernel.dot(1003, Views.address(x, 0), Views.address(y, 0)))
                .isCloseTo(Kernel.LIBRARY.dot(1003, Views.address(x, 0), Views.address(y, 0)), within(1e-3));
        INDArray a = matrix(type, n, 50);
        INDArray right = matrix(type, n, 5);
        INDArray[] solutions = new INDArray[2];
        for (Kernel each : new Kernel[] {kernel, Kernel.LIBRARY}) {
            INDArray s = Nd4j.create(type, n, n);
            each.square(n, 50, Views.address(a, 0), Views.address(s, 0), n);
            s.addi(Nd4j.eye(n).castTo(type).muli(10));
            INDArray solution = right.dup('c');
            assertThat(each.factor(n, Views.address(s, 0))).isZero();
            each.solve(n, 5, Views.address(s, 0), Views.address(solution, 0));
            solutions[each == kernel ? 0 : 1] = solution;
        }
        assertThat(solutions[0].distance2(solutions[1])).isLessThan(1e-4);
        assertThat(solutions[1].norm2Number().doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsNamedByItsRow() {
        assertThat(kernel.factor(3, new double[] {1, 0, 0, 1, 1, 0, 0, 0, 1})).isEqualTo(2);
        assertThat(kernel.factor(2, new double[] {Double.NaN, 0, 0, 1})).isEqualTo(1);
    }

    @Test
    void momentsAndMultiplesAreThoseOfTheLibrary() {
        INDArray a = matrix(DataType.FLOAT, 40, 6);
        INDArray b = matrix(DataType.FLOAT, 40, 7);
        INDArray ones = Nd4j.ones(DataType.FLOAT, 40);
        INDArray[] moments = {Nd4j.create(DataType.FLOAT, 7, 7), Nd4j.create(DataType.FLOAT, 7, 7)};
        Kernel[] kernels = {kernel, Kernel.LIBRARY};
        for (int i = 0; i < 2; i++) {
            kernels[i].moments(
                    40,
                    6,
                    7,
                    Views.address(a, 0),
                    Views.address(b, 0),
                    Views.address(moments[i], 0),
                    Views.address(ones, 0));
            kernels[i].add(20, 0.5, Views.address(a, 3), Views.address(moments[i], 5));
            kernels[i].scale(10, -3, Views.address(moments[i], 20));
            kernels[i].copy(4, Views.address(b, 2), Views.address(moments[i], 40));
        }
        assertThat(moments[0].distance2(moments[1])).isLessThan(1e-4);
    }
}
