package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class XavierTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Xavier();
    }

    /** Glorot and Bengio, 2010, equation 16: ±√6 / √(500 + 2000), which is ±0.04898979486. */
    @Test
    void weightsAreUniformByDefault() {
        Sample.of(Maps.start(new Xavier(), 500, 2000).weight()).requireUniform(-0.04898979486, 0.04898979486);
    }

    /** Variance 2 / (500 + 2000). */
    @Test
    void normalWeightsHaveTheSameVariance() {
        Xavier xavier = Specs.configure(new Xavier(), "xavier(distribution=normal)");
        Sample.of(Maps.start(xavier, 500, 2000).weight()).requireNormal(0, 0.0008);
    }

    @Test
    void gainMultipliesTheWeights() {
        double[] once = Maps.numbers(Maps.start(new Xavier(), 3, 5).weight());
        double[] fourfold = Maps.numbers(Maps.start(Specs.configure(new Xavier(), "xavier(gain=4)"), 3, 5)
                .weight());
        for (int i = 0; i < once.length; i++) {
            assertThat(fourfold[i]).isEqualTo(4 * once[i]);
        }
    }

    @Test
    void biasesAreZero() {
        DenseStart map = Maps.start(new Xavier(), 3, 4);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }
}
