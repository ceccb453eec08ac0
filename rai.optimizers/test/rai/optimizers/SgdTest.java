package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class SgdTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return sgd("sgd(rate=0.01)");
    }

    @Test
    void movesAgainstTheGradientByTheRate() {
        Example example = Example.of(sgd("sgd(rate=0.25)"), 1, 2).update(4, -8);
        assertThat(example.numbers()).containsExactly(0, 4);
    }

    @Test
    void withoutMomentumKeepsNoState() {
        assertThat(sgd("sgd").slots()).isEmpty();
    }

    @Test
    void weightDecayPullsTowardsZero() {
        Example example =
                Example.of(sgd("sgd(rate=0.5, weight-decay=0.5)"), 8, -8).update(0, 0);
        assertThat(example.numbers()).containsExactly(6, -6);
    }

    @Test
    void aRateThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> sgd("sgd(rate=0)")).hasMessageContaining("'rate'");
    }

    @Nested
    class WithMomentum implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return sgd("sgd(rate=0.01, momentum=0.9, weight-decay=0.1)");
        }

        @Test
        void keepsOneVelocity() {
            assertThat(optimizer().slots()).containsExactly("velocity");
        }

        @Test
        void keepsItsShareOfTheLastVelocity() {
            Example example = Example.of(sgd("sgd(rate=1, momentum=0.5)"), 0)
                    .update(4)
                    .update(0)
                    .update(0);
            assertThat(example.numbers()).containsExactly(-7); // 4 + 2 + 1
        }

        /** Values of PyTorch 1.13, see the golden file. */
        @Test
        void twoStepsAreThoseOfPyTorch() {
            assertThat(Example.golden(sgd("sgd(rate=0.01, momentum=0.9)"))
                            .descend(2)
                            .numbers())
                    .containsExactly(
                            new double[] {
                                1.4238754359506378, -2.030270366814832, 0.3648379704142307, -0.3590962783446921
                            },
                            within(1e-14));
        }
    }

    @Nested
    class InNesterovsForm implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return sgd("sgd(rate=0.01, momentum=0.9, nesterov=true)");
        }

        @Test
        void looksOneStepAhead() {
            Example example = Example.of(sgd("sgd(rate=1, momentum=0.5, nesterov=true)"), 0)
                    .update(4)
                    .update(0);
            assertThat(example.numbers()).containsExactly(-7); // 4 + 0.5 * 4, then 0 + 0.5 * 2
        }

        /** Values of PyTorch 1.13, see the golden file. */
        @Test
        void twoStepsAreThoseOfPyTorch() {
            assertThat(Example.golden(optimizer()).descend(2).numbers())
                    .containsExactly(
                            new double[] {
                                1.3823893538424843, -2.048304483884164, 0.18206128159740287, -0.33765308304445674
                            },
                            within(1e-14));
        }
    }

    @Nested
    class WithDampening implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return sgd("sgd(rate=0.01, momentum=0.9, dampening=0.5)");
        }

        @Test
        void theFirstVelocityIsTheGradientAndLaterOnesTakeAShare() {
            Example example = Example.of(sgd("sgd(rate=1, momentum=0.5, dampening=0.75)"), 0)
                    .update(4)
                    .update(8);
            assertThat(example.slot("velocity")).containsExactly(0.5 * 4 + 0.25 * 8);
        }
    }

    private static ElementwiseOptimizer sgd(String spec) {
        return Specs.configure(new Sgd(), spec);
    }
}
