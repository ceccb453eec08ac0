package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.spec.SpecException;
import rai.testkit.ProbeContract;
import rai.testkit.Specs;

class ActivationCurveTest implements ProbeContract {
    private static final INDArray Z = FakeRun.matrix(new double[] {1, 2});

    @Override
    public Probe probe() {
        return new ActivationCurve();
    }

    private static Probe probe(String settings) {
        return Specs.configure(new ActivationCurve(), "activation-curve(" + settings + ")");
    }

    @Test
    void theCurveOfALearnableActivationIsThatOfItsParameters() {
        FakeRun run = new FakeRun().dense(Z).slopes(Z, 0.25);
        assertThat(probe("from=-2, to=2, points=3").measure(run))
                .containsExactly(
                        Measurement.of("slope_2", -2, -0.5, -0.5, -0.5),
                        Measurement.of("slope_2", 0, 0, 0, 0),
                        Measurement.of("slope_2", 2, 2, 2, 2));
    }

    @Test
    void unitsThatHaveLearntTheirOwnAreAMeanAndARange() {
        FakeRun run = new FakeRun().slopes(Z, 0.25, 0.75);
        assertThat(probe("from=-2, to=2, points=2").measure(run).get(0))
                .isEqualTo(Measurement.of("slope_1", -2, -1, -1.5, -0.5));
    }

    @Test
    void anActivationThatLearnsNothingHasNoCurve() {
        assertThat(probe().measure(new FakeRun().dense(Z).activation(Z, FakeRun.RELU)))
                .isEmpty();
    }

    @Test
    void aGridThatIsUpsideDownIsRefused() {
        assertThatThrownBy(() -> probe("from=2, to=-2"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("needs from below to, not from=2.0, to=-2.0");
    }
}
