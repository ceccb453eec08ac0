package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Probe;
import rai.testkit.ProbeContract;

class GradientFlowTest implements ProbeContract {
    private static final INDArray WEIGHT = FakeRun.matrix(new double[] {6, 8});
    private static final INDArray GRADIENT = FakeRun.matrix(new double[] {0.3, -0.4});
    private static final INDArray OUTPUT = FakeRun.matrix(new double[] {1, 2}, new double[] {2, 4});

    @Override
    public Probe probe() {
        return new GradientFlow();
    }

    @Test
    void aLayerHasTheNormOfItsGradientAlsoRelativelyThatOfItsOutputAndTheMeanSizeOfItsGradient() {
        FakeRun run = new FakeRun().dense(WEIGHT, WEIGHT, GRADIENT, OUTPUT).activation(OUTPUT, FakeRun.RELU);
        assertThat(run.measured(probe()).get("dense_1")).containsExactly(0.5, 0.05, 5.0, 0.175);
    }

    @Test
    void aLayerThatLearnsNothingHasThatOfItsOutputAlone() {
        FakeRun run = new FakeRun().dense(WEIGHT).activation(OUTPUT, FakeRun.RELU);
        assertThat(run.measured(probe()).get("act_2")).containsExactly(Double.NaN, Double.NaN, 5.0, Double.NaN);
    }

    @Test
    void theNetworkHasThoseOfAllParameters() {
        FakeRun run = new FakeRun()
                .dense(WEIGHT, WEIGHT, GRADIENT.mul(6), OUTPUT)
                .dense(WEIGHT.mul(0), WEIGHT, GRADIENT.mul(8), OUTPUT);
        assertThat(run.measured(probe()).get("network")).containsExactly(5.0, 0.5, Double.NaN, 1.225);
        assertThat(run.measured(probe()).get("dense_2").get(1)).isNaN();
    }

    @Test
    void numbersWhoseSquaresOverflowHaveANorm() {
        INDArray huge = FakeRun.matrix(new double[] {3e200, 4e200});
        FakeRun run = new FakeRun().dense(WEIGHT, WEIGHT, huge, OUTPUT);
        assertThat(run.measured(probe()).get("dense_1").get(0)).isCloseTo(5e200, within(1e186));
    }
}
