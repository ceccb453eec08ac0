package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Probe;
import rai.testkit.ProbeContract;

class DistanceTest implements ProbeContract {
    @Override
    public Probe probe() {
        return new Distance();
    }

    @Test
    void aLayerIsAsFarAsItsParametersHaveMoved() {
        INDArray start = FakeRun.matrix(new double[] {6, 8});
        INDArray end = FakeRun.matrix(new double[] {9, 12});
        INDArray zero = start.mul(0);
        FakeRun run = new FakeRun()
                .dense(end, start, end, end)
                .activation(end, FakeRun.RELU)
                .dense(end.mul(4), zero, end, end);
        assertThat(run.measured(probe())).containsOnlyKeys("dense_1", "dense_3", "network");
        assertThat(run.measured(probe()).get("dense_1")).containsExactly(5.0, 0.5);
        assertThat(run.measured(probe()).get("dense_3")).containsExactly(60.0, Double.NaN);
        assertThat(run.measured(probe()).get("network").get(0)).isCloseTo(Math.sqrt(3625), within(1e-12));
        assertThat(run.measured(probe()).get("network").get(1)).isCloseTo(Math.sqrt(3625) / 10, within(1e-12));
    }
}
