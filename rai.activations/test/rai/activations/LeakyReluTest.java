package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.TiledActivation;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

class LeakyReluTest implements BuiltInContract {
    @Override
    public TiledActivation activation() {
        return new LeakyRelu();
    }

    @Override
    public String golden() {
        return "leaky-relu(slope=0.01)";
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    /** Maas, Hannun and Ng, 2013, use slope 0.01. */
    @Test
    void slopeIsOneHundredthByDefault() {
        assertThat(activation().value(-3.0)).isEqualTo(-0.03);
        assertThat(activation().derivative(-3)).isEqualTo(0.01);
    }

    /** PyTorch's choice. */
    @Test
    void derivativeAtTheKinkIsTheSlope() {
        assertThat(activation().derivative(0)).isEqualTo(0.01);
    }

    @Test
    void negativeSlopeIsRefused() {
        assertThatThrownBy(() -> Specs.configure(new LeakyRelu(), "leaky-relu(slope=-0.1)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("slope");
    }

    @Nested
    class WithSlopeOneFifth implements BuiltInContract {
        @Override
        public TiledActivation activation() {
            return Specs.configure(new LeakyRelu(), "leaky-relu(slope=0.2)");
        }

        @Override
        public String golden() {
            return "leaky-relu(slope=0.2)";
        }

        @Override
        public double[] kinks() {
            return new double[] {0};
        }
    }

    @Nested
    class WithSlopeZero implements BuiltInContract {
        @Override
        public TiledActivation activation() {
            return Specs.configure(new LeakyRelu(), "leaky-relu(slope=0)");
        }

        @Override
        public String golden() {
            return "relu";
        }

        @Override
        public double[] kinks() {
            return new double[] {0};
        }
    }

    /** Above 1 the value is no longer the larger one of z and slope · z. */
    @Test
    void slopeMayExceedOne() {
        LeakyRelu steep = Specs.configure(new LeakyRelu(), "leaky-relu(slope=2)");
        INDArray z = Nd4j.createFromArray(-3f, 3f);
        steep.value(z, z);
        assertThat(z.toFloatVector()).containsExactly(-6, 3);
    }
}
