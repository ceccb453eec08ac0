package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.OptimizerContract;
import rai.testkit.Specs;

class LionTest implements OptimizerContract {
    @Override
    public ElementwiseOptimizer optimizer() {
        return make("lion(rate=0.01)");
    }

    @Test
    void everyElementMovesByTheRate() {
        Example example = Example.of(make("lion(rate=0.5)"), 1, 1, 1).update(1e-9, -3, 0);
        assertThat(example.numbers()).containsExactly(0.5, 1.5, 1);
    }

    @Test
    void theSignIsThatOfGradientAndMomentum() {
        Example example = Example.of(make("lion(rate=1, beta1=0.5, beta2=0.5)"), 0)
                .update(8)
                .update(-2);
        assertThat(example.numbers()).containsExactly(-2); // momentum 4, then 0.5 * 4 + 0.5 * -2 is above 0
        assertThat(example.slot("momentum")).containsExactly(1);
    }

    @Test
    void theSmallestFloatHasASign() {
        Example example = new Example(make("lion(rate=1)"), Nd4j.createFromArray(new float[] {0, 0}));
        assertThat(example.update(20 * Float.MIN_VALUE, -20 * Float.MIN_VALUE).numbers())
                .containsExactly(-1, 1);
    }

    @Nested
    class WithWeightDecay implements OptimizerContract {
        @Override
        public ElementwiseOptimizer optimizer() {
            return make("lion(rate=0.01, weight-decay=0.1)");
        }
    }

    private static ElementwiseOptimizer make(String spec) {
        return Specs.configure(new Lion(), spec);
    }
}
