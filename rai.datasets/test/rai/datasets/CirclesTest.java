package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class CirclesTest implements DatasetContract {
    @Override
    public DatasetSource dataset() {
        return circles("circles(n=33, noise=0.1, seed=5)");
    }

    @Test
    void theFirstPointIsThatOfScikitLearn() {
        // make_circles(n_samples=100, noise=0.05, factor=0.5, random_state=42), scikit-learn 1.2.1
        Dataset data =
                circles("circles(n=100, noise=0.05, factor=0.5, seed=42)").load();
        assertThat(data.features().getDouble(0, 0)).isCloseTo(-0.23609814207223959, within(1e-15));
        assertThat(data.features().getDouble(0, 1)).isCloseTo(-0.46749999618000415, within(1e-15));
        assertThat(data.targets().getDouble(0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "circles_100_noise0.05_factor0.5_seed42.csv, 'circles(n=100, noise=0.05, factor=0.5, seed=42)'",
        "circles_test_10000_noise0.05_factor0.5_seed7.csv, 'circles(n=10000, noise=0.05, factor=0.5, seed=7)'"
    })
    void allPointsAreThoseOfScikitLearn(String file, String spec) {
        Golden.assertEqual(circles(spec).load(), "toy/" + file, 1e-15);
    }

    @Test
    void withoutNoiseTheClassesLieOnCirclesOfRadiusOneAndFactor() {
        Dataset data = circles("circles(n=20)").load();
        for (int i = 0; i < 20; i++) {
            double radius =
                    Math.hypot(data.features().getDouble(i, 0), data.features().getDouble(i, 1));
            assertThat(radius).isCloseTo(data.targets().getDouble(i, 0) == 0 ? 1 : 0.8, within(1e-15));
        }
    }

    @Test
    void anOddNumberPutsTheLargerHalfOnTheInnerCircle() {
        Dataset data = circles("circles(n=5, shuffle=false)").load();
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 0, 1, 1, 1);
        assertThat(data.features().getRow(3).toDoubleVector()) // a third of a turn
                .containsExactly(new double[] {-0.4, 0.8 * Math.sqrt(0.75)}, within(1e-15));
    }

    @Test
    void anInnerCircleLargerThanTheOuterIsRefused() {
        assertThatThrownBy(() -> circles("circles(factor=1.5)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'factor' of circles must be in the range [0, 1]");
    }

    private static Circles circles(String spec) {
        return Specs.configure(new Circles(), spec);
    }
}
