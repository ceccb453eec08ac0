package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.spec.SpecException;

class GrowthTest {
    private static final INDArray POINTS = Nd4j.createFromArray(new float[][] {{1, -2}, {0, 3}});

    @Test
    void itIsTheLargestPreActivationOfEachMap() {
        // z1 = x W = [10, -20], [0, 30]; relu [10, 0], [0, 30]; z2 = 10 * (sum) = 100, 300
        assertThat(Growth.of(new RectifiedNetwork("relu", 10), POINTS)).containsExactly(30, 300);
    }

    @Test
    void aLeakyReluLetsTheNegativeOnesPass() {
        // leaky: [10, -10], [0, 30]; z2 = 0, 300
        assertThat(Growth.of(new RectifiedNetwork("leaky-relu(slope=0.5)", 10), POINTS.getRow(0, true)))
                .containsExactly(20, 0);
    }

    @Test
    void whatDoesNotFitTheDataTypeIsInfinite() {
        double[] growth = Growth.of(new RectifiedNetwork("relu", 1e20), POINTS);
        assertThat(growth[0]).isEqualTo(3e20, org.assertj.core.api.Assertions.within(1e15));
        assertThat(growth[1]).isInfinite();
        assertThat(Growth.of(new RectifiedNetwork("relu", 1e20), POINTS.castTo(DataType.DOUBLE))[1])
                .isFinite();
    }

    @Test
    void anotherActivationIsRefused() {
        assertThatThrownBy(() -> Growth.of(new RectifiedNetwork("sigmoid", 1), POINTS))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("known of relu and leaky-relu only, not of sigmoid");
    }

    @Test
    void theShareOfUndefinedCellsIsThatOfNaN() {
        assertThat(Plane.undefined(new double[][] {{Double.NaN, 1}, {0, 0.5}})).isEqualTo(0.25);
        assertThat(List.of(new Plane(3, 2).points(DataType.DOUBLE).getDouble(1, 0)))
                .containsExactly(1.5);
    }
}
