package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdamaxTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("adamax(rate=0.01)");
    }

    @Test
    void theDenominatorIsTheLargestRecentGradient() {
        Example example =
                Example.of(make("adamax(beta2=0.5, epsilon=0)"), 0).update(8).update(1);
        assertThat(example.slot("largest-gradient")).containsExactly(4);
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Adamax(), spec);
    }
}
