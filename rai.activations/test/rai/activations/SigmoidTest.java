package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.TiledActivation;

class SigmoidTest implements BuiltInContract {
    @Override
    public TiledActivation activation() {
        return new Sigmoid();
    }

    @Override
    public String golden() {
        return "sigmoid";
    }

    /** σ(ln 3) = 1 / (1 + 1/3) = 3/4, by hand. */
    @Test
    void valueAtLn3IsThreeQuarters() {
        assertThat(activation().value(Math.log(3))).isCloseTo(0.75, within(1e-15));
        assertThat(activation().derivative(Math.log(3))).isCloseTo(0.1875, within(1e-15));
    }

    @Test
    void slopeAtZeroIsOneQuarter() {
        assertThat(activation().value(0.0)).isEqualTo(0.5);
        assertThat(activation().derivative(0)).isEqualTo(0.25);
    }

    /** PyTorch 1.13, float64. */
    @Test
    void farBelowZeroItKeepsItsRelativePrecision() {
        assertThat(activation().value(-50.0)).isCloseTo(1.928749847963918e-22, withinPercentage(1e-10));
    }

    @Test
    void floatsSaturateAtExactlyZeroAndOne() {
        INDArray z = Nd4j.createFromArray(-1000f, Float.NEGATIVE_INFINITY, -120f, 1000f, Float.POSITIVE_INFINITY, 120f);
        activation().value(z, z);
        assertThat(z.toFloatVector()).containsExactly(0, 0, 0, 1, 1, 1);
    }
}
