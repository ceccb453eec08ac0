package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdagradTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("adagrad(rate=0.1)");
    }

    @Test
    void sumsOfSquaresGrowForEver() {
        Example example = Example.of(make("adagrad(start=1)"), 0).update(2).update(3);
        assertThat(example.slot("sum-of-squares")).containsExactly(1 + 4 + 9);
    }

    @Test
    void theRateFallsWithTheNumberOfUpdates() {
        Example example = Example.of(make("adagrad(rate=1, rate-decay=1, epsilon=0)"), 0)
                .update(1)
                .update(0)
                .update(1);
        assertThat(example.numbers()).containsExactly(new double[] {-1 - 1 / (3 * Math.sqrt(2))}, within(1e-14));
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Adagrad(), spec);
    }
}
