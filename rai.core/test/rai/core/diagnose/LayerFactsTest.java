package rai.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;

class LayerFactsTest {
    private static ScalarActivation activation(java.util.function.DoubleUnaryOperator slope) {
        return new ScalarActivation() {
            @Override
            public double value(double z) {
                return z;
            }

            @Override
            public double derivative(double z) {
                return slope.applyAsDouble(z);
            }
        };
    }

    private static final Activation RELU = activation(z -> z > 0 ? 1 : 0);
    private static final Activation BUMP = activation(z -> Math.exp(-z * z));

    @Test
    void theSpreadIsTheDeviationRelativeToTheSize() {
        assertThat(LayerFacts.spread(new double[] {3, 0, 5, 0}, 2, 2)).isCloseTo(1 / Math.sqrt(17), within(1e-15));
        assertThat(LayerFacts.spread(new double[] {7, 7, 7}, 3, 1)).isZero();
        assertThat(LayerFacts.spread(new double[] {0, 0}, 2, 1)).isZero();
    }

    @Test
    void normsOfTinyAndHugeNumbersAreMeasured() {
        assertThat(LayerFacts.norm(new double[] {3e-200, 4e-200})).isCloseTo(5e-200, within(1e-214));
        assertThat(LayerFacts.norm(new double[] {3e200, 4e200})).isCloseTo(5e200, within(1e186));
        assertThat(LayerFacts.norm(new double[] {1, Double.NaN})).isNaN();
        assertThat(LayerFacts.norm(new double[0])).isZero();
    }

    @Test
    void aUnitIsDeadIfItHasNoSlopeAtAnyExample() {
        INDArray z = Nd4j.createFromArray(new double[][] {{-1, -2}, {0.5, -3}, {-4, -0.1}});
        UnitFacts[] units = UnitFacts.of(List.of(RELU), z, 0.01);
        assertThat(units[0].isDead(0)).isFalse();
        assertThat(units[1].isDead(0)).isTrue();
        assertThat(units[1].least()).isEqualTo(-3);
        assertThat(units[1].largest()).isEqualTo(-0.1);
        assertThat(units[0].saturated()).isCloseTo(2 / 3.0, within(1e-15));
    }

    @Test
    void unitsMayHaveActivationsOfTheirOwn() {
        INDArray z = Nd4j.createFromArray(new double[][] {{-1, -1}, {-2, -2}});
        UnitFacts[] units = UnitFacts.of(List.of(RELU, BUMP), z, 0.01);
        assertThat(units[0].slope()).isZero();
        assertThat(units[1].slope()).isCloseTo(Math.exp(-1), within(1e-15));
    }

    @Test
    void aReluSwitchesOffAndABumpDoesNot() {
        assertThat(UnitFacts.switchesOff(List.of(RELU), DataType.FLOAT)).isTrue();
        assertThat(UnitFacts.switchesOff(List.of(BUMP), DataType.FLOAT)).isFalse();
    }

    @Test
    void numbersAndListsAreShort() {
        assertThat(Texts.of(0.0625)).isEqualTo("0.0625");
        assertThat(Texts.of(-3.0)).isEqualTo("-3");
        assertThat(Texts.of(1234.5)).isEqualTo("1235");
        assertThat(Texts.of(1e-9)).isEqualTo("1.00e-09");
        assertThat(Texts.units(List.of(3))).isEqualTo("unit 3");
        assertThat(Texts.units(List.of(1, 2, 5))).isEqualTo("units 1, 2 and 5");
        assertThat(Texts.units(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
                .isEqualTo("units 1, 2, 3, 4, 5, 6, 7, 8 and 2 more");
        assertThat(Texts.all(1) + ", " + Texts.all(2) + ", " + Texts.all(3))
                .isEqualTo("the only unit, both units, all 3 units");
    }
}
