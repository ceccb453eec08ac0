package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

/** Methods that store layers of every example, as whole trainings. */
class BlockMethodsTest {
    @ParameterizedTest
    @ValueSource(strings = {"bcd", "admm(multipliers=output, warmup=2)", "admm", "mac"})
    void theOrderOfTheExamplesDoesNotMatter(String method) {
        Lab lab = new Lab().network("2x(dense(4) tanh) dense");
        RunResult one = lab.data("waves(n=9)").train(4, method);
        RunResult other = lab.data("waves(n=9, reverse=true)").train(4, method);
        assertThat(other.train().get("loss")).isCloseTo(one.train().get("loss"), within(1e-8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bcd; uniform-fan-in; 150; 0.92",
                "admm(rho=10, gamma=10); uniform-fan-in; 150; 0.92",
                "mac(mu=10, growth=1); isometric; 40; 0.93",
            })
    void itTrainsTwoMoonsBeyondWhatALinearMapCan(String method, String init, int steps, double accuracy) {
        RunResult result = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("2x(dense(20) tanh) dense")
                .init(init)
                .float32()
                .train(steps, method);
        assertThat(result.test().get("accuracy")).isGreaterThan(accuracy);
    }

    @Test
    void aRefitAfterMacMakesTheForwardPassKeepWhatTheCoordinatesPromise() {
        Lab lab = new Lab().data("waves(n=6)").network("2x(dense(8) tanh) dense");
        RunResult mac = lab.train(3, "mac(lambda=10)");
        RunResult refitted = lab.train(3, "mac(lambda=10)", "refit(lambda=1e-9)");
        double promised = Lab.number(mac.method(), "relaxed_loss");
        double before = Math.abs(Lab.number(mac.method(), "consistency_gap"));
        assertThat(before).isGreaterThan(1e-3);
        assertThat(refitted.train().get("loss")).isCloseTo(promised, within(0.01 * before));
    }

    @Test
    void thePenaltyOfMacGrowsWithTheSteps() {
        Lab lab = new Lab().data("waves(n=6)").network("dense(4) tanh dense");
        assertThat(Lab.number(lab.train(2, "mac(mu=3, growth=2, every=2)").method(), "mu"))
                .isEqualTo(3);
        assertThat(Lab.number(lab.train(5, "mac(mu=3, growth=2, every=2)").method(), "mu"))
                .isEqualTo(12);
    }

    @Test
    void theResidualsOfAdmmVanishOnANetworkWithoutHiddenLayers() {
        RunResult result = new Lab().data("waves(n=9)").network("dense").train(60, "admm");
        assertThat(Lab.number(result.method(), "primal_residual")).isLessThan(1e-6);
        assertThat(Lab.number(result.method(), "dual_residual")).isLessThan(1e-6);
    }

    @Test
    void withoutHiddenLayersAdmmFindsTheLeastSquaresThatRefitFindsAtOnce() {
        RunResult admm = new Lab().data("waves(n=9)").network("dense").train(200, "admm");
        RunResult ridge = new Lab().data("waves(n=9)").network("dense").train(1, "alt(s=1, lambda=1e-9)");
        assertThat(admm.train().get("loss")).isCloseTo(ridge.train().get("loss"), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bcd | dense(4) batch-norm relu dense | batch-norm, layer 2 of the network, is not such an activation",
                "admm | dense(4) relu dense relu | relu, layer 4 of the network, is not such an activation",
                "mac | dense(4) relu residual(dense(4) relu dense) dense | the beginning of a residual block, layer 3"
                        + " of the network, is not such a dense layer",
                "bcd | dense(4) learnable-swish dense | learnable-swish, layer 2 of the network, is not such an"
                        + " activation",
                "mac | dense(4) tanh dense(bias=false) | dense(2, bias=false), layer 3 of the network, is not such a"
                        + " dense layer",
            })
    void networksOfOtherLayersAreRefused(String method, String network, String layer) {
        assertThatThrownBy(() -> new Lab().network(network).train(1, method))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        method + " trains dense layers with biases, with one activation between each two")
                .hasMessageEndingWith("but " + layer + ": use such a network, or another method, such as backprop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcd", "admm"})
    void equationsWithoutASolutionAdviseASettingThatTheMethodHas(String method) {
        assertThat(new Lab()
                        .network("dense(4) relu dense(9) relu dense")
                        .train(1, method + "(rho=1e30)")
                        .reason())
                .containsPattern("the equations of " + method + " for map \\d can't be solved with rho=1e30: use a"
                        + " smaller one, as in " + method + "\\(rho=3\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcd", "admm"})
    void equationsThatGammaMakesUnsolvableAdviseALargerGamma(String method) {
        assertThat(new Lab()
                        .network("dense(9) sigmoid dense(9) sigmoid dense")
                        .train(1, method + "(gamma=1e-300)")
                        .reason())
                .containsPattern("the equations of " + method + " for map \\d can't be solved with gamma=1e-300: use a"
                        + " larger one, as in " + method + "\\(gamma=30\\)");
    }

    @Test
    void multipliersThatAreNotUnderstoodAreRefused() {
        assertThatThrownBy(() -> new Lab().network("dense(4) tanh dense").train(1, "admm(multipliers=some)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("the setting 'multipliers' of admm must be one of output, all, but is 'some'");
    }
}
