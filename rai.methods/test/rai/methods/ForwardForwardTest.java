package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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

class ForwardForwardTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";

    /** Compares the gradient of each parameter with central differences of the loss of its own layer, and of no other. */
    @Named("checked")
    private static final class Checked extends ForwardForward {
        private static int compared; // a run has an instance of its own

        @Override
        public void step(Training training) {
            gradient(training);
            INDArray ofParameters = training.parameterGradient().dup();
            LocalUnits units = new LocalUnits(training.network());
            for (int i = 0; i < ofParameters.length(); i++) {
                int unit = UnitOf.parameter(training.network(), units, i);
                compare(training, training.parameters(), i, unit, ofParameters.getDouble(i));
            }
            INDArray labels = training.variable("label-weights");
            INDArray ofLabels = training.gradient("label-weights").dup();
            for (int i = 0; i < labels.length(); i++) {
                compare(training, labels.reshape(labels.length()), i, 0, ofLabels.getDouble(i));
            }
            super.step(training);
        }

        private void compare(Training training, INDArray values, int i, int unit, double gradient) {
            double at = values.getDouble(i);
            values.putScalar(i, at + 1e-5);
            double above = loss(training, unit);
            values.putScalar(i, at - 1e-5);
            double below = loss(training, unit);
            values.putScalar(i, at);
            double expected = (above - below) / 2e-5;
            assertThat(gradient)
                    .as("element %d of layer %d", i, unit)
                    .isCloseTo(expected, within(1e-8 + 1e-7 * Math.abs(expected)));
            compared++;
        }

        private double loss(Training training, int unit) {
            List<Judged> hidden = judge(training);
            if (unit < hidden.size()) {
                return hidden.get(unit).loss();
            }
            INDArray output = training.forward(0, training.network().layers().size(), training.inputs());
            return training.loss().value(output, training.targets());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checked | dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense",
                "checked(threshold=0.3) | dense(4) sigmoid dense(4) sigmoid dense(5) tanh dense",
                "checked | dense(4) dense(3, bias=false) tanh sigmoid dense",
                "checked | dense(4) tanh residual(dense(4) tanh dense(4)) dense tanh"
            })
    void eachLayerFollowsTheGradientOfItsOwnLossAlone(String method, String network) {
        Checked.compared = 0;
        new Lab()
                .data(MOONS)
                .network(network)
                .with(new Checked())
                .optimizer("sgd(rate=0.1)")
                .train(2, method);
        assertThat(Checked.compared).isGreaterThan(60);
    }

    @Test
    void theLossIsThatOfTheLogisticFunctionOfTheGoodness() {
        INDArray a = Nd4j.createFromArray(new double[][] {{1, 2}, {0, 3}});
        double right = (Math.log(1 + Math.exp(4 - 5)) + Math.log(1 + Math.exp(4 - 9))) / 2;
        double wrong = (Math.log(1 + Math.exp(5 - 4)) + Math.log(1 + Math.exp(9 - 4))) / 2;
        assertThat(Goodness.loss(a, 4, true, null)).isCloseTo(right, within(1e-12));
        assertThat(Goodness.loss(a, 4, false, null)).isCloseTo(wrong, within(1e-12));
    }

    @Test
    void theNextLayerCannotReadTheGoodnessFromTheLength() {
        INDArray a = Nd4j.createFromArray(new double[][] {{1, 2}, {0, 0}, {30, 40}});
        INDArray equal = Goodness.equalLengths(a, 2, Nd4j.zeros(a.dataType(), 3, 2));
        assertThat(Goodness.each(equal)).containsExactly(new double[] {4, 0, 4}, within(1e-12));
        assertThat(equal.getDouble(2, 0) / equal.getDouble(2, 1)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aNetworkWithoutHiddenLayersIsTrainedAsByBackprop() {
        Lab lab = new Lab().data(MOONS).network("dense").optimizer("rprop(step=0.1)");
        assertThat(lab.train(20, "forward-forward").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    @Test
    void itTrainsTheHiddenLayersOfTwoMoonsAndReportsHowWellTheySeparateLabels() {
        RunResult result = new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("4x(dense(30) tanh) dense")
                .init("isometric")
                .optimizer("adam(rate=0.01)")
                .float32()
                .train(200, "forward-forward");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.9);
        List<?> separated = (List<?>) result.method().get("separated_per_layer");
        assertThat(separated)
                .hasSize(4)
                .allSatisfy(share -> assertThat((Double) share).isGreaterThan(0.8));
        assertThat(result.method()).containsEntry("layer_updates", 200 * (4 * 5 + 2.0));
    }

    @Test
    void aLossOfNumbersIsRefused() {
        assertThatThrownBy(() -> new Lab().train(1, "forward-forward"))
                .isInstanceOf(RefusalException.class)
                .hasMessageStartingWith("forward-forward needs classes as targets, but the loss takes numbers");
    }

    @Test
    void aLayerThatMixesTheExamplesIsRefused() {
        assertThatThrownBy(() -> new Lab()
                        .data(MOONS)
                        .network("dense(4) batch-norm tanh dense")
                        .train(1, "forward-forward"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("but batch-norm, layer 2 of the network, mixes the examples of a step");
    }

    @Test
    void aFirstMapInAResidualBlockIsRefused() {
        assertThatThrownBy(() -> new Lab()
                        .data(MOONS)
                        .network("residual(dense(2) tanh) dense")
                        .train(1, "forward-forward"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("must not be inside of a residual block");
    }
}
