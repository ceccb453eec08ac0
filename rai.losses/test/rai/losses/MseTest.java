package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class MseTest implements LossContract {
    @Override
    public Loss loss() {
        return new Mse();
    }

    /** Values of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanSquareOverAllElements() {
        INDArray output = Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0);
        INDArray target = Rows.threeByTwo(1, 0, 0, 1, 1, 1);
        assertThat(loss().value(output, target)).isCloseTo(534.09, within(1e-10));
        assertThat(Rows.gradient(loss(), output, target))
                .containsExactly(new double[] {-0.1 / 3, -0.4, 0.1, 1.0 / 3, -41.0 / 3, 13}, within(1e-14));
    }

    @Test
    void dependsOnTheDifferenceAlone() {
        assertThat(loss().ofDifference()).isTrue();
    }

    @Test
    void predictsTheOutputItself() {
        INDArray output = Rows.row(1, 2);
        assertThat(loss().prediction(output)).isSameAs(output);
    }

    @Test
    void manySmallSquaresAreNotLostBesideALargeOne() {
        INDArray output = Nd4j.valueArrayOf(new long[] {1_000, 1_000}, 1e-4, DataType.FLOAT);
        output.putScalar(0, 0, 100);
        double expected = (100.0 * 100 + 999_999 * 1e-8) / 1e6;
        assertThat(loss().value(output, output.like())).isCloseTo(expected, within(1e-12));
    }

    /** Plain ND4J operations; the gradient bit for bit, the mean to the rounding of a square. */
    @Test
    void inFloatDoesWhatItsFormulaSays() {
        INDArray output = Nd4j.rand(DataType.FLOAT, 37, 41).subi(0.5);
        INDArray target = Nd4j.rand(DataType.FLOAT, 37, 41);
        INDArray difference = output.sub(target);
        INDArray gradient = output.ulike();
        double value = loss().gradient(output, target, gradient);
        assertThat(Rows.numbers(gradient)).isEqualTo(Rows.numbers(difference.mul(2.0f / (37 * 41))));
        INDArray exact = difference.castTo(DataType.DOUBLE);
        assertThat(value).isCloseTo(exact.mul(exact).meanNumber().doubleValue(), within(1e-8));
    }
}
