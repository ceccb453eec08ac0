package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class KaimingTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return kaiming("kaiming");
    }

    /** He et al., 2015, equation 10: variance 2/500. */
    @Test
    void weightsAreNormalWithTwoOverFanInByDefault() {
        Sample.of(start("kaiming", 500, 2000)).requireNormal(0, 0.004);
    }

    /** Limits ±√(6/600), which is ±0.1. */
    @Test
    void uniformWeightsHaveTheSameVariance() {
        Sample.of(start("kaiming(distribution=uniform)", 600, 1500)).requireUniform(-0.1, 0.1);
    }

    /** He et al., 2015, equation 14: variance 2/2000. */
    @Test
    void fanOutCountsTheUnits() {
        Sample.of(start("kaiming(mode=fan-out)", 500, 2000)).requireNormal(0, 0.001);
    }

    /** 4 / (500 + 2000); uniform limits ±√(12 / (200 + 1000)), which is ±0.1. */
    @Test
    void averageFanTakesTheMean() {
        Sample.of(start("kaiming(mode=fan-avg)", 500, 2000)).requireNormal(0, 0.0016);
        Sample.of(start("kaiming(mode=fan-avg, distribution=uniform)", 200, 1000))
                .requireUniform(-0.1, 0.1);
    }

    /** He et al., 2015, equation 15: 2 / ((1 + 4) 500). */
    @Test
    void slopeOfLeakyReluLessensTheVariance() {
        Sample.of(start("kaiming(activation=leaky-relu(slope=2))", 500, 2000)).requireNormal(0, 0.0008);
    }

    /** The second moments of tanh and of its slope, from SciPy: 0.394294 and 0.464403. */
    @Test
    void gainIsThatOfTheActivationForwardOrBackward() {
        double[] one = Maps.numbers(start("kaiming(gain=1)", 5, 7));
        requireMultiple(1 / Math.sqrt(0.39429449039784126), start("kaiming(activation=tanh)", 5, 7), one);
        requireMultiple(1 / Math.sqrt(0.4644029024482683), start("kaiming(activation=tanh, gain=backward)", 5, 7), one);
    }

    /** PyTorch's gain for tanh is 5/3: variance 25/9 / 500. */
    @Test
    void numberTakesThePlaceOfTheGain() {
        Sample.of(start("kaiming(activation=tanh, gain=1.6666666666666667)", 500, 2000))
                .requireNormal(0, 25.0 / 9 / 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sideways", "-1", "NaN", "Infinity"})
    void gainThatIsNoneIsRefused(String gain) {
        assertThatThrownBy(() -> start("kaiming(gain=" + gain + ")", 3, 4))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("forward, backward, or a number")
                .hasMessageContaining(gain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "backward"})
    void activationWithoutAScaleIsRefused(String gain) {
        assertThatThrownBy(() -> start("kaiming(activation=nothing, gain=" + gain + ")", 3, 4))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("Nothing");
    }

    @Test
    void biasesAreZero() {
        DenseStart map = Maps.start(kaiming("kaiming"), 3, 4);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }

    private static void requireMultiple(double factor, INDArray actual, double[] one) {
        double[] numbers = Maps.numbers(actual);
        for (int i = 0; i < one.length; i++) {
            assertThat(numbers[i]).isCloseTo(factor * one[i], within(1e-12));
        }
    }

    private static INDArray start(String spec, long fanIn, long fanOut) {
        return Maps.start(kaiming(spec), fanIn, fanOut).weight();
    }

    private static Initializer kaiming(String spec) {
        return Specs.configure(
                new Kaiming(),
                spec,
                new Functions.Relu(),
                new Functions.LeakyRelu(),
                new Functions.Tanh(),
                new Functions.Nothing());
    }
}
