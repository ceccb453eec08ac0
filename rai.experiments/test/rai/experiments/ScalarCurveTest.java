package rai.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.activation.ScalarActivation;

class ScalarCurveTest {
    @Test
    void hasTheValuesAndSlopesOfTheActivation() {
        ScalarCurve cube = ScalarCurve.of(new ScalarActivation() {
            @Override
            public double value(double z) {
                return z * z * z;
            }

            @Override
            public double derivative(double z) {
                return 3 * z * z;
            }
        });
        assertThat(cube.values(new double[] {-1, 2, 3})).containsExactly(-1, 8, 27);
        assertThat(cube.slopes(new double[] {-1, 2, 3})).containsExactly(3, 12, 27);
    }
}
