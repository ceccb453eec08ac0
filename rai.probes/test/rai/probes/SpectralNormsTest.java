package rai.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.probe.Probe;
import rai.testkit.ProbeContract;

class SpectralNormsTest implements ProbeContract {
    @Override
    public Probe probe() {
        return new SpectralNorms();
    }

    private List<Double> measured(INDArray weight) {
        return new FakeRun().dense(weight).measured(probe()).get("dense_1");
    }

    /** The singular values of [3 0; 4 5] are 3√5 and √5. */
    @Test
    void aMatrixOfKnownSingularValues() {
        INDArray weight = FakeRun.matrix(new double[] {3, 0}, new double[] {4, 5});
        assertThat(measured(weight).get(0)).isCloseTo(3 * Math.sqrt(5), within(1e-6));
        assertThat(measured(weight).get(1)).isCloseTo(50 / 45.0, within(1e-6));
        assertThat(measured(weight.transpose().dup('c')).get(0)).isCloseTo(3 * Math.sqrt(5), within(1e-6));
    }

    @Test
    void aMatrixOfRankOneHasTheNormOfItsFactorsAndStableRankOne() {
        INDArray weight = FakeRun.matrix(new double[] {6, 8, 0}, new double[] {-12, -16, 0});
        assertThat(measured(weight).get(0)).isCloseTo(10 * Math.sqrt(5), within(1e-9));
        assertThat(measured(weight).get(1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void anOrthogonalMatrixHasNormOneAndItsWholeRank() {
        double c = Math.cos(0.3);
        double s = Math.sin(0.3);
        INDArray weight = FakeRun.matrix(new double[] {c, -s, 0}, new double[] {s, c, 0}, new double[] {0, 0, 1});
        assertThat(measured(weight).get(0)).isCloseTo(1, within(1e-12));
        assertThat(measured(weight).get(1)).isCloseTo(3, within(1e-12));
    }

    /** tr(A P) / tr(P) with A = WᵀW and P = A^256 is the largest eigenvalue of A, up to the weight of the others in P. */
    @Test
    void aLargeMatrixHasTheRootOfTheLargestEigenvalueOfItsGramMatrix() {
        double[] w = new Random(2).doubles(60 * 40, -1, 1).toArray();
        INDArray weight = Nd4j.createFromArray(w).reshape(60, 40);
        INDArray gram = weight.transpose().mmul(weight);
        INDArray power = gram;
        for (int i = 0; i < 8; i++) {
            power = power.mmul(power);
            power.divi(power.norm2Number());
        }
        double trace = 0;
        for (int i = 0; i < 40; i++) {
            trace += power.getDouble(i, i);
        }
        double largest = power.mul(gram).sumNumber().doubleValue() / trace;
        assertThat(measured(weight).get(0)).isCloseTo(Math.sqrt(largest), within(1e-4));
    }

    @Test
    void zerosHaveNormZeroAndNoStableRank() {
        assertThat(measured(FakeRun.matrix(new double[] {0, 0}, new double[] {0, 0})))
                .containsExactly(0.0, Double.NaN);
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        assertThat(measured(FakeRun.matrix(new double[] {1, Double.NaN})).get(0))
                .isNaN();
        assertThat(measured(FakeRun.matrix(new double[] {1, Double.POSITIVE_INFINITY}))
                        .get(0))
                .matches(norm -> !Double.isFinite(norm));
    }
}
