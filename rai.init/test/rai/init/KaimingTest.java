package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.Spec;
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
    void weightsAreNormalWithTwoOverFanInForRelu() {
        Sample.of(start("kaiming(activation=relu)", 500, 2000)).requireNormal(0, 0.004);
    }

    /** Limits ±√(6/600), which is ±0.1. */
    @Test
    void uniformWeightsHaveTheSameVariance() {
        Sample.of(start("kaiming(activation=relu, distribution=uniform)", 600, 1500))
                .requireUniform(-0.1, 0.1);
    }

    /** He et al., 2015, equation 14: variance 2/2000. */
    @Test
    void fanOutCountsTheUnits() {
        Sample.of(start("kaiming(activation=relu, mode=fan-out)", 500, 2000)).requireNormal(0, 0.001);
    }

    /** 4 / (500 + 2000); uniform limits ±√(12 / (200 + 1000)), which is ±0.1. */
    @Test
    void averageFanTakesTheMean() {
        Sample.of(start("kaiming(activation=relu, mode=fan-avg)", 500, 2000)).requireNormal(0, 0.0016);
        Sample.of(start("kaiming(activation=relu, mode=fan-avg, distribution=uniform)", 200, 1000))
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

    /** Without an activation in the spec, that of the network beside the map counts. */
    @Test
    void theActivationInUseIsTheDefault() {
        double[] one = Maps.numbers(start("kaiming(gain=1)", 5, 7));
        double ofRelu = Math.sqrt(2);
        double ofTanh = 1 / Math.sqrt(0.39429449039784126);
        requireMultiple(ofRelu, between("kaiming", Maps.RELU, Maps.RELU), one);
        requireMultiple(ofRelu, between("kaiming", Maps.NOTHING, Maps.RELU), one); // the first map
        requireMultiple(ofRelu, between("kaiming", Maps.RELU, Maps.NOTHING), one); // the last
        requireMultiple(ofTanh, between("kaiming(activation=auto)", Maps.TANH, Maps.RELU), one);
        requireMultiple(1, between("kaiming", Maps.IDENTITY, Maps.RELU), one);
        requireMultiple(1, between("kaiming", Maps.NOTHING, Maps.NOTHING), one);
        requireMultiple(ofRelu, between("kaiming(activation=relu)", Maps.TANH, Maps.TANH), one);
    }

    /** For gradients it is the activation after the map. */
    @Test
    void inTheBackwardPassTheActivationAfterTheMapCounts() {
        double[] one = Maps.numbers(start("kaiming(gain=1)", 5, 7));
        Optional<DenseStart.Neighbour> tanh =
                Optional.of(new DenseStart.Neighbour(Spec.named("tanh"), new Functions.Tanh()));
        Optional<DenseStart.Neighbour> relu =
                Optional.of(new DenseStart.Neighbour(Spec.named("relu"), new Functions.Relu()));
        requireMultiple(1 / Math.sqrt(0.4644029024482683), between("kaiming(gain=backward)", relu, tanh), one);
        requireMultiple(Math.sqrt(2), between("kaiming(gain=backward)", relu, Maps.NOTHING), one);
    }

    private static INDArray between(
            String spec, Optional<DenseStart.Neighbour> input, Optional<DenseStart.Neighbour> output) {
        return Maps.start(kaiming(spec), 5, 7, input, output, 1).weight();
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
