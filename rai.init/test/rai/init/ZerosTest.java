package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;

class ZerosTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Zeros();
    }

    @Test
    void allWeightsAndBiasesAreZero() {
        DenseStart map = Maps.start(new Zeros(), 3, 4);
        assertThat(Maps.numbers(map.weight())).hasSize(12).containsOnly(0);
        assertThat(Maps.numbers(map.bias())).hasSize(4).containsOnly(0);
    }
}
