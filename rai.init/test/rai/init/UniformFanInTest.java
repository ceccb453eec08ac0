package rai.init;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;

class UniformFanInTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new UniformFanIn();
    }

    /** fan-in 25: ±1/5. */
    @Test
    void weightsAreWithinTheInverseRootOfFanIn() {
        Sample.of(Maps.start(new UniformFanIn(), 25, 40_000).weight()).requireUniform(-0.2, 0.2);
    }

    @Test
    void biasesAreDrawnLikeWeights() {
        DenseStart map = Maps.start(new UniformFanIn(), 4, 250_000);
        Sample.of(map.bias()).requireUniform(-0.5, 0.5);
    }
}
