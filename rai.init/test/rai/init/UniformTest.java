package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class UniformTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Uniform();
    }

    @Test
    void weightsFillTheRangeEvenly() {
        Uniform uniform = Specs.configure(new Uniform(), "uniform(low=-1, high=3)");
        Sample.of(Maps.start(uniform, 1000, 1000).weight()).requireUniform(-1, 3);
    }

    @Test
    void rangeIsSmallAndSymmetricByDefault() {
        Sample.of(Maps.start(new Uniform(), 1000, 100).weight()).requireUniform(-0.05, 0.05);
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(new Uniform(), 3, 4).bias())).containsOnly(0);
    }

    @Test
    void reversedRangeIsRefused() {
        Uniform uniform = Specs.configure(new Uniform(), "uniform(low=2, high=1)");
        assertThatThrownBy(() -> Maps.start(uniform, 3, 4))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("low <= high");
    }
}
