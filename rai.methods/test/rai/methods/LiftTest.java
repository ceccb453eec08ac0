package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.Training;
import rai.api.run.RefusalException;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;

class LiftTest {
    private static final String DEEP = "100x(dense(100) sigmoid) dense";

    /** Looks at a hidden map and at the first one. */
    @Named("watched")
    static class Watched extends Lift {
        @Override
        public void step(Training training) {
            super.step(training);
            INDArray weight = training.weight(1);
            INDArray identity =
                    Nd4j.eye(weight.size(0)).castTo(weight.dataType()).mul(4);
            training.report("distance", weight.distance2(identity));
            training.report(
                    "spread",
                    training.forward(0, 1, training.inputs())
                            .std(false, true, 0)
                            .meanNumber()
                            .doubleValue());
        }
    }

    @Test
    void oneStepTrainsTheDeepNetworkFromAStartFromWhichBackpropStaysAtChance() {
        RunResult result = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network(DEEP)
                .float32()
                .train(1, "lift");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.98);
    }

    @Test
    void withAHugeRidgeTheHiddenMapsPassOnWhatTheyRead() {
        RunResult result = small("watched(lambda=1e12)");
        assertThat(Lab.number(result.method(), "distance")).isLessThan(1e-6);
        assertThat(Lab.number(small("watched(push=0.5)").method(), "distance")).isGreaterThan(0.01);
    }

    @Test
    void theValuesOfTheFirstMapGetStandardDeviationOne() {
        assertThat(Lab.number(small("watched").method(), "spread")).isCloseTo(1, within(1e-9));
    }

    private static RunResult small(String method) {
        return new Lab()
                .with(new Watched())
                .data("moons(n=50)")
                .network("3x(dense(8) sigmoid) dense")
                .train(1, method);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2x(dense(4) tanh) dense | tanh, layer 2",
                "dense(4) sigmoid dense(5) sigmoid dense | dense(5), layer 3",
                "dense(4) sigmoid dense sigmoid | dense(1), layer 3",
                "dense | dense(1), layer 1"
            })
    void networksThatAreNotSigmoidLayersOfOneWidthAreRefused(String network, String layer) {
        assertThatThrownBy(() -> new Lab().data("moons(n=20)").network(network).train(1, "lift"))
                .isInstanceOf(SpecException.class)
                .hasMessage("lift trains dense layers of one width with a sigmoid after each but the last, as in"
                        + " '100x(dense(100) sigmoid) dense', but " + layer + " of the network, does not fit in: use"
                        + " such a network, or another method, such as alt-n");
    }

    @Test
    void numbersAsTargetsAreRefused() {
        assertThatThrownBy(() -> new Lab().network("2x(dense(4) sigmoid) dense").train(1, "lift"))
                .isInstanceOf(RefusalException.class)
                .hasMessageStartingWith("lift needs classes as targets, but the loss takes numbers: train on classes");
    }
}
