package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Probe;
import rai.testkit.ProbeContract;
import rai.testkit.Specs;

class DeadUnitsTest implements ProbeContract {
    /** The first unit is never active, the third once. */
    private static final INDArray Z =
            FakeRun.matrix(new double[] {-1, 2, -3, 0.5}, new double[] {-0.1, -7, 4, 1}, new double[] {-5, 1, -1, 9});

    @Override
    public Probe probe() {
        return new DeadUnits();
    }

    private static List<Double> relu(String spec) {
        return new FakeRun()
                .activation(Z, FakeRun.RELU)
                .measured(Specs.configure(new DeadUnits(), spec))
                .get("act_1");
    }

    @Test
    void aReluThatIsNeverActiveIsDead() {
        assertThat(relu("dead-units")).containsExactly(0.25, 1.0, 6 / 12.0);
    }

    @Test
    void aSigmoidIsSaturatedWhereItsSlopeIsSmallAndDeadIfItIsSoForEveryExample() {
        INDArray z = FakeRun.matrix(new double[] {6, 0}, new double[] {-7, 5});
        FakeRun run = new FakeRun().activation(z, new FakeRun.Sigmoid());
        assertThat(run.measured(probe()).get("act_1")).containsExactly(0.0, 0.0, 0.75);
        Probe wide = Specs.configure(new DeadUnits(), "dead-units(threshold=0.003, slope=0.001)");
        assertThat(run.measured(wide).get("act_1")).containsExactly(0.5, 1.0, 0.25);
    }

    @Test
    void unitsThatHaveLearntTheirOwnAreJudgedByTheirOwn() {
        INDArray negative = FakeRun.matrix(new double[] {-1, -1, -1}, new double[] {-2, -2, -2});
        FakeRun run = new FakeRun().slopes(negative, 0, 0.25, 0.001);
        assertThat(run.measured(probe()).get("slope_1")).containsExactly(1 / 3.0, 1.0, 4 / 6.0);
    }

    @Test
    void aUnitThatIsNanIsNeitherDeadNorSaturated() {
        INDArray z = FakeRun.matrix(new double[] {Double.NaN}, new double[] {Double.NaN});
        FakeRun run = new FakeRun().activation(z, new FakeRun.Sigmoid());
        assertThat(run.measured(probe()).get("act_1")).containsExactly(0.0, 0.0, 0.0);
    }

    @Test
    void mapsHaveNoRow() {
        assertThat(new FakeRun().dense(Z).measured(probe())).isEmpty();
    }
}
