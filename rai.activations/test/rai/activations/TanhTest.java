package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.TiledActivation;

class TanhTest implements BuiltInContract {
    @Override
    public TiledActivation activation() {
        return new Tanh();
    }

    @Override
    public String golden() {
        return "tanh";
    }

    /** tanh(ln 2) = (4 - 1) / (4 + 1), by hand. */
    @Test
    void valueAtLn2IsThreeFifths() {
        assertThat(activation().value(Math.log(2))).isCloseTo(0.6, within(1e-15));
        assertThat(activation().derivative(Math.log(2))).isCloseTo(0.64, within(1e-15));
    }

    @Test
    void slopeAtZeroIsOne() {
        assertThat(activation().derivative(0)).isEqualTo(1);
    }

    /** PyTorch 1.13, float64: 1 - a² has lost half its digits here. */
    @Test
    void derivativeNearSaturationKeepsWhatTheValueKnows() {
        assertThat(activation().derivative(10)).isCloseTo(8.244614529632978e-09, within(1e-20));
    }

    @Test
    void tinyFloatsPassUnchanged() {
        INDArray z = Nd4j.createFromArray(1e-30f, -1e-30f, 1e-40f, -1e-12f);
        activation().value(z, z);
        assertThat(z.toFloatVector()).containsExactly(1e-30f, -1e-30f, 1e-40f, -1e-12f);
    }
}
