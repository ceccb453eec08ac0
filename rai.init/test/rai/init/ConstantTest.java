package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class ConstantTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return Specs.configure(new Constant(), "constant(value=0.7)");
    }

    @Test
    void allWeightsAreTheValueAndBiasesZero() {
        DenseStart map = Maps.start(initializer(), 3, 4);
        assertThat(Maps.numbers(map.weight())).hasSize(12).containsOnly(0.7);
        assertThat(Maps.numbers(map.bias())).hasSize(4).containsOnly(0);
    }

    @Test
    void valueMustBeGiven() {
        assertThatThrownBy(() -> Specs.configure(new Constant(), "constant"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("value");
    }
}
