package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Probe;
import rai.testkit.ProbeContract;

/** Means, spreads and quantiles of pre-activations and weights. */
class DistributionsTest {
    private static final INDArray Z = FakeRun.matrix(new double[] {4, 1}, new double[] {3, 2});

    @TestFactory
    Stream<DynamicTest> preActivationsKeepTheContract() {
        ProbeContract contract = PreActivations::new;
        return contract.probeContract();
    }

    @TestFactory
    Stream<DynamicTest> weightsKeepTheContract() {
        ProbeContract contract = Weights::new;
        return contract.probeContract();
    }

    private static void requireClose(List<Double> actual, double... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).isCloseTo(expected[i], within(1e-12));
        }
    }

    /** numpy.percentile([4, 1, 3, 2], [0, 5, 25, 50, 75, 95, 100]), numpy.std. */
    @Test
    void preActivationsHaveMomentsAndQuantilesOfNumpy() {
        FakeRun run = new FakeRun().dense(Z, Z, Z, Z);
        requireClose(
                run.measured(new PreActivations()).get("dense_1"),
                2.5,
                Math.sqrt(1.25),
                1,
                1.15,
                1.75,
                2.5,
                3.25,
                3.85,
                4);
    }

    @Test
    void anActivationHasARowIfItDoesNotReadAMap() {
        FakeRun run = new FakeRun().dense(Z).activation(Z, FakeRun.RELU).activation(Z, FakeRun.RELU);
        assertThat(run.measured(new PreActivations())).containsOnlyKeys("dense_1", "act_3");
    }

    @Test
    void weightsAreThoseOfAMapWithoutItsBiases() {
        FakeRun run = new FakeRun().dense(Z.mul(2)).slopes(Z, 0.25, 0.75);
        requireClose(
                run.measured(new Weights()).get("dense_1"),
                Math.sqrt(120),
                5,
                Math.sqrt(5),
                2,
                2.3,
                3.5,
                5,
                6.5,
                7.7,
                8);
        requireClose(run.measured(new Weights()).get("slope_2").subList(0, 3), Math.sqrt(0.625), 0.5, 0.25);
    }

    @Test
    void aNanMakesAllOfItsRowNan() {
        Probe probe = new Weights();
        INDArray broken = FakeRun.matrix(new double[] {1, Double.NaN});
        assertThat(new FakeRun().dense(broken).measured(probe).get("dense_1")).containsOnly(Double.NaN);
    }
}
