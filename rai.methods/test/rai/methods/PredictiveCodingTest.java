package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.layers.Prelu;
import rai.optimizers.Adam;
import rai.testkit.Specs;

/** Predictive coding: its energy, its two forms, and what both equal in their limits. */
class PredictiveCodingTest {
    private static final String PLAIN = "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense";
    private static final String RESIDUAL =
            "dense(4) residual(tanh dense) residual(tanh dense) residual(tanh dense, skip=0.5) tanh dense";

    /** The energy as an objective of parameters and states, to be compared with differences. */
    @Named("energy")
    static class Energy implements GradientMethod {
        @Override
        public List<Variable> variables(Network network, int examples) {
            Chain chain = Chain.ofHidden(network);
            return List.of(new Variable("states", examples * chain.start(chain.states())));
        }

        @Override
        public void start(Training training) {
            Chain chain = ChainEnergy.chain(training);
            ChainArray states = ChainArray.of(training, chain, "states");
            new ChainEnergy(training, chain).forward(states);
            training.variable("states").assign(states.flat());
        }

        @Override
        public double gradient(Training training) {
            Chain chain = ChainEnergy.chain(training);
            ChainEnergy energy = new ChainEnergy(training, chain);
            ChainArray states = ChainArray.of(training, chain, "states");
            ChainArray gradient = ChainArray.of(training, chain, "gradient");
            states.flat().assign(training.variable("states"));
            double sum = energy.between(states, states, 1, gradient, gradient) + energy.head(states, gradient);
            training.gradient("states").assign(gradient.flat());
            return sum;
        }
    }

    /** Lets a test look at a run between two steps; trains nothing. */
    @Named("look")
    record Look(Consumer<Training> test) implements TrainingMethod {
        @Override
        public void step(Training training) {
            test.accept(training);
            training.completed(0);
        }
    }

    static void look(Lab lab, Consumer<Training> test) {
        assertThat(lab.with(new Look(test)).train(1, "look").reason()).isEmpty();
    }

