package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class RmsPropTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("rmsprop(rate=0.01)");
    }

    @Test
    void theGradientIsDividedByItsRootMeanSquare() {
        Example example =
                Example.of(make("rmsprop(rate=1, alpha=0.75, epsilon=0)"), 0).update(3);
        assertThat(example.numbers()).containsExactly(new double[] {-2}, within(1e-14));
    }

    @Test
    void keepsOnlyTheStateThatItNeeds() {
        assertThat(make("rmsprop").slots()).containsExactly("second-moment");
        assertThat(make("rmsprop(centered=true, momentum=0.5)").slots())
                .containsExactly("second-moment", "mean-gradient", "velocity");
    }

    @Test
    void aConstantGradientDoesNotMakeTheVarianceNegative() {
        Example example = new Example(make("rmsprop(centered=true, alpha=0.5)"), Nd4j.createFromArray(new float[] {0}));
        for (int i = 0; i < 200; i++) {
            example.update(0.1);
        }
        assertThat(example.numbers()[0]).isFinite();
    }

    @Nested
    class CentredWithMomentum implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("rmsprop(rate=0.001, centered=true, momentum=0.9, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new RmsProp(), spec);
    }
}
