package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rai.init.Maps.IDENTITY;
import static rai.init.Maps.NOTHING;
import static rai.init.Maps.RELU;
import static rai.init.Maps.SIGMOID;
import static rai.init.Maps.TANH;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.init.DenseStart;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;

class IsometricTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Isometric();
    }

    @Override
    public List<Neighbour> neighbours() {
        return List.of(SIGMOID.get(), TANH.get(), RELU.get());
    }

    @Test
    void betweenSigmoidsWeightsAreFourTimesOrthogonalAndBiasesCentre() {
        DenseStart map = start(30, 30, SIGMOID, SIGMOID);
        Gram.requireScaledIdentity(map.weight().transpose().mmul(map.weight()), 16, 1e-12);
        requireCentred(map);
    }

    @Test
    void betweenTanhsWeightsAreOrthogonal() {
        requireGain(1, TANH);
    }

    @Test
    void afterReluWeightsAreRootTwoTimesOrthogonal() {
        requireGain(Math.sqrt(2), RELU);
    }

    @Test
    void afterTheIdentityWeightsAreOrthogonal() {
        requireGain(1, IDENTITY);
    }

    /** E[(e^u)²] = e² for a normal u; and leaky relu has (1 + slope²) / 2. */
    @Test
    void afterOtherActivationsTheSecondMomentSetsTheGain() {
        requireGain(Math.exp(-1), Maps.activation("exponential", Math::exp));
        requireGain(Math.sqrt(2 / 1.04), Maps.activation("leaky-relu", z -> z > 0 ? z : 0.2 * z));
    }

    @Test
    void activationWithoutAScaleIsRefused() {
        assertThatThrownBy(() -> start(3, 3, Maps.activation("nothing", z -> 0), TANH))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void moreUnitsThanInputsKeepTheVarianceOfEach() {
        DenseStart map = start(20, 50, TANH, TANH);
        Gram.requireScaledIdentity(map.weight().mmul(map.weight().transpose()), 2.5, 1e-12);
    }

    @Test
    void fewerUnitsThanInputsAreOrthonormal() {
        DenseStart map = start(50, 20, TANH, TANH);
        Gram.requireScaledIdentity(map.weight().transpose().mmul(map.weight()), 1, 1e-12);
    }

    @Test
    void firstMapBeforeTanhGetsNormalWeightsAndBiases() {
        DenseStart map = start(4, 250_000, NOTHING, TANH);
        Sample.of(map.weight()).requireNormal(0, 0.25);
        Sample.of(map.bias()).requireNormal(0, 0.25);
    }

    @Test
    void firstMapBeforeSigmoidGetsTwiceThat() {
        DenseStart map = start(4, 250_000, NOTHING, SIGMOID);
        Sample.of(map.weight()).requireNormal(0, 1);
        Sample.of(map.bias()).requireNormal(0, 1);
    }

    @Test
    void linearOutputAfterSigmoidGetsCentredNormalWeights() {
        DenseStart map = start(1000, 1000, SIGMOID, NOTHING);
        Sample.of(map.weight()).requireNormal(0, 0.004);
        requireCentred(map);
    }

    @Test
    void linearOutputAfterReluGetsNormalWeightsOfItsGain() {
        DenseStart map = start(1000, 1000, RELU, NOTHING);
        Sample.of(map.weight()).requireNormal(0, 0.002);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }

    @Test
    void networkOfOneLinearMapHasNoBiases() {
        assertThat(Maps.numbers(start(5, 8, NOTHING, NOTHING).bias())).containsOnly(0);
    }

    /** The definition of the centred coordinates: z of the sigmoid network is twice that of the tanh network, the output equal. */
    @Test
    void sigmoidNetworkComputesWhatTheTanhNetworkComputes() {
        INDArray x = Nd4j.createFromArray(new double[][] {{0.3, -1.2}, {1.7, 0.4}, {-0.6, -0.1}});
        INDArray sigmoid = forward(x, SIGMOID, 30, 20, 2);
        INDArray tanh = forward(x, TANH, 30, 20, 2);
        double[] expected = Maps.numbers(tanh);
        double[] actual = Maps.numbers(sigmoid);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-10));
        }
        assertThat(Math.abs(expected[0] - expected[1]))
                .as("two examples are still apart")
                .isGreaterThan(1e-3);
    }

    /** 30 layers of relu: mean squares of pre-activations neither vanish nor explode. */
    @Test
    void reluKeepsTheScaleOfPreActivationsThroughDepth() {
        INDArray x = Nd4j.createFromArray(new double[][] {{0.3, -1.2}, {1.7, 0.4}, {-0.6, -0.1}});
        INDArray z = forward(x, RELU, 30, 200, 200);
        assertThat(z.mul(z).meanNumber().doubleValue()).isBetween(0.2, 5.0);
    }

    private static INDArray forward(INDArray x, Optional<Neighbour> activation, int hidden, int width, int outputs) {
        INDArray a = x;
        for (int t = 0; t <= hidden; t++) {
            DenseStart map = Maps.start(
                    new Isometric(),
                    a.size(1),
                    t == hidden ? outputs : width,
                    t == 0 ? NOTHING : activation,
                    t == hidden ? NOTHING : activation,
                    t);
            INDArray z = a.mmul(map.weight()).addRowVector(map.bias()).dup('c');
            if (t == hidden) {
                return z;
            }
            a = Nd4j.create(DataType.DOUBLE, z.shape());
            activation.get().activation().value(z, a);
        }
        throw new IllegalStateException();
    }

    private static void requireGain(double gain, Optional<Neighbour> input) {
        DenseStart map = start(30, 30, input, TANH);
        Gram.requireScaledIdentity(map.weight().transpose().mmul(map.weight()), gain * gain, 1e-8);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }

    /** b = -1/2 column sums of W. */
    private static void requireCentred(DenseStart map) {
        double[] sums = Maps.numbers(map.weight().sum(0));
        double[] bias = Maps.numbers(map.bias());
        for (int i = 0; i < sums.length; i++) {
            assertThat(bias[i]).isCloseTo(-sums[i] / 2, within(1e-12));
        }
    }

    private static DenseStart start(long fanIn, long fanOut, Optional<Neighbour> input, Optional<Neighbour> output) {
        return Maps.start(new Isometric(), fanIn, fanOut, input, output, 1);
    }
}
