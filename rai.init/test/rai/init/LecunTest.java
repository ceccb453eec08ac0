package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class LecunTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Lecun();
    }

    /** LeCun et al., 1998, equation 16: standard deviation 1/√fan-in. */
    @Test
    void weightsAreNormalWithOneOverFanInByDefault() {
        Sample.of(Maps.start(new Lecun(), 500, 2000).weight()).requireNormal(0, 0.002);
    }

    /** Limits ±√(3/300), which is ±0.1. */
    @Test
    void uniformWeightsHaveTheSameVariance() {
        Lecun lecun = Specs.configure(new Lecun(), "lecun(distribution=uniform)");
        Sample.of(Maps.start(lecun, 300, 3000).weight()).requireUniform(-0.1, 0.1);
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(new Lecun(), 3, 4).bias())).containsOnly(0);
    }
}