    static PredictiveCoding predictiveCoding(String settings) {
        return Specs.configure(new PredictiveCoding(), "predictive-coding(" + settings + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL, "dense(4) residual(dense(3) tanh dense) batch-norm relu dense"})
    void theGradientOfTheEnergyIsThatOfDifferences(String network) {
        GradientCheck check = new GradientCheck(new Energy());
        new Lab().network(network).with(check).train(1, "check");
        assertThat(check.compared()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {PLAIN, RESIDUAL, "10x(dense(20) relu) dense", "dense(4) batch-norm relu dense(4) relu dense"})
    void afterTheForwardPassNoPredictionErrorIsLeftNotEvenOneOfRounding(String network) {
        look(new Lab().network(network).float32(), training -> {
            Chain chain = ChainEnergy.chain(training);
            ChainArray states = ChainArray.of(training, chain, "states");
            ChainArray gradient = ChainArray.of(training, chain, "gradient");
            ChainEnergy energy = new ChainEnergy(training, chain);
            energy.forward(states);
            assertThat(energy.between(states, states, 1, gradient, gradient)).isZero();
        });
    }

    @Test
    void aStateStandsAfterEachHiddenMapAndAfterEachResidualBlock() {
        look(new Lab().network(RESIDUAL), training -> {
            Chain chain = Chain.ofHidden(training.network());
            assertThat(chain.groups())
                    .containsExactly(
                            new Chain.Group(0, 1, 1, 0), new Chain.Group(1, 5, 2, 1), new Chain.Group(9, 13, 1, 3));
            assertThat(chain.headFrom()).isEqualTo(13);
        });
    }

    private static INDArray gradient(Training training, String settings) {
        predictiveCoding(settings).gradient(training);
        return training.parameterGradient().dup();
    }

    /** Of the parameters of all maps but the last one, which is the head. */
    static INDArray hidden(Training training, INDArray gradient) {
        Network.Block last =
                training.network().blocks().get(training.network().blocks().size() - 1);
        return gradient.get(NDArrayIndex.interval(0, last.offset()));
    }

    static INDArray backprop(Training training) {
        new Backprop().gradient(training);
        return training.parameterGradient().dup();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL})
    void oneSmallStepOfTheErrorFormGivesTheGradientOfBackprop(String network) {
        look(new Lab().network(network), training -> {
            INDArray expected = hidden(training, backprop(training));
            double[] off = new double[2];
            for (int i = 0; i < 2; i++) {
                double rate = i == 0 ? 1e-3 : 1e-4;
                INDArray local = hidden(training, gradient(training, "form=error, inner=1, rate=" + rate));
                off[i] = local.div(rate).distance2(expected)
                        / expected.norm2Number().doubleValue();
            }
            assertThat(off[0]).isLessThan(1e-2);
            assertThat(off[1] / off[0]).as("first order in the rate").isCloseTo(0.1, within(0.01));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL})
    void bothFormsHaveTheSameEquilibrium(String network) {
        look(new Lab().network(network), training -> {
            INDArray byErrors = gradient(training, "form=error, inner=2000, rate=0.1");
            INDArray byStates = gradient(training, "inner=20000, rate=0.1");
            assertThat(byStates.distance2(byErrors) / byErrors.norm2Number().doubleValue())
                    .isLessThan(1e-6);
            assertThat(byErrors.distance2(backprop(training))).isGreaterThan(1e-3);
        });
    }

    /** The derivative of a minimum is the partial derivative there (Danskin, 1966). */
    @Test
    void atTheEquilibriumTheGradientIsThatOfTheLeastEnergy() {
        look(new Lab().network("dense(4) tanh dense(3) tanh dense"), training -> {
            PredictiveCoding method = predictiveCoding("form=error, inner=2000, rate=0.1");
            method.gradient(training);
            INDArray gradient = training.parameterGradient().dup();
            INDArray parameters = training.parameters();
            for (int i = 0; i < parameters.length(); i++) {
                double at = parameters.getDouble(i);
                parameters.putScalar(i, at + 1e-5);
                double above = method.gradient(training);
                parameters.putScalar(i, at - 1e-5);
                double below = method.gradient(training);
                parameters.putScalar(i, at);
                assertThat(gradient.getDouble(i)).isCloseTo((above - below) / 2e-5, within(1e-7));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "error"})
    void innerStepsDescendTheEnergy(String form) {
        look(new Lab(), training -> {
            double before = Double.POSITIVE_INFINITY;
            for (int inner = 1; inner < 200; inner *= 2) {
                double energy = predictiveCoding("rate=0.05, form=" + form + ", inner=" + inner)
                        .gradient(training);
                assertThat(energy).isLessThan(before);
                before = energy;
            }
        });
    }

    @Test
    void inTheStateFormTheOutputReachesOneMoreLayerPerInnerStep() {
        look(new Lab().network("6x(dense(4) tanh) dense"), training -> {
            for (int inner = 1; inner <= 6; inner++) {
                gradient(training, "inner=" + inner);
                for (int map = 0; map < 6; map++) {
                    boolean learns = moves(training, map);
                    assertThat(learns)
                            .as("map %d after %d inner steps", map, inner)
                            .isEqualTo(map >= 6 - inner);
                }
            }
        });
    }

    /** Whether the gradient of a map of equal neighbours is not 0. */
    private static boolean moves(Training training, int map) {
        for (Network.Block block : training.network().blocks()) {
            if (block.first() <= map && map < block.first() + block.count()) {
                long size = (long) block.inputs() * block.outputs();
                long from = block.offset() + (map - block.first()) * size;
                return training.parameterGradient()
                                .get(NDArrayIndex.interval(from, from + size))
                                .norm2Number()
                                .doubleValue()
                        > 0;
            }
        }
        throw new IllegalArgumentException("no map " + map);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "error"})
    void theOrderOfTheExamplesMakesNoDifference(String form) {
        Lab lab = new Lab().with(new PredictiveCoding());
        String method = "predictive-coding(inner=5, form=" + form + ")";
        double one = lab.train(20, method).train().get("loss");
        double other = lab.data("waves(reverse=true)").train(20, method).train().get("loss");
        assertThat(other).isCloseTo(one, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "error"})
    void itTrainsPlainAndResidualNetworksInMiniBatches(String form) {
        for (String network :
                List.of(PLAIN, RESIDUAL, "dense(6) batch-norm prelu residual(dense(4) relu dense) dense")) {
            Lab lab = new Lab()
                    .with(new PredictiveCoding())
                    .with(new Prelu())
                    .with(new Adam())
                    .network(network)
                    .batch(4)
                    .optimizer("adam(rate=0.01)");
            String method = "predictive-coding(inner=8, rate=0.05, form=" + form + ")";
            RunResult few = lab.train(2, method);
            RunResult many = lab.train(200, method);
            assertThat(many.train().get("loss"))
                    .as(network)
                    .isLessThan(0.8 * few.train().get("loss"));
            assertThat(lab.threads(3).train(200, method).stateHash()).isEqualTo(many.stateHash());
        }
    }

    @Test
    void aNetworkOfOneMapIsTrainedAsByBackprop() {
        Lab lab = new Lab().with(new PredictiveCoding()).network("dense");
        assertThat(lab.train(20, "predictive-coding").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    /** Fails at the end of its fourth step. */
    @Named("failing")
    static class Failing extends PredictiveCoding {
        @Override
        public void step(Training training) {
            super.step(training);
            if (training.step() == 3) {
                throw new IllegalStateException("it broke");
            }
        }
    }

    @Test
    void aRunThatFailsReportsTheStepThatItKept() {
        RunResult failed = new Lab().with(new Failing()).train(9, "failing");
        RunResult kept = new Lab().with(new PredictiveCoding()).train(3, "predictive-coding");
        assertThat(failed.reason()).contains("kept its state after step 3");
        assertThat(failed.stateHash()).isEqualTo(kept.stateHash());
        assertThat(failed.train()).isEqualTo(kept.train());
        assertThat(failed.method())
                .containsEntry("output_loss", kept.method().get("output_loss"))
                .containsEntry("prediction_error", kept.method().get("prediction_error"));
    }

    @Test
    void aRunThatDivergesReportsNoFigureOfTheStepThatItDiscarded() {
        RunResult diverged = new Lab().with(new PredictiveCoding()).train(9, "predictive-coding(inner=400, rate=1e6)");
        assertThat(diverged.stopped()).isEqualTo(RunResult.Stop.NAN);
        assertThat(diverged.method()).containsOnlyKeys("name");
    }

    @Test
    void aStepOfInnerStepsCostsAboutAsManyStepsOfBackprop() {
        Lab lab = new Lab().with(new PredictiveCoding());
        assertThat(Lab.number(lab.train(3, "predictive-coding(inner=10)").method(), "layer_updates"))
                .isEqualTo(3 * (5 + 1 + 2 * 5 * 10)); // forward, the head backward, then all maps forward and backward
        assertThat(Lab.number(
                        lab.train(3, "predictive-coding(inner=10, form=error)").method(), "layer_updates"))
                .isEqualTo(3 * 2 * 5 * 11);
    }
}
