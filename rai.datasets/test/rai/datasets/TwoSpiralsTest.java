package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class TwoSpiralsTest implements DatasetContract {
    @Override
    public DatasetSource dataset() {
        return spirals("two-spirals(n=50, noise=0.1, seed=5)");
    }

    @Test
    void theDefaultIsTheBenchmarkOfLangAndWitbrock() {
        Golden.assertEqual(new TwoSpirals().load(), "toy/two_spirals_194_cmu.csv", 1e-15);
    }

    @Test
    void theSecondPointOfClassOneIsASixteenthOfAHalfTurnOn() {
        Dataset data = new TwoSpirals().load(); // the definition at p = 1: φ = π / 16, r = 6.5 * 103 / 104
        assertThat(data.features().getDouble(2, 0)).isCloseTo(1.2558939479788256, within(1e-15));
        assertThat(data.features().getDouble(2, 1)).isCloseTo(6.3138052425957962, within(1e-15));
        assertThat(data.targets().getDouble(2, 0)).isEqualTo(1);
    }

    @Test
    void theClassesMirrorEachOther() {
        Dataset data = spirals("two-spirals(n=40)").load();
        for (int i = 0; i < 40; i += 2) {
            assertThat(data.features().getRow(i).neg())
                    .isEqualTo(data.features().getRow(i + 1));
        }
    }

    @Test
    void morePointsLieOnTheSameCurve() {
        Dataset sparse = spirals("two-spirals(n=194)").load();
        Dataset dense = spirals("two-spirals(n=386)").load(); // 193 positions 0, 1/2, 1, ...
        for (int i = 0; i < 97; i++) {
            assertThat(dense.features().getRow(4L * i))
                    .isEqualTo(sparse.features().getRow(2L * i));
        }
    }

    @Test
    void noiseMovesThePointsByItsStandardDeviation() {
        Dataset clean = spirals("two-spirals(n=5000)").load();
        Dataset noisy = spirals("two-spirals(n=5000, noise=0.25, seed=3)").load();
        double[] moved = noisy.features().sub(clean.features()).data().asDouble();
        double square = 0;
        for (double m : moved) {
            square += m * m;
        }
        assertThat(Math.sqrt(square / moved.length)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void anOddNumberIsRefused() {
        assertThatThrownBy(() -> spirals("two-spirals(n=195)").load())
                .isInstanceOf(SpecException.class)
                .hasMessage("two-spirals needs an even number of points, as both spirals have equally many,"
                        + " but n is 195");
    }

    private static TwoSpirals spirals(String spec) {
        return Specs.configure(new TwoSpirals(), spec);
    }
}
