package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class KaimingTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Kaiming();
    }

    /** He et al., 2015, equation 10: variance 2/500. */
    @Test
    void weightsAreNormalWithTwoOverFanInByDefault() {
        Sample.of(Maps.start(new Kaiming(), 500, 2000).weight()).requireNormal(0, 0.004);
    }

    /** Limits ±√(6/600), which is ±0.1. */
    @Test
    void uniformWeightsHaveTheSameVariance() {
        Sample.of(start("kaiming(distribution=uniform)", 600, 1500)).requireUniform(-0.1, 0.1);
    }

    /** He et al., 2015, equation 14: variance 2/2000. */
    @Test
    void fanOutCountsTheUnits() {
        Sample.of(start("kaiming(fan=out)", 500, 2000)).requireNormal(0, 0.001);
    }

    /** 4 / (500 + 2000); uniform limits ±√(12 / (200 + 1000)), which is ±0.1. */
    @Test
    void averagedFanTakesTheMean() {
        Sample.of(start("kaiming(fan=averaged)", 500, 2000)).requireNormal(0, 0.0016);
        Sample.of(start("kaiming(fan=averaged, distribution=uniform)", 200, 1000)).requireUniform(-0.1, 0.1);
    }

    /** He et al., 2015, equation 15: 2 / ((1 + 4) 500). */
    @Test
    void slopeLessensTheVariance() {
        Sample.of(start("kaiming(slope=2)", 500, 2000)).requireNormal(0, 0.0008);
    }

    @Test
    void biasesAreZero() {
        DenseStart map = Maps.start(new Kaiming(), 3, 4);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }

    private static INDArray start(String spec, long fanIn, long fanOut) {
        return Maps.start(Specs.configure(new Kaiming(), spec), fanIn, fanOut).weight();
    }
}
