package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdaBeliefTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("adabelief(rate=0.01)");
    }

    @Test
    void theDenominatorIsTheDistanceFromTheMean() {
        Example example = Example.of(make("adabelief(beta1=0.5, beta2=0.75, epsilon=0)"), 0)
                .update(4);
        assertThat(example.slot("squared-surprise")).containsExactly(0.25 * (4 - 2) * (4 - 2));
    }

    @Test
    void gradientsAsExpectedMakeLongSteps() {
        Example adam = Example.of(Specs.configure(new Adam(), "adam"), 0);
        Example belief = Example.of(make("adabelief"), 0);
        for (int i = 0; i < 100; i++) {
            adam.update(1);
            belief.update(1);
        }
        assertThat(belief.numbers()[0]).isLessThan(1.5 * adam.numbers()[0]);
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new AdaBelief(), spec);
    }
}
