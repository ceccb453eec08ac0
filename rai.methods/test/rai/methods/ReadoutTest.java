package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

class ReadoutTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";

    /** Keeps the weights that each step has left. */
    @Named("watched")
    private static final class Watched extends Readout {
        private static final List<List<INDArray>> WEIGHTS = new ArrayList<>(); // a run has an instance of its own

        @Override
        public void step(Training training) {
            super.step(training);
            List<INDArray> all = new ArrayList<>();
            for (int map = 0; map < training.network().maps().size(); map++) {
                all.add(training.weight(map).dup());
            }
            WEIGHTS.add(all);
        }
    }

    @Test
    void onlyTheLastMapMoves() {
        assertNoneMovesBefore(4, "watched");
    }

    @Test
    void asManyMapsMoveAsItIsAskedFor() {
        assertNoneMovesBefore(3, "watched(maps=2)");
    }

    private static void assertNoneMovesBefore(int first, String method) {
        Watched.WEIGHTS.clear();
        new Lab().with(new Watched()).optimizer("rprop(step=0.1)").train(5, method);
        List<INDArray> early = Watched.WEIGHTS.get(0);
        List<INDArray> late = Watched.WEIGHTS.get(4);
        for (int map = 0; map < early.size(); map++) {
            assertThat(late.get(map).equals(early.get(map)))
                    .as("map " + map + " keeps its weights")
                    .isEqualTo(map < first);
        }
    }

    @Test
    void withAllMapsItIsBackprop() {
        Lab lab = new Lab().optimizer("rprop(step=0.1)");
        assertThat(lab.train(20, "readout(maps=5)").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    @Test
    void itsGradientIsThatOfTheLoss() {
        GradientCheck check = new GradientCheck(Specs.configure(new Readout(), "readout(maps=5)"));
        new Lab().with(check).train(1, "check");
        assertThat(check.compared()).isPositive();
    }

    @Test
    void untrainedIsometricLayersAreGoodFeaturesOfMoonsAndThoseOfTheReferencesStartAreNone() {
        Lab deep = new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("30x(dense(50) sigmoid) dense")
                .optimizer("rprop(step=0.01)")
                .float32();
        RunResult isometric = deep.init("isometric").train(200, "readout");
        RunResult reference = deep.init("uniform-fan-in").train(200, "readout");
        assertThat(isometric.test().get("accuracy")).isGreaterThan(0.9);
        assertThat(reference.test().get("accuracy")).isLessThan(0.6);
    }

    @Test
    void moreMapsThanTheNetworkHasAreRefused() {
        assertThatThrownBy(() -> new Lab().train(1, "readout(maps=6)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "readout(maps=6) trains more maps than the network has: it has 5, so use maps=5 or fewer");
    }
}
