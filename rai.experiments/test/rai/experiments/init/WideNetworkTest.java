package rai.experiments.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import rai.experiments.ScalarCurve;

class WideNetworkTest {
    static final ScalarCurve IDENTITY = curve(z -> z, z -> 1);
    static final ScalarCurve RELU = curve(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0);
    static final ScalarCurve TANH = curve(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z));

    static ScalarCurve curve(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return new ScalarCurve() {
            @Override
            public double[] values(double[] z) {
                return Arrays.stream(z).map(value).toArray();
            }

            @Override
            public double[] slopes(double[] z) {
                return Arrays.stream(z).map(slope).toArray();
            }
        };
    }

    private static WideNetwork network(double variance) {
        return new WideNetwork(new double[] {1, 3}, 0.5, 100, variance, 4);
    }

    @Test
    void xavierKeepsTheVarianceOfTheIdentityAndKaimingThatOfRelu() {
        assertThat(network(0.01).forward(IDENTITY)).containsExactly(new double[] {1, 1, 1, 1}, within(1e-9));
        assertThat(network(0.02).forward(RELU)).containsExactly(new double[] {1, 1, 1, 1}, within(1e-3));
        assertThat(network(0.02).backward(RELU)).containsExactly(new double[] {1, 1, 1, 1}, within(1e-3));
    }

    @Test
    void kaimingDoublesTheVarianceOfTheIdentityPerMap() {
        assertThat(network(0.02).forward(IDENTITY)).containsExactly(new double[] {1, 2, 4, 8}, within(1e-8));
        assertThat(network(0.02).backward(IDENTITY)).containsExactly(new double[] {8, 4, 2, 1}, within(1e-8));
    }

    /** E[tanh(u)²] = 0.394294 and E[tanh'(u)²] = 0.464403 for u ~ N(0, 1). */
    @Test
    void tanhHasTheMomentsOfTheQuadrature() {
        WideNetwork one = new WideNetwork(new double[] {1}, 1, 100, 0.01, 2);
        assertThat(one.forward(TANH)[1]).isCloseTo(0.394294, within(1e-6));
        assertThat(one.backward(TANH)[0]).isCloseTo(0.464403, within(1e-6));
    }
}
