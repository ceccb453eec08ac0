package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.activation.TiledActivation;

class IdentityTest implements BuiltInContract {
    @Override
    public TiledActivation activation() {
        return new Identity();
    }

    @Override
    public String golden() {
        return "identity";
    }

    @Test
    void everyNumberIsItsOwnValueWithSlopeOne() {
        assertThat(activation().value(-7.25)).isEqualTo(-7.25);
        assertThat(activation().derivative(-7.25)).isEqualTo(1);
    }
}
