package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.run.RunResult;
import rai.schedules.Cosine;

/** What a result says of settings that its method never reads. */
class IgnoredSettingsTest {
    @Test
    void whatIsForTheOptimizerAndHasNoEffectIsSaid() {
        RunResult result = new Lab().train(2, "backprop", "alt steps=2 l2=10 max_norm=0.1", "backprop steps=1 l2=10");
        assertThat(result.phases().get(1).get("ignored")).isEqualTo(List.of("optimizer", "l2", "max_norm"));
        assertThat(result.phases().get(0)).doesNotContainKey("ignored");
        assertThat(result.phases().get(2)).doesNotContainKey("ignored");
        assertThat(result.hints())
                .contains("l2, max_norm had no effect: alt moves the parameters itself, without the optimizer");
    }

    @ParameterizedTest
    @CsvSource({"alt, false", "alt-n, false", "bcd, true", "mac, true", "admm, true", "gauss-newton, true"})
    void aScheduleThatHasNoEffectIsSaid(String method, boolean said) {
        RunResult result = new Lab()
                .with(new Cosine())
                .network("dense(4) tanh dense")
                .train(1, "backprop", method + " steps=2 schedule=cosine l2=10");
        String settings = said ? "l2, schedule" : "l2";
        assertThat(result.hints())
                .contains(
                        settings + " had no effect: " + method + " moves the parameters itself, without the optimizer");
    }
}
