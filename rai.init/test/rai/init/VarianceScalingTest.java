package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class VarianceScalingTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new VarianceScaling();
    }

    /** Keras: sd √(1/500) / 0.87962566103423978, truncated at two of them; so the variance is 1/500. */
    @Test
    void weightsAreTruncatedNormalWithOneOverFanInByDefault() {
        double sd = Math.sqrt(1.0 / 500) / 0.87962566103423978;
        Sample weights = Sample.of(start("variance-scaling", 500, 2000));
        weights.requireTruncatedNormal(0, sd, -2 * sd, 2 * sd);
        double squares = Arrays.stream(weights.x()).map(w -> w * w).average().getAsDouble();
        assertThat(squares).as("variance").isCloseTo(0.002, within(0.002 * 0.005));
    }

    @Test
    void scaleMultipliesTheVariance() {
        Sample.of(start("variance-scaling(scale=3, distribution=normal)", 500, 2000))
                .requireNormal(0, 0.006);
    }

    /** Limits ±√(3 · 2 / 600), which is ±0.1. */
    @Test
    void uniformWeightsHaveTheSameVariance() {
        Sample.of(start("variance-scaling(scale=2, distribution=uniform)", 600, 1500))
                .requireUniform(-0.1, 0.1);
    }

    @Test
    void fanOutCountsTheUnits() {
        Sample.of(start("variance-scaling(mode=fan-out, distribution=normal)", 500, 2000))
                .requireNormal(0, 0.0005);
    }

    /** 2 / (500 + 2000). */
    @Test
    void averageFanTakesTheMean() {
        Sample.of(start("variance-scaling(mode=fan-avg, distribution=normal)", 500, 2000))
                .requireNormal(0, 0.0008);
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(new VarianceScaling(), 3, 4).bias())).containsOnly(0);
    }

    private static INDArray start(String spec, long fanIn, long fanOut) {
        return Maps.start(Specs.configure(new VarianceScaling(), spec), fanIn, fanOut)
                .weight();
    }
}
