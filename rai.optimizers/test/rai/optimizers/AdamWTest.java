package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class AdamWTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("adamw(rate=0.01)");
    }

    @Test
    void decayShrinksTheElementByTheRateTimesIt() {
        Example example =
                Example.of(make("adamw(rate=0.5, weight-decay=0.5)"), 8).update(0);
        assertThat(example.numbers()).containsExactly(6);
    }

    @Test
    void decayIsNotPartOfTheMoments() {
        Example example = Example.of(make("adamw(weight-decay=0.5)"), 8).update(0);
        assertThat(example.slot("second-moment")).containsExactly(0);
    }

    @Nested
    class Amsgrad implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("adamw(rate=0.01, amsgrad=true)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new AdamW(), spec);
    }
}
