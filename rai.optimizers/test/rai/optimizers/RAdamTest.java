package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class RAdamTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("radam(rate=0.01)");
    }

    @Test
    void theFirstStepsHaveNoDenominator() {
        Example example = Example.of(make("radam(rate=0.5)"), 0, 0).update(4, -1);
        assertThat(example.numbers()).containsExactly(new double[] {-2, 0.5}, within(1e-14));
    }

    @Test
    void laterStepsDoNotDependOnTheGradientsSize() {
        Example example = Example.of(make("radam(epsilon=0)"), 0, 0);
        for (int i = 0; i < 10; i++) {
            example.update(1, 1000);
        }
        double[] before = example.numbers();
        double[] after = example.update(1, 1000).numbers();
        assertThat(after[1] - before[1]).isCloseTo(after[0] - before[0], within(1e-12));
    }

    @Nested
    class WithAShortMemory implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("radam(rate=0.01, beta2=0.5, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new RAdam(), spec);
    }
}
