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
        Example example = Example.of(make("nadam(rate=1, epsilon=0)"), 0).update(1);
        assertThat(example.numbers()).containsExactly(new double[] {expected}, within(1e-12));
    }

    /** Computed in Python as PyTorch 2 does it, whose NAdam is the published formula. */
    @Test
    void sixtyStepsAreThoseOfPyTorch2() {
        assertThat(Example.golden(make("nadam(rate=0.05)")).descend(60).numbers())
                .containsExactly(
                        new double[] {
                            -0.4043028410215184, -2.5044853916670022, -0.07397216405474225, -0.2308726374713087
                        },
                        within(1e-12));
    }

    @Test
    void sixtyStepsWithTheRepeatedFactorAreThoseOfPyTorch1() {
        assertThat(Example.golden(make("nadam(rate=0.05, repeated=true)"))
                        .descend(60)
                        .numbers())
                .containsExactly(
                        new double[] {
                            -0.4042851620249258, -2.5044851185778256, -0.07399422173667043, -0.23087263665323468
                        },
                        within(1e-12));
    }

    @Nested
    class AsInPyTorch1 implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("nadam(rate=0.01, repeated=true, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Nadam(), spec);
    }
}
