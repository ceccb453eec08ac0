package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.init.Orthogonal;

class DifferenceTargetPropagationTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";
    private static int looked; // a run has an instance of its own

    /** Gives every inverse the transpose of its map, which is orthogonal. */
    @Named("exact")
    private static final class Exact extends DifferenceTargetPropagation {
        @Override
        public void step(Training training) {
            MapChain chain = new MapChain(training.network(), "exact");
            int at = 0;
            for (int t = 1; t + 1 < chain.links().size(); t++) {
                INDArray transposed = training.weight(t).transpose().dup('c');
                for (int i = 0; i < transposed.length(); i++) {
                    training.variable("inverse-maps").putScalar(at++, transposed.getDouble(i));
                }
                at += (int) transposed.size(1); // any bias does: the difference takes it off
            }
            List<INDArray> hidden = new ArrayList<>();
            INDArray output = forward(training, chain, hidden);
            gradient(training, chain, hidden, output);
            INDArray byTargets = training.parameterGradient().dup();
            new Backprop().gradient(training);
            INDArray byBackprop = training.parameterGradient();
            int hiddenParameters = (3 + 1) * 4 + 3 * (4 + 1) * 4;
            for (int i = 0; i < byTargets.length(); i++) {
                double factor = i < hiddenParameters ? 0.5 : 1;
                assertThat(byTargets.getDouble(i))
                        .as("parameter " + i)
                        .isCloseTo(factor * byBackprop.getDouble(i), within(1e-12));
                looked++;
            }
            training.completed(0);
        }
    }

    @Test
    void withExactLinearInversesOfOrthogonalMapsItsGradientIsThatOfBackprop() {
        looked = 0;
        new Lab()
                .with(new Exact())
                .with(new Orthogonal())
                .init("orthogonal")
                .network("dense(4) dense(4) dense(4) dense(4) dense")
                .train(1, "exact(eta=0.5)");
        assertThat(looked).isEqualTo((3 + 1) * 4 + 3 * 20 + 10);
    }

    /** Compares both gradients with central differences of what they belong to. */
    @Named("checked")
    private static final class Checked extends DifferenceTargetPropagation {
        @Override
        public void step(Training training) {
            MapChain chain = new MapChain(training.network(), "checked");
            INDArray inverses = training.variable("inverse-maps");
            error(training, chain);
            INDArray gradient = training.gradient("inverse-maps").dup();
            for (int i = 0; i < inverses.length(); i++) {
                double at = inverses.getDouble(i);
                inverses.putScalar(i, at + 1e-5);
                double above = error(training, chain);
                inverses.putScalar(i, at - 1e-5);
                double below = error(training, chain);
                inverses.putScalar(i, at);
                assertThat(gradient.getDouble(i)).isCloseTo((above - below) / 2e-5, within(1e-8));
                looked++;
            }
            super.step(training);
        }

        private double error(Training training, MapChain chain) {
            List<INDArray> hidden = new ArrayList<>();
            forward(training, chain, hidden);
            return inverseGradient(training, chain, hidden);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense",
                "tanh dense(4) dense(3, bias=false) tanh sigmoid dense(5) dense tanh"
            })
    void theInversesFollowTheGradientOfTheirReconstruction(String network) {
        looked = 0;
        new Lab().with(new Checked()).network(network).train(2, "checked");
        assertThat(looked).isGreaterThan(40);
    }

    /** Computes the gradient of L_1 = 1/2n Σ ‖f_1(x) - ĥ_1‖² of the first layer by hand, with ĥ_1 by the formula. */
    @Named("by-hand")
    private static final class ByHand extends DifferenceTargetPropagation {
        @Override
        public void step(Training training) {
            MapChain chain = new MapChain(training.network(), "by-hand");
            List<INDArray> hidden = new ArrayList<>();
            INDArray output = forward(training, chain, hidden);
            INDArray h1 = hidden.get(0).dup();
            INDArray h2 = hidden.get(1).dup();
            long n = h1.size(0);
            INDArray upstream = output.reshape(n, 2).sub(training.targets()).mul(2.0 / output.length());
            INDArray target2 =
                    h2.sub(upstream.mmul(training.weight(2).transpose()).mul(n * 0.7));
            InverseMaps inverses = new InverseMaps(training, chain);
            INDArray target1 = h1.add(inverses.invert(1, target2).dup())
                    .sub(inverses.invert(1, h2).dup());
            INDArray ofZ = h1.sub(target1).div(n).mul(h1.mul(h1).rsub(1));
            INDArray expected = training.inputs().transpose().mmul(ofZ);
            gradient(training, chain, hidden, output);
            for (int i = 0; i < expected.length(); i++) {
                assertThat(training.parameterGradient().getDouble(i))
                        .isCloseTo(expected.dup('c').getDouble(i), within(1e-12));
                looked++;
            }
            assertThat(expected.norm2Number().doubleValue()).isGreaterThan(1e-4);
            training.completed(0);
        }
    }

    @Test
    void aTargetIsTheLayerPlusTheDifferenceOfTwoInverses() {
        looked = 0;
        new Lab()
                .with(new ByHand())
                .network("dense(4) tanh dense(5) tanh dense")
                .train(1, "by-hand(eta=0.7)");
        assertThat(looked).isEqualTo(12);
    }

    @Test
    void aNetworkWithoutHiddenLayersIsTrainedAsByBackprop() {
        Lab lab = new Lab().network("dense").optimizer("rprop(step=0.1)");
        assertThat(lab.train(20, "difference-target-propagation").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    @Test
    void itTrainsTwoMoonsAndLearnsToInvert() {
        Lab lab = new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("4x(dense(30) tanh) dense")
                .init("isometric")
                .optimizer("rprop(step=0.001)")
                .float32();
        RunResult few = lab.train(1, "difference-target-propagation");
        RunResult many = lab.train(200, "difference-target-propagation");
        assertThat(many.test().get("accuracy")).isGreaterThan(0.95);
        assertThat(Lab.number(many.method(), "reconstruction_error"))
                .isLessThan(0.3 * Lab.number(few.method(), "reconstruction_error"));
        assertThat(many.method()).containsEntry("layer_updates", 200 * 25.0);
    }

    @Test
    void layersThatAreNeitherMapsNorActivationsAreRefused() {
        assertThatThrownBy(() -> new Lab()
                        .network("dense(4) tanh residual(dense(4) tanh dense(4)) dense")
                        .train(1, "difference-target-propagation"))
                .isInstanceOf(SpecException.class)
                .hasMessage("difference-target-propagation trains chains of dense layers and activations, but the"
                        + " beginning of a residual block, layer 3 of the network, is neither: use a network"
                        + " without it, or another method, such as backprop");
    }
}
