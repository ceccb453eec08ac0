package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdamTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return adam("adam(rate=0.01)");
    }

    @Test
    void theFirstStepIsTheRateWhateverTheGradientsSize() {
        Example example = Example.of(adam("adam(rate=0.5, epsilon=0)"), 1, 1, 1).update(1e-9, -3, 1e9);
        assertThat(example.numbers()).containsExactly(new double[] {0.5, 1.5, 0.5}, within(1e-12));
    }

    @Test
    void momentsAreRunningMeansOfTheGradientAndItsSquare() {
        Example example =
                Example.of(adam("adam(beta1=0.5, beta2=0.75)"), 0).update(4).update(8);
        assertThat(example.slot("first-moment")).containsExactly(0.5 * 2 + 0.5 * 8);
        assertThat(example.slot("second-moment")).containsExactly(0.75 * 4 + 0.25 * 64);
    }

    @Test
    void epsilonIsAddedToTheRootOfTheCorrectedMoment() {
        Example example = Example.of(adam("adam(rate=1, epsilon=1)"), 0).update(3);
        assertThat(example.numbers()).containsExactly(new double[] {-3.0 / (3 + 1)}, within(1e-14));
    }

    @Test
    void aGradientOfZeroDoesNotMove() {
        assertThat(Example.of(adam("adam"), 1).update(0).numbers()).containsExactly(1);
    }

    /** Values of PyTorch 1.13, see the golden file. */
    @Test
    void tenStepsAreThoseOfPyTorch() {
        assertThat(Example.golden(optimizer()).descend(10).numbers())
                .containsExactly(
                        new double[] {1.400913103811999, -2.100172449989191, 0.6504088080028975, -0.30337079671888023},
                        within(1e-13));
    }

    @Nested
    class WithWeightDecay implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return adam("adam(rate=0.01, weight-decay=0.1)");
        }

        @Test
        void theGradientIsThatOfThePenaltyToo() {
            Example decayed = Example.of(adam("adam(weight-decay=0.5)"), 3, -2).update(1, 1);
            Example added = Example.of(adam("adam"), 3, -2).update(1 + 0.5 * 3, 1 - 0.5 * 2);
            assertThat(decayed.numbers()).isEqualTo(added.numbers());
        }
    }

    @Nested
    class Amsgrad implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return adam("adam(rate=0.01, amsgrad=true)");
        }

        @Test
        void theDenominatorDoesNotForgetALargeGradient() {
            Example example = Example.of(adam("adam(beta2=0.5, amsgrad=true)"), 0)
                    .update(4)
                    .update(0)
                    .update(0);
            assertThat(example.slot("second-moment")).containsExactly(2);
            assertThat(example.slot("largest-second-moment")).containsExactly(8);
        }
    }

    private static ElementwiseOptimizer adam(String spec) {
        return Specs.configure(new Adam(), spec);
    }
}
