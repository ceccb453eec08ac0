package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.spec.SpecException;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Workers;

class RidgeTest {
    private static final double LAMBDA = 1.7;
    private static final double RHO = 0.3;
    private static final double CENTRE = 0.5;

    @ParameterizedTest
    @CsvSource({"5, 9, DOUBLE", "40, 6, DOUBLE", "5, 9, FLOAT", "40, 6, FLOAT", "300, 200, FLOAT", "300, 290, DOUBLE"})
    void theMapMovesToWhereTheGradientOfTheObjectiveVanishes(int examples, int inputs, DataType type) {
        Map map = new Map(type, examples, inputs, 3);
        map.move(examples);
        assertThat(map.gradient()).isLessThan(type == DataType.FLOAT ? 1e-5 * examples : 1e-10 * examples);
    }

    @Test
    void aMapMovedByBlocksOfRowsIsThatMovedByAllAtOnce() {
        Map whole = new Map(DataType.DOUBLE, 40, 6, 3);
        Map blocks = new Map(DataType.DOUBLE, 40, 6, 3);
        whole.move(40);
        blocks.move(15);
        assertThat(blocks.weight.distance2(whole.weight)).isLessThan(1e-12);
        assertThat(blocks.bias.distance2(whole.bias)).isLessThan(1e-12);
        assertThat(whole.weight.distance2(whole.before)).isGreaterThan(0.1);
    }

    @Test
    void aMapWithFewerRowsThanInputsMovedByBlocksIsThatMovedByAllAtOnce() {
        Map whole = new Map(DataType.DOUBLE, 9, 20, 3);
        Map blocks = new Map(DataType.DOUBLE, 9, 20, 3);
        whole.move(9);
        blocks.move(4);
        assertThat(blocks.weight.distance2(whole.weight)).isLessThan(1e-12);
    }

    @Test
    void arraysAreSolvedInPlace() {
        INDArray a = random(new Random(3), DataType.DOUBLE, 20, 20);
        INDArray spd = a.mmul(a.transpose()).add(Nd4j.eye(20).castTo(DataType.DOUBLE));
        INDArray right = random(new Random(4), DataType.DOUBLE, 20, 7);
        double[] x = Doubles.copy(right);
        new SharedAlgebra(new Workers(1)).solve(Doubles.copy(spd), 20, x, 7);
        assertThat(spd.mmul(Nd4j.createFromArray(x).reshape(20, 7)).distance2(right))
                .isLessThan(1e-11);
    }

    @Test
    void arraysThatAreNotPositiveDefiniteAreRefusedWithTheRow() {
        assertThatThrownBy(
                        () -> new SharedAlgebra(new Workers(1)).solve(new double[] {1, 1, 1, 1}, 2, new double[2], 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("row 2 depends on those before it");
    }

    @ParameterizedTest
    @CsvSource({"7, 5, false", "300, 250, false", "40, 300, true"})
    void aProductInSinglePrecisionIsThatInDouble(int rows, int columns, boolean transpose) {
        SharedAlgebra algebra = new SharedAlgebra(new Workers(2));
        INDArray a = random(new Random(5), DataType.FLOAT, rows, columns);
        INDArray b = random(new Random(6), DataType.FLOAT, transpose ? rows : columns, 9);
        int n = transpose ? columns : rows;
        INDArray gram = Nd4j.create(DataType.FLOAT, n, n);
        INDArray product = Nd4j.ones(DataType.FLOAT, n, 9);
        algebra.product(a, transpose, a, !transpose, false, gram);
        algebra.product(a, transpose, b, false, true, product);
        INDArray exact = (transpose ? a.transpose() : a).castTo(DataType.DOUBLE);
        assertThat(gram.castTo(DataType.DOUBLE).distance2(exact.mmul(exact.transpose())))
                .isLessThan(1e-5 * exact.length());
        assertThat(product.castTo(DataType.DOUBLE)
                        .distance2(exact.mmul(b.castTo(DataType.DOUBLE)).add(1)))
                .isLessThan(1e-5 * exact.length());
    }

    private static INDArray random(Random random, DataType type, long rows, long columns) {
        INDArray array = Nd4j.create(type, rows, columns);
        for (long i = 0; i < rows * columns; i++) {
            array.putScalar(i / columns, i % columns, random.nextGaussian());
        }
        return array;
    }

    /** A map with its rows, and what is minimized, written down once more in plain loops. */
    private static final class Map {
        private final Ridge ridge;
        private final INDArray input;
        private final INDArray target;
        private final INDArray weight;
        private final INDArray bias;
        private final INDArray before;
        private final INDArray biasBefore;

        Map(DataType type, int examples, int inputs, int outputs) {
            Random random = new Random(7);
            ridge = new Ridge(new SharedAlgebra(new Workers(2)), RHO);
            input = random(random, type, examples, inputs);
            target = random(random, type, examples, outputs);
            weight = random(random, type, inputs, outputs);
            bias = random(random, type, 1, outputs);
            before = weight.dup();
            biasBefore = bias.dup();
        }

        void move(int rows) {
            if (input.dataType() == DataType.FLOAT) {
                new RidgeStep(RHO)
                        .move(
                                new SharedAlgebra(new Workers(2)),
                                new RidgeStep.Aim(weight, bias, CENTRE, input, target, target.mul(0), 1, null, 0),
                                LAMBDA);
                return;
            }
            if (rows >= input.size(0)) {
                ridge.fit(weight, bias, CENTRE, input, Doubles.of(target)::get, LAMBDA);
                return;
            }
            ridge.begin(weight, bias, CENTRE);
            int outputs = (int) target.size(1);
            for (int first = 0; first < input.size(0); first += rows) {
                int from = first;
                int to = (int) Math.min(input.size(0), first + rows);
                INDArray block = Nd4j.create(input.dataType(), to - from, input.size(1));
                for (int i = from; i < to; i++) {
                    block.putRow(i - from, input.getRow(i));
                }
                ridge.add(block, (at, x, count) -> Doubles.of(target).get(from * outputs + at, x, count));
            }
            ridge.move(LAMBDA);
        }

        /** The largest partial derivative of ‖(H - c) ΔW + ρ 1β - R‖² + λ (‖ΔW‖² + ‖β‖²). */
        double gradient() {
            int n = (int) input.size(0);
            int p = (int) input.size(1);
            int m = (int) target.size(1);
            double largest = 0;
            for (int j = 0; j < m; j++) {
                double[] change = new double[p + 1];
                double shift = 0;
                for (int k = 0; k < p; k++) {
                    change[k] = weight.getDouble(k, j) - before.getDouble(k, j);
                    shift += CENTRE * change[k];
                }
                change[p] = (bias.getDouble(0, j) - biasBefore.getDouble(0, j) + shift) / RHO;
                double[] gradient = new double[p + 1];
                for (int k = 0; k <= p; k++) {
                    gradient[k] = LAMBDA * change[k];
                }
                for (int i = 0; i < n; i++) {
                    double error = bias.getDouble(0, j) - target.getDouble(i, j);
                    for (int k = 0; k < p; k++) {
                        error += input.getDouble(i, k) * weight.getDouble(k, j);
                    }
                    for (int k = 0; k < p; k++) {
                        gradient[k] += (input.getDouble(i, k) - CENTRE) * error;
                    }
                    gradient[p] += RHO * error;
                }
                for (double g : gradient) {
                    largest = Math.max(largest, Math.abs(g));
                }
            }
            return largest;
        }
    }
}
