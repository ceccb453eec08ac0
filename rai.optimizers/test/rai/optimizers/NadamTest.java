package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class NadamTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("nadam(rate=0.01)");
    }

    @Test
    void thePublishedFormulaHasEachMomentumOnce() {
        // t = 1, g = 1: m = 0.1, denominator 1; mu_1 and mu_2 by hand
        double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004));
        double next = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.008));
        double expected = -(1 + next / (1 - mu * next) * 0.1); // (1 - mu) / (1 - mu) g
        Example example =
                Example.of(make("nadam(rate=1, epsilon=0, repeated=false)"), 0).update(1);
        assertThat(example.numbers()).containsExactly(new double[] {expected}, within(1e-12));
    }

    @Nested
    class AsPublished implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("nadam(rate=0.01, repeated=false, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Nadam(), spec);
    }
}
