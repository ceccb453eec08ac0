package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.LinearAlgebra;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Workers;

/** Beside what {@link RidgeTest} asks of both precisions. */
class RidgeStepTest {
    private static final double RHO = 0.4;
    private static final int OUTPUTS = 3;

    private final LinearAlgebra algebra = new SharedAlgebra(new Workers(2));
    private final Random random = new Random(5);

    private INDArray random(long rows, long columns) {
        INDArray array = Nd4j.create(DataType.FLOAT, rows, columns);
        for (long i = 0; i < rows * columns; i++) {
            array.putScalar(i / columns, i % columns, random.nextGaussian());
        }
        return array;
    }

    private static RidgeStep.Aim on(RidgeStep.Aim aim, INDArray weight, INDArray bias, INDArray turn, double decay) {
        return new RidgeStep.Aim(
                weight, bias, aim.centre(), aim.input(), aim.z().dup(), aim.v(), aim.length(), turn, decay);
    }

    private RidgeStep.Aim aim(int n, int inputs, double centre) {
        INDArray weight = random(inputs, OUTPUTS);
        INDArray bias = random(1, OUTPUTS);
        INDArray input = random(n, inputs);
        INDArray z = input.mmul(weight).addRowVector(bias);
        return new RidgeStep.Aim(weight, bias, centre, input, z, random(n, OUTPUTS), 0.7, null, 0);
    }

    @ParameterizedTest
    @CsvSource({"20, 7, 0", "20, 7, 0.5", "6, 90, 0", "70, 90, 0.5"})
    void whatTheTurnAndTheDecayDoToTheStep(int n, int inputs, double centre) {
        RidgeStep.Aim aim = aim(n, inputs, centre);
        INDArray turn = random(OUTPUTS, OUTPUTS);
        INDArray weight = aim.weight().dup();
        INDArray bias = aim.bias().dup();
        new RidgeStep(RHO).move(algebra, on(aim, weight, bias, null, 0), 3);
        INDArray expected = aim.weight().mul(0.75).add(weight.sub(aim.weight()).mmul(turn));
        INDArray expectedBias = aim.bias().add(bias.sub(aim.bias()).mmul(turn));
        weight.assign(aim.weight());
        bias.assign(aim.bias());
        new RidgeStep(RHO).move(algebra, on(aim, weight, bias, turn, 0.25), 3);
        assertThat(weight.distance2(expected)).isLessThan(1e-4);
        assertThat(bias.distance2(expectedBias)).isLessThan(1e-4);
        assertThat(weight.distance2(aim.weight())).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"6, 90, 500", "70, 90, 500", "70, 90, 2"})
    void aMapWhoseValuesAreKnownMovesAsOthersDoAndItsNewValuesFollow(int n, int inputs, double lambda) {
        RidgeStep.Aim aim = aim(n, inputs, 0.5);
        INDArray turn = random(OUTPUTS, OUTPUTS);
        INDArray weight = aim.weight().dup();
        INDArray bias = aim.bias().dup();
        new RidgeStep(RHO).move(algebra, on(aim, weight, bias, turn, 0.25), lambda);

        RidgeStep step = new RidgeStep(RHO);
        RidgeStep.Aim known = on(aim, aim.weight().dup(), aim.bias().dup(), turn, 0.25);
        step.room(n);
        for (int slice = 0; slice < RidgeStep.slices(aim.input()); slice++) {
            step.square(algebra, aim.input(), slice);
        }
        step.solveUnchanged(algebra, known, step.factor(algebra, aim.input(), 0.5, lambda), lambda, true);
        step.moveUnchanged(algebra, known);
        assertThat(known.weight().distance2(weight)).isLessThan(1e-4);
        assertThat(known.bias().distance2(bias)).isLessThan(1e-4);
        assertThat(known.z().distance2(aim.input().mmul(weight).addRowVector(bias)))
                .isLessThan(1e-3);
        assertThat(known.z().distance2(aim.z())).isGreaterThan(1);
    }

    @Test
    void valuesStayIfNobodyAsksForThem() {
        RidgeStep.Aim aim = aim(6, 90, 0);
        INDArray z = aim.z().dup();
        RidgeStep step = new RidgeStep(RHO);
        step.room(6);
        step.square(algebra, aim.input(), 0);
        step.solveUnchanged(algebra, aim, step.factor(algebra, aim.input(), 0, 5), 5, false);
        assertThat(aim.z()).isEqualTo(z);
    }

    @ParameterizedTest
    @CsvSource({"100, FLOAT", "1e-4, DOUBLE"})
    void equationsAreSolvedInSinglePrecisionIfTheirConditionAllowsIt(double least, DataType type) {
        Equations equations = new Equations(new Blocks());
        double[] s = {least + 1, 0, 2, least + 5};
        double[] x = {3, 4};
        INDArray factor = equations.factor(algebra, s, 2, least);
        equations.solve(algebra, factor, x, 1);
        assertThat(factor.dataType()).isEqualTo(type);
        assertThat((least + 1) * x[0] + 2 * x[1]).isCloseTo(3, within(1e-5));
        assertThat(2 * x[0] + (least + 5) * x[1]).isCloseTo(4, within(1e-5));
    }
}
