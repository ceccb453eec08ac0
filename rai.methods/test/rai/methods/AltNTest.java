package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;

class AltNTest {
    /** With almost no ridge each map gives its target: so the step of the values is the step of the targets. */
    @Named("watched")
    static class Watched extends AltN {
        @Override
        public void step(Training training) {
            int last = training.network().layers().size();
            INDArray z = training.forward(0, last - 2, training.inputs()).dup();
            super.step(training);
            INDArray moved = training.forward(0, last - 2, training.inputs()).sub(z);
            training.report("rms", moved.norm2Number().doubleValue() / Math.sqrt(moved.length()));
        }
    }

    @Test
    void withAlmostNoRidgeTheValuesOfAHiddenMapMoveByARootMeanSquareOfA() {
        RunResult result = new Lab()
                .with(new Watched())
                .data("waves(n=12)")
                .network("dense(20) tanh dense(20) tanh dense")
                .train(1, "watched(a=0.3, lambda=1e-9)");
        assertThat(Lab.number(result.method(), "rms")).isCloseTo(0.3, within(1e-3));
    }

    @Test
    void oneStepTrainsTheDeepNetworkFromAStartFromWhichBackpropStaysAtChance() {
        RunResult result = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .float32()
                .train(1, "alt-n");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.98);
    }

    @Test
    void aResidualBlockIsRefusedInOneSentence() {
        assertThatThrownBy(() -> new Lab()
                        .network("dense(4) residual(tanh dense(4)) dense")
                        .train(1, "alt-n"))
                .isInstanceOf(SpecException.class)
                .hasMessage("alt-n gives the targets of all maps the same distance, which the sum at the end of a"
                        + " residual block, layer 5 of the network, does not keep: train residual blocks by alt");
    }
}
