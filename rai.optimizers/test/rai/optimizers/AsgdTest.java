package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AsgdTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("asgd(rate=0.01)");
    }

    @Test
    void theRateFalls() {
        Example example = Example.of(make("asgd(rate=1, lambda=1, alpha=1)"), 0)
                .update(1)
                .update(0)
                .update(0);
        assertThat(example.numbers()).containsExactly(new double[] {-1 * (1 - 1 / 2.0) * (1 - 1 / 3.0)}, within(1e-14));
    }

    @Test
    void theAverageIsTheMeanOfAllFromTheSecondUpdateAfterT0On() {
        Example example = Example.of(make("asgd(rate=1, lambda=0, t0=0)"), 0)
                .update(-4)
                .update(-4)
                .update(-4);
        assertThat(example.numbers()).containsExactly(12);
        assertThat(example.slot("average")).containsExactly(new double[] {(8 + 12) / 2.0}, within(1e-14));
    }

    @Nested
    class WithAnAverageFromTheStart implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("asgd(rate=0.01, t0=0, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Asgd(), spec);
    }
}
