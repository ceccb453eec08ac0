package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class RpropTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return rprop("rprop(step=0.1)");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theFirstUpdateMovesByTheStepAgainstTheSign(DataType type) {
        Example example = start("rprop(step=0.5)", type, 1, 1, 1).update(1e-3, -1e3, 0);
        assertThat(example.numbers()).containsExactly(0.5, 1.5, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theStepGrowsWhileTheSignStays(DataType type) {
        Example example = start("rprop(step=1, eta-plus=1.5)", type, 0)
                .update(7)
                .update(1)
                .update(3);
        assertThat(example.slot("step")).containsExactly(2.25);
        assertThat(example.numbers()).containsExactly(-1 - 1.5 - 2.25);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void whenTheSignFlipsTheStepShrinksAndTheElementRests(DataType type) {
        Example example =
                start("rprop(step=1, eta-minus=0.25)", type, 0).update(7).update(-1);
        assertThat(example.slot("step")).containsExactly(0.25);
        assertThat(example.slot("previous-gradient")).containsExactly(new double[] {0}, within(0.0)); // or -0
        assertThat(example.numbers()).containsExactly(-1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void afterAFlipTheStepIsTakenAsItIs(DataType type) {
        Example example = start("rprop(step=1, eta-minus=0.25)", type, 0)
                .update(7)
                .update(-1)
                .update(-1);
        assertThat(example.slot("step")).containsExactly(0.25);
        assertThat(example.numbers()).containsExactly(-0.75);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aGradientOfZeroLeavesElementAndStep(DataType type) {
        Example example = start("rprop(step=1)", type, 5).update(1).update(0);
        assertThat(example.slot("step")).containsExactly(1);
        assertThat(example.numbers()).containsExactly(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theStepStaysWithinItsBounds(DataType type) {
        Example example = start("rprop(step=1, eta-plus=8, eta-minus=0.125, min-step=0.5, max-step=2)", type, 0, 0)
                .update(1, 1)
                .update(1, -1);
        assertThat(example.slot("step")).containsExactly(2, 0.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void theFactorsAreExactlyThoseOfTheSettings(DataType type) {
        Example example = start("rprop(step=1, eta-plus=1.2, eta-minus=0.7)", type, 0, 0)
                .update(1, 1)
                .update(1, -1);
        assertThat(example.slots.get("step"))
                .isEqualTo(Nd4j.createFromArray(1.2, 0.7).castTo(type));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void gradientsOfAnySizeCountBySignAlone(DataType type) {
        double tiny = type == DataType.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE;
        double huge = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        Example small = start("rprop(step=1, eta-plus=2)", type, 0, 0, 0)
                .update(tiny, -tiny, tiny)
                .update(tiny, -tiny, -tiny);
        Example large = start("rprop(step=1, eta-plus=2)", type, 0, 0, 0)
                .update(huge, -huge, huge)
                .update(huge, -huge, -huge);
        assertThat(small.numbers()).containsExactly(-3, 3, -1);
        assertThat(large.numbers()).containsExactly(-3, 3, -1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void anInfiniteGradientCountsByItsSignToo(DataType type) {
        double infinity = Double.POSITIVE_INFINITY;
        Example example = start("rprop(step=1)", type, 0, 0)
                .update(infinity, infinity)
                .update(-infinity, 0)
                .update(0, -1);
        assertThat(example.numbers()).containsExactly(-1, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aNanGradientIsNeverForgotten(DataType type) {
        Example example = start("rprop(step=1)", type, 0, 0)
                .update(Double.NaN, 1)
                .update(1, 1)
                .update(1, 1);
        assertThat(example.numbers()[0]).isNaN();
        assertThat(example.numbers()[1]).isFinite();
    }

    /** Values of PyTorch 1.13, see the golden file. */
    @Test
    void tenStepsAreThoseOfPyTorch() {
        assertThat(Example.golden(optimizer()).descend(10).numbers())
                .containsExactly(
                        new double[] {
                            -0.5798901759999997, -2.5454400000000006, 0.03072320000000006, -0.24300000000000002
                        },
                        within(1e-15));
    }

    private static Example start(String spec, DataType type, double... x) {
        return new Example(rprop(spec), Nd4j.createFromArray(x).castTo(type));
    }

    private static ElementwiseOptimizer rprop(String spec) {
        return Specs.configure(new Rprop(), spec);
    }
}
