package rai.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.spec.Settings;

class TypedTest {
    @ParameterizedTest
    @CsvSource({
        "integer, 100, 100",
        "number, 1e-3, 0.001",
        "number, 1, 1",
        "boolean, true, true",
        "text, 10, \"10\"",
        "none|sum, sum, \"sum\"",
        "number, Infinity, \"Infinity\"",
        "integer, '', null"
    })
    void aValueHasTheTypeOfItsSetting(String type, String text, String json) {
        assertThat(Json.text(Typed.value(new Settings.Info("a", type, "", "", ""), text)))
                .isEqualTo(json);
    }
}
