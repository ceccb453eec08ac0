package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

class SpecsTest {
    interface Inner {}

    @Named("inner")
    static class Plain implements Inner {
        @Setting("A number.")
        int size = 1;
    }

    @Named("outer")
    static class Outer {
        @Setting(value = "Smallest first.", min = 0)
        double slope = 0.5;

        @Setting(value = "A service.", spec = "inner")
        Inner inner;
    }

    @Test
    void settingsAreTakenFromTheSpec() {
        assertThat(Specs.configure(new Plain(), "inner(size=7)").size).isEqualTo(7);
    }

    @Test
    void configuredServiceIsANewOne() {
        Plain given = new Plain();
        Specs.configure(given, "inner(size=7)");
        assertThat(given.size).isEqualTo(1);
    }

    @Test
    void servicesAsSettingsAreFoundAmongTheOthers() {
        Outer outer = Specs.configure(new Outer(), "outer(inner=inner(size=3))", new Plain());
        assertThat(((Plain) outer.inner).size).isEqualTo(3);
    }

    @Test
    void missingServiceIsNamed() {
        assertThatThrownBy(() -> Specs.configure(new Outer(), "outer"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("Inner 'inner'");
    }

    @Test
    void specOfAnotherServiceIsRefused() {
        assertThatThrownBy(() -> Specs.configure(new Plain(), "outer(size=7)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'outer'")
                .hasMessageContaining("'inner'");
    }

    @Test
    void settingOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Specs.configure(new Outer(), "outer(slope=-1)", new Plain()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("slope");
    }
}
