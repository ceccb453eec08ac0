package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class NormalTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Normal();
    }

    /** Krizhevsky, Sutskever and Hinton, 2012: standard deviation 0.01. */
    @Test
    void standardDeviationIsOneHundredthByDefaultWhateverTheWidths() {
        Sample.of(Maps.start(new Normal(), 1000, 1000).weight()).requireNormal(0, 1e-4);
        Sample.of(Maps.start(new Normal(), 1000, 100).weight()).requireNormal(0, 1e-4);
    }

    @Test
    void meanAndStandardDeviationAreAsSet() {
        Normal normal = Specs.configure(new Normal(), "normal(mean=3, sd=32)");
        Sample.of(Maps.start(normal, 1000, 1000).weight()).requireNormal(3, 1024);
    }

    @Test
    void biasesAreZero() {
        DenseStart map = Maps.start(new Normal(), 3, 4);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }
}
