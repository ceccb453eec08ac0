package rai.api.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.spec.Settings.Configured;

class SettingsTest {
    interface Inner {}

    static class Plain implements Inner {}

    enum Shape {
        ROUND,
        VERY_FLAT
    }

    static class Base {
        @Setting(value = "how many", min = 1)
        int manyThings = 3;
    }

    static class Thing extends Base {
        @Setting(value = "how steep", min = 0, max = 1, open = true)
        double slope = 0.01;

        @Setting("which form")
        Shape shape = Shape.VERY_FLAT;

        @Setting("whether")
        boolean sure = true;

        @Setting(value = "inside", spec = "plain")
        Inner inner;

        @Setting("any number")
        double any = 1e-7;
    }

    static class Needy {
        @Setting(value = "what to read", required = true)
        String file;
    }

    static class One {
        @Setting("the value")
        double value = 1;
    }

    private static final Settings.Resolver RESOLVER = new Settings.Resolver() {
        @Override
        public <T> Configured<T> resolve(Class<T> kind, Spec spec) {
            if (!spec.name().equals("plain")) {
                throw Words.unknown("inner", spec.name(), java.util.List.of("plain"));
            }
            return new Configured<>(kind.cast(new Plain()), spec);
        }
    };

    private static <T> Configured<T> configure(T service, String spec) {
        return Settings.configure(service, Spec.parse(spec), RESOLVER);
    }

    @Test
    void settingsAreShownWithTypeDefaultRangeAndSentence() {
        assertThat(Settings.of(Thing.class))
                .containsExactly(
                        new Settings.Info("many-things", "integer", "3", ">= 1", "how many"),
                        new Settings.Info("slope", "number", "0.01", "(0, 1)", "how steep"),
                        new Settings.Info("shape", "round|very-flat", "very-flat", "", "which form"),
                        new Settings.Info("sure", "boolean", "true", "", "whether"),
                        new Settings.Info("inner", "inner", "plain", "", "inside"),
                        new Settings.Info("any", "number", "1e-7", "", "any number"));
    }

    @Test
    void missingSettingsHaveDefaultsAndTheSpecShowsAll() {
        Configured<Thing> thing = configure(new Thing(), "thing(slope=0.5, shape=round)");
        assertThat(thing.service().slope).isEqualTo(0.5);
        assertThat(thing.service().shape).isEqualTo(Shape.ROUND);
        assertThat(thing.service().manyThings).isEqualTo(3);
        assertThat(thing.service().inner).isInstanceOf(Plain.class);
        assertThat(thing.spec())
                .hasToString("thing(many-things=3, slope=0.5, shape=round, sure=true, inner=plain, any=1e-7)");
    }

    @Test
    void theServiceItselfIsNotAltered() {
        Thing thing = new Thing();
        assertThat(configure(thing, "thing(slope=0.5)").service()).isNotSameAs(thing);
        assertThat(thing.slope).isEqualTo(0.01);
    }

    @Test
    void aServiceWithoutSettingsIsUsedAsItIs() {
        Plain plain = new Plain();
        assertThat(configure(plain, "plain").service()).isSameAs(plain);
    }

    @Test
    void theOnlySettingNeedsNoName() {
        assertThat(configure(new One(), "one(0.5)").service().value).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "thing(slop=1) | unknown setting of thing 'slop': did you mean 'slope'? There are: any, inner,"
                        + " many-things, shape, slope, sure",
                "thing(slope=abc) | the setting 'slope' of thing must be a number, but is 'abc'",
                "thing(slope=1) | the setting 'slope' of thing must be in the range (0, 1), but is 1",
                "thing(slope=NaN) | the setting 'slope' of thing must be in the range (0, 1), but is NaN",
                "thing(any=Infinity) | the setting 'any' of thing must be a finite number, but is Infinity",
                "thing(many-things=0) | the setting 'many-things' of thing must be in the range >= 1, but is 0",
                "thing(many-things=1.5) | the setting 'many-things' of thing must be a whole number, but is '1.5'",
                "thing(many-things=3000000000) | the setting 'many-things' of thing must be in the range >= 1 and at"
                        + " most 2147483647, but is 3000000000",
                "thing(shape=square) | the setting 'shape' of thing must be one of round, very-flat, but is 'square'",
                "thing(sure=yes) | the setting 'sure' of thing must be true or false, but is 'yes'",
                "thing(inner=plane) | unknown inner 'plane': did you mean 'plain'? There are: plain",
                "thing(0.5) | '0.5' in 'thing(0.5)' needs a name: write one of many-things=, slope=, shape=, sure=,"
                        + " inner=, any="
            })
    void whatWillNotDoIsExplained(String spec, String message) {
        assertThatThrownBy(() -> configure(new Thing(), spec))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void aMissingSettingIsAskedFor() {
        assertThatThrownBy(() -> configure(new Needy(), "needy"))
                .isInstanceOf(SpecException.class)
                .hasMessage("needy needs the setting 'file': what to read");
    }

    @Test
    void aServiceWithoutSettingsTakesNone() {
        assertThatThrownBy(() -> configure(new Plain(), "plain(x=1)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("plain has no settings, so 'x' is unknown");
    }

    static class OutOfRange {
        @Setting(value = "how steep", min = 0, open = true)
        double slope;
    }

    static class OfNoType {
        @Setting("how steep")
        float slope = 1;
    }

    static class Unchangeable {
        @Setting("how steep")
        final double slope = 1;
    }

    static class WithoutDefault {
        @Setting("inside")
        Inner inner;
    }

    static class WithoutText {
        @Setting("which")
        String file;
    }

    static class Failing {
        @Setting("how steep")
        double slope = 1;

        Failing() {
            throw new IllegalStateException("no");
        }
    }

    static class Unmakeable {
        @Setting("how steep")
        double slope;

        Unmakeable(double slope) {
            this.slope = slope;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OutOfRange;     has the default 0, which is not in its range > 0",
                "OfNoType;       can't be of the type float",
                "Unchangeable;   must not be final",
                "WithoutDefault; needs a default, or required = true",
                "WithoutText;    needs a default, or required = true",
                "Failing;        its constructor throws java.lang.IllegalStateException: no",
                "Unmakeable;     needs a constructor without arguments",
            })
    void wronglyDeclaredSettingsAreReportedWithClassAndReason(String type, String reason)
            throws ClassNotFoundException {
        Class<?> wrong = Class.forName(SettingsTest.class.getName() + "$" + type);
        assertThatThrownBy(() -> Settings.of(wrong))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(wrong.getName())
                .hasMessageContaining(reason);
    }
}
