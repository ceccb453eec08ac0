package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.optimizers.Lbfgs;

/** Methods with an optimizer that searches a line. */
class OptimizersTest {
    private static final String LBFGS = "lbfgs(history=10, max-iterations=5)";

    private static Lab lab() {
        return new Lab().with(new Lbfgs()).optimizer(LBFGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backprop", "rai"})
    void aLineSearchGivesTheSameBitsWithAnyNumberOfThreads(String method) {
        String one = lab().train(6, method).stateHash();
        assertThat(lab().threads(3).train(6, method).stateHash()).isEqualTo(one);
    }

    @Test
    void aLineSearchFitsWhatGradientDescentOfAsManyStepsDoesNot() {
        double searched = lab().train(30, "backprop").train().get("loss");
        double descended = new Lab().train(30, "backprop").train().get("loss");
        assertThat(searched).isLessThan(descended / 4);
    }
}
