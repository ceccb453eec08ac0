package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.spec.SpecException;

class SolvingTest {
    @ParameterizedTest
    @CsvSource({
        "LARGER, 1e-8, larger one, 0.1",
        "LARGER, 1, larger one, 100",
        "LARGER, 0.1, larger one, 10",
        "SMALLER, 5, smaller one, 0.1",
        "SMALLER, 0.1, smaller one, 0.001"
    })
    void theValueThatIsAdvisedLiesInTheDirectionThatHelps(
            Solving.Help help, double value, String direction, String advised) {
        Solving solving = new Solving("ridge", "lambda", value, help, 0.1);
        assertThatThrownBy(() -> solving.ofMap(2, () -> {
                    throw new SpecException("singular");
                }))
                .hasMessageStartingWith("the equations of ridge for map 3 can't be solved with lambda=")
                .hasMessageEndingWith(": use a " + direction + ", as in ridge(lambda=" + advised + ")");
    }

    @Test
    void aRidgeInSinglePrecisionThatIsTooSmallIsNamed() {
        String reason = new Lab()
                .data("waves(n=60)")
                .network("dense(4) tanh dense")
                .train(9, "alt(lambda=10, first=1e-30)")
                .reason();
        assertThat(reason).contains("with first=1e-30: use a larger one, as in alt(first=10)");
    }
}
