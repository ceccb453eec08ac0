package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

class PhaseTest {
    @Test
    void aMethodAloneIsOneStep() {
        assertThat(Phase.parse("refit(lambda=1e-4)")).isEqualTo(Phase.steps("refit(lambda=1e-4)", 1));
    }

    @Test
    void stepsAndOptimizerFollowBehindColons() {
        assertThat(Phase.parse("rai(layers=every:3):200:adam(rate=0.1)"))
                .isEqualTo(new Phase("rai(layers=every:3)", 200, Phase.Unit.STEPS, Optional.of("adam(rate=0.1)")));
    }

    @Test
    void whatIsNoNumberOfStepsIsExplained() {
        assertThatThrownBy(() -> Phase.parse("backprop:many"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "'many' in 'backprop:many' is not a number of steps: write METHOD:STEPS, as in backprop:200");
    }

    @Test
    void aPhaseHasAtLeastOneStep() {
        assertThatThrownBy(() -> Phase.parse("backprop:0"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the method backprop must run for at least 1 step, not 0");
    }
}
