package rai.shell.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import rai.api.activation.NormalMoments;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class GainCommandTest {
    @Named("times")
    @About("A factor.")
    static class Times implements ScalarActivation {
        @Setting("factor")
        double by = 2;

        @Override
        public double value(double z) {
            return by * z;
        }

        @Override
        public double derivative(double z) {
            return by;
        }
    }

    /** Moments that show which activation was asked for: its value at 1, 4 / 9, and no third one. */
    private final GainCommand gain = new GainCommand(
            new FakeCatalog(new Times()),
            activation -> new NormalMoments(((ScalarActivation) activation).value(1), 4.0 / 9, Double.NaN));

    @Test
    void everyActivationGetsALineOfGainsAndMoments() {
        assertThat(Captured.of(gain, "times", "times(by=-1e-7)").out().lines())
                .containsExactly(
                        "activation        forward  backward      E[act]  E[act^2]  E[act'^2]",
                        "times(by=2)      1.500000       NaN    2.000000  0.444444        NaN",
                        "times(by=-1e-7)  1.500000       NaN  -1.000e-07  0.444444        NaN");
    }

    @Test
    void jsonHoldsFullPrecisionAndNullForWhatDoesNotExist() {
        String out = Captured.of(gain, "times(by=3)", "--json").out();
        var times = JsonParser.parseString(out).getAsJsonArray().get(0).getAsJsonObject();
        assertThat(times.keySet())
                .containsExactly(
                        "activation", "forward_gain", "backward_gain", "mean", "second_moment", "slope_second_moment");
        assertThat(times.get("activation").getAsString()).isEqualTo("times(by=3)");
        assertThat(times.get("forward_gain").getAsDouble()).isEqualTo(1.5);
        assertThat(times.get("backward_gain").isJsonNull()).isTrue();
        assertThat(times.get("mean").getAsDouble()).isEqualTo(3);
        assertThat(times.get("second_moment").getAsDouble()).isEqualTo(4.0 / 9);
        assertThat(times.get("slope_second_moment").isJsonNull()).isTrue();
    }

    @Test
    void unknownActivationSuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(gain, "tims"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did you mean 'times'?");
    }

    @Test
    void atLeastOneActivationMustBeNamed() {
        assertThatThrownBy(() -> Captured.of(gain)).isInstanceOf(Failure.class).hasMessageContaining("ACTIVATION");
    }
}
