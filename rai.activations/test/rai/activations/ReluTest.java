package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.activation.TiledActivation;

class ReluTest implements BuiltInContract {
    @Override
    public TiledActivation activation() {
        return new Relu();
    }

    @Override
    public String golden() {
        return "relu";
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Test
    void negativeInputsGiveZero() {
        assertThat(activation().value(-2.5)).isZero();
        assertThat(activation().value(2.5)).isEqualTo(2.5);
    }

    /** PyTorch's choice. */
    @Test
    void derivativeAtTheKinkIsZero() {
        assertThat(activation().derivative(0)).isZero();
        assertThat(activation().derivative(Double.MIN_VALUE)).isEqualTo(1);
    }
}
