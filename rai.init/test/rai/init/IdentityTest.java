package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class IdentityTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Identity();
    }

    @Test
    void squareMapIsTheIdentity() {
        DenseStart map = Maps.start(new Identity(), 3, 3);
        assertThat(Maps.numbers(map.weight())).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(Maps.numbers(map.bias())).containsOnly(0);
    }

    @Test
    void furtherInputsAreDroppedAndFurtherUnitsGetNothing() {
        assertThat(Maps.numbers(Maps.start(new Identity(), 3, 2).weight())).containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(Maps.numbers(Maps.start(new Identity(), 2, 3).weight())).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void gainStandsOnTheDiagonal() {
        Identity identity = Specs.configure(new Identity(), "identity(gain=-0.5)");
        assertThat(Maps.numbers(Maps.start(identity, 2, 2).weight())).containsExactly(-0.5, 0, 0, -0.5);
    }
}
