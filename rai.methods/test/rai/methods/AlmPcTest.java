package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.optimizers.Adam;
import rai.testkit.Specs;

/** Predictive coding with multipliers: its Lagrangian, and its saddle point, which is that of backprop. */
class AlmPcTest {
    private static final String PLAIN = "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense";
    private static final String RESIDUAL =
            "dense(4) residual(tanh dense) residual(tanh dense) residual(tanh dense, skip=0.5) tanh dense";

    private static AlmPc almPc(String settings) {
        return Specs.configure(new AlmPc(), "alm-pc(" + settings + ")");
    }

    /** The augmented Lagrangian as an objective of parameters, states and goals. */
    @Named("lagrangian")
    static class Lagrangian implements GradientMethod {
        @Override
        public List<Variable> variables(Network network, int examples) {
            Chain chain = Chain.ofHidden(network);
            long length = examples * chain.start(chain.states());
            return List.of(new Variable("states", length), new Variable("goals", length));
        }

        @Override
        public double gradient(Training training) {
            Chain chain = ChainEnergy.chain(training);
            ChainEnergy energy = new ChainEnergy(training, chain);
            ChainArray states = ChainArray.of(training, chain, "states");
            ChainArray goals = ChainArray.of(training, chain, "goals");
            ChainArray ofStates = ChainArray.of(training, chain, "of states");
            ChainArray ofGoals = ChainArray.of(training, chain, "of goals");
            states.flat().assign(training.variable("states"));
            goals.flat().assign(training.variable("goals"));
            ofStates.flat().assign(0);
            double sum = energy.between(states, goals, 3, ofGoals, ofStates) + energy.head(states, ofStates);
            training.gradient("states").assign(ofStates.flat());
            training.gradient("goals").assign(ofGoals.flat());
            return sum;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL})
    void theGradientOfTheLagrangianIsThatOfDifferences(String network) {
        GradientCheck check = new GradientCheck(new Lagrangian());
        new Lab().network(network).with(check).train(1, "check");
        assertThat(check.compared()).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL})
    void itsSaddlePointIsTheGradientOfBackprop(String network) {
        PredictiveCodingTest.look(new Lab().network(network), training -> {
            INDArray expected = PredictiveCodingTest.backprop(training);
            double objective = almPc("inner=10000").gradient(training);
            assertThat(training.parameterGradient().distance2(expected)
                            / expected.norm2Number().doubleValue())
                    .isLessThan(1e-8);
            assertThat(objective).isCloseTo(new Backprop().gradient(training), within(1e-9));
        });
    }

    @Test
    void thePenaltyMakesNoDifferenceToTheSaddlePoint() {
        PredictiveCodingTest.look(new Lab(), training -> {
            INDArray expected = PredictiveCodingTest.backprop(training);
            almPc("inner=6000, penalty=30").gradient(training);
            assertThat(training.parameterGradient().distance2(expected)).isLessThan(1e-8);
        });
    }

    @Test
    void twoInnerStepsPerLayerGiveTheDirectionOfBackpropWhereTheErrorsOfPredictiveCodingHaveNotArrived() {
        PredictiveCodingTest.look(new Lab().network("40x(dense(8) tanh) dense").init("isometric"), training -> {
            INDArray expected = PredictiveCodingTest.hidden(training, PredictiveCodingTest.backprop(training));
            almPc("").gradient(training);
            double multipliers = cosine(training, expected);
            PredictiveCodingTest.predictiveCoding("inner=80, rate=0.3").gradient(training);
            double errors = cosine(training, expected);
            assertThat(multipliers).isGreaterThan(0.9);
            assertThat(errors).isLessThan(0.7);
        });
    }

    private static double cosine(Training training, INDArray expected) {
        INDArray gradient = PredictiveCodingTest.hidden(training, training.parameterGradient());
        return gradient.mul(expected).sumNumber().doubleValue()
                / gradient.norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
    }

    @Test
    void theOrderOfTheExamplesMakesNoDifference() {
        Lab lab = new Lab().with(new AlmPc());
        double one = lab.train(20, "alm-pc").train().get("loss");
        double other =
                lab.data("waves(reverse=true)").train(20, "alm-pc").train().get("loss");
        assertThat(other).isCloseTo(one, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RESIDUAL})
    void itTrainsPlainAndResidualNetworksInMiniBatches(String network) {
        Lab lab = new Lab()
                .with(new AlmPc())
                .with(new Adam())
                .network(network)
                .batch(4)
                .optimizer("adam(rate=0.01)");
        RunResult few = lab.train(2, "alm-pc");
        RunResult many = lab.train(200, "alm-pc");
        assertThat(many.train().get("loss")).isLessThan(0.7 * few.train().get("loss"));
        assertThat(lab.threads(3).train(200, "alm-pc").stateHash()).isEqualTo(many.stateHash());
    }

    @Test
    void aNetworkOfOneMapIsTrainedAsByBackprop() {
        Lab lab = new Lab().with(new AlmPc()).network("dense");
        assertThat(lab.train(20, "alm-pc").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    @Test
    void moreInnerStepsLeaveLessOfTheConstraintsViolated() {
        Lab lab = new Lab().with(new AlmPc());
        double few = Lab.number(lab.train(1, "alm-pc(inner=10)").method(), "constraint_violation");
        double many = Lab.number(lab.train(1, "alm-pc(inner=2000)").method(), "constraint_violation");
        assertThat(few).isPositive();
        assertThat(many).isLessThan(0.01 * few);
    }

    @Test
    void byDefaultItDoesTwoInnerStepsPerHiddenMap() {
        RunResult result = new Lab().with(new AlmPc()).train(3, "alm-pc");
        assertThat(Lab.number(result.method(), "layer_updates"))
                .isEqualTo(3 * (5 + 1 + 2 * 5 * 8)); // forward, the head backward, then all maps forward and backward
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alm-pc(rate=1e30)", "predictive-coding(rate=1e30)", "predictive-coding(form=error, rate=1e30)"})
    void statesThatDivergeAreNamedAsTheCause(String method) {
        assertThat(new Lab()
                        .with(new AlmPc())
                        .with(new PredictiveCoding())
                        .network(PLAIN)
                        .train(1, method)
                        .reason())
                .startsWith(
                        "at step 1 the objective became infinite or NaN, though the output of every layer is finite,"
                                + " and so is its loss (what the method makes beside the network, such as states or"
                                + " targets, diverges;");
    }
}
