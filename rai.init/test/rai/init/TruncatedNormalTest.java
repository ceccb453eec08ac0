package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class TruncatedNormalTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new TruncatedNormal();
    }

    @Test
    void boundsAreTwoByDefault() {
        Sample.of(Maps.start(new TruncatedNormal(), 1000, 1000).weight()).requireTruncatedNormal(0, 1, -2, 2);
    }

    /** Wide, narrow, one-sided, and in either tail: each way to draw. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.02, -0.04, 0.06",
        "1, 3, -1, 2",
        "0, 1, 0, 3",
        "0, 1, 2, 2.1",
        "0, 1, 2, 6",
        "0, 1, 8, 9",
        "0, 1, -9, -8",
        "5, 2, -7, -3"
    })
    void weightsAreNormalBetweenTheBounds(double mean, double sd, double low, double high) {
        var normal = Specs.configure(
                new TruncatedNormal(),
                "truncated-normal(mean=" + mean + ", sd=" + sd + ", low=" + low + ", high=" + high + ")");
        Sample.of(Maps.start(normal, 1000, 1000).weight()).requireTruncatedNormal(mean, sd, low, high);
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(new TruncatedNormal(), 3, 4).bias())).containsOnly(0);
    }

    @Test
    void reversedBoundsAreRefused() {
        TruncatedNormal normal = Specs.configure(new TruncatedNormal(), "truncated-normal(low=1, high=1)");
        assertThatThrownBy(() -> Maps.start(normal, 3, 4))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("low < high");
    }
}
