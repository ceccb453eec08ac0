package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.RunResult;

class BackpropTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense",
                "dense(4) dense(3) tanh sigmoid dense tanh",
                "dense"
            })
    void itsGradientIsThatOfTheLoss(String network) {
        GradientCheck check = new GradientCheck(new Backprop());
        new Lab().with(check).network(network).train(1, "check");
        assertThat(check.compared()).isPositive();
    }

    @Test
    void itsGradientOfAMiniBatchIsThatOfTheBatchLoss() {
        GradientCheck check = new GradientCheck(new Backprop());
        new Lab().with(check).batch(3).train(4, "check");
        assertThat(check.compared()).isPositive();
    }

    @Test
    void itLearnsMoonsWithAShallowNetwork() {
        RunResult result = new Lab()
                .data(MOONS)
                .network("dense(42) relu dense(100) relu dense(42) relu dense")
                .optimizer("rprop(step=0.01)")
                .train(100, "backprop");
        assertThat(result.train().get("loss")).isLessThan(1e-3);
        assertThat(result.train().get("accuracy")).isEqualTo(1.0);
    }

    @Test
    void itStaysAtChanceInADeepSigmoidNetworkWithTheReferencesStart() {
        RunResult result =
                deep().init("uniform-fan-in").optimizer("rprop(step=0.1)").train(60, "backprop");
        assertThat(result.train().get("loss")).isBetween(0.693, 0.7);
        assertThat(result.test().get("accuracy")).isEqualTo(0.5);
    }

    @Test
    void itTrainsTheSameNetworkFromTheIsometricStart() {
        RunResult result =
                deep().init("isometric").optimizer("rprop(step=0.0001)").train(100, "backprop");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.9);
    }

    private static Lab deep() {
        return new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .float32()
                .threads(2);
    }
}
