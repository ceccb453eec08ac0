package rai.api.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
    @Test
    void aBareNameIsASpec() {
        assertThat(Spec.parse(" sigmoid ")).isEqualTo(Spec.named("sigmoid"));
    }

    @Test
    void settingsAreReadInOrder() {
        assertThat(Spec.parse("moons( n=100 , noise = 0.1,seed=42)").settings())
                .containsExactly(Map.entry("n", "100"), Map.entry("noise", "0.1"), Map.entry("seed", "42"));
    }

    @Test
    void aListContinuesWithItsSetting() {
        assertThat(Spec.parse("rai(layers=3,7, 9, period=50)").settings())
                .containsExactly(Map.entry("layers", "3,7,9"), Map.entry("period", "50"));
    }

    @Test
    void aValueMayBeASpecItself() {
        assertThat(Spec.parse("rai(loss=huber(delta=1, x=2), mu=0.5)").settings())
                .containsEntry("loss", "huber(delta=1, x=2)")
                .containsEntry("mu", "0.5");
    }

    @Test
    void quotedTextMayContainAnything() {
        assertThat(Spec.parse("csv(file=\"a (1), b=2.csv\", target='it\"s')").settings())
                .containsEntry("file", "a (1), b=2.csv")
                .containsEntry("target", "it\"s");
    }

    @Test
    void valuesWithoutAKeyComeFirst() {
        assertThat(Spec.parse("dense(200)").positional()).isEqualTo(List.of("200"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sigmoid",
                "moons(n=100, noise=0.1)",
                "rai(layers=3,7,9, loss=huber(delta=1))",
                "dense(200)",
                "csv(file=../data/x.csv, target=\"a b, c\")",
                "csv(file=\"\")",
                "two(a='say \"x\"', b=\"don't\")",
                "csv(separator=\",\", file=\"C:\\data (1)\\x.csv\")",
                "none(a=every:3)"
            })
    void writingAndReadingAgainGivesTheSameSpec(String text) {
        Spec spec = Spec.parse(text);
        assertThat(Spec.parse(spec.toString())).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "moons(n=100 | in 'moons(n=100' the parenthesis after 'moons' is not closed at the end: a spec looks"
                        + " like name(key=value, ...)",
                "moons(n=1) x | in 'moons(n=1) x' the parenthesis after 'moons' is not closed at the end: a spec looks"
                        + " like name(key=value, ...)",
                "moons(n=1, n=2) | in 'moons(n=1, n=2)' the setting 'n' is given twice",
                "moons(n=) | in 'moons(n=)' the setting 'n' has no value",
                "moons(n=1,,m=2) | in 'moons(n=1,,m=2)' there is nothing between two commas",
                "csv(file=\"x) | in 'csv(file=\"x)' the parenthesis after 'csv' is not closed at the end: a spec looks"
                        + " like name(key=value, ...)",
                "lea ky | 'lea ky' is not a name: a name is made of letters, digits and hyphens, as in"
                        + " leaky-relu(slope=0.02)"
            })
    void whatIsNotASpecIsExplained(String text, String message) {
        assertThatThrownBy(() -> Spec.parse(text))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void specsWithinSpecsEndAtADepthOfFifty() {
        String fifty = "a(x=".repeat(50) + "b" + ")".repeat(50);
        assertThat(Spec.parse(fifty).toString()).isEqualTo(fifty);
        assertThatThrownBy(() -> Spec.parse("residual(".repeat(500) + "dense" + ")".repeat(500)))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "'residual(residual(residual(residual(resi...' has more than 50 parentheses within each other:"
                                + " use fewer");
        assertThatThrownBy(() -> Spec.split("tanh " + "a(".repeat(51) + ")".repeat(51), ' '))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("more than 50 parentheses within each other");
    }

    @Test
    void anEmptyTextIsNotASpec() {
        assertThatThrownBy(() -> Spec.parse("  "))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("empty");
    }
}
