package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdadeltaTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("adadelta(rate=1)");
    }

    @Test
    void theFirstStepFollowsFromEpsilon() {
        Example example =
                Example.of(make("adadelta(rho=0.75, epsilon=0.01)"), 0).update(2);
        assertThat(example.numbers()).containsExactly(new double[] {-0.1 / Math.sqrt(1.01) * 2}, within(1e-14));
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Adadelta(), spec);
    }
}
