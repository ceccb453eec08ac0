package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

class RefitTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 40}) // fewer examples than inputs of a map, and more: the two forms of the equations
    void withNextToNoRidgeTheForwardPassGivesTheTargetsOfTheOutput(int examples) {
        RunResult rai = lab(examples).train(40, "rai");
        RunResult refitted = lab(examples).train(40, "rai", "refit(lambda=1e-9)");
        double promised = Lab.number(rai.method(), "relaxed_loss");
        double before = Math.abs(rai.train().get("loss") - promised);
        double after = Math.abs(refitted.train().get("loss") - promised);
        assertThat(before).isPositive();
        assertThat(after).isLessThan(0.2 * before);
    }

    @Test
    void aHugeRidgeChangesNothing() {
        RunResult rai = lab(20).train(40, "rai");
        RunResult refitted = lab(20).train(40, "rai", "refit(lambda=1e15)");
        assertThat(refitted.train().get("loss")).isCloseTo(rai.train().get("loss"), within(1e-9));
    }

    @Test
    void aHundredStepsOfRaiAndARefitTrainTheDeepNetworkThatRaiAloneLeavesAtChance() {
        Lab lab = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .optimizer("rprop(step=0.1)")
                .float32()
                .threads(2);
        RunResult result = lab.train(100, "rai", "refit");
        double raiAlone = (Double) ((java.util.Map<?, ?>) result.phases().get(0).get("test")).get("accuracy");
        assertThat(raiAlone).isLessThan(0.6);
        assertThat(result.test().get("accuracy")).isGreaterThan(0.98);
    }

    @Test
    void itCanNotComeFirst() {
        assertThatThrownBy(() -> lab(20).train(1, "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the method refit reads targets that an earlier method of the run must leave,"
                        + " as in --method rai --then refit");
    }

    @Test
    void itNeedsTheTargetsOfAllMaps() {
        assertThatThrownBy(() -> lab(20).train(1, "rai(layers=every:2)", "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("targets of another shape");
    }

    private static Lab lab(int examples) {
        return new Lab()
                .data("waves(n=" + examples + ")")
                .network("3x(dense(12) sigmoid) dense")
                .optimizer("rprop(step=0.1)");
    }
}
