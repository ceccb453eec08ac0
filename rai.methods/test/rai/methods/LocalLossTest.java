package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.method.Training;
import rai.api.run.RefusalException;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;

class LocalLossTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";

    /** Compares the gradient of each parameter with central differences of the loss of its own layer, and of no other. */
    @Named("checked")
    private static final class Checked extends LocalLoss {
        private static int compared; // a run has an instance of its own

        @Override
        public void step(Training training) {
            gradient(training);
            INDArray ofParameters = training.parameterGradient().dup();
            LocalUnits units = new LocalUnits(training.network());
            for (int i = 0; i < ofParameters.length(); i++) {
                compare(
                        training,
                        training.parameters(),
                        i,
                        UnitOf.parameter(training.network(), units, i),
                        ofParameters);
            }
            INDArray ofHeads = training.gradient("local-heads").dup();
            int at = 0;
            for (LocalUnits.Unit unit : units.hidden()) {
                int end = at + (unit.width() + 1) * training.network().outputs();
                for (; at < end; at++) {
                    compare(training, training.variable("local-heads"), at, unit.number(), ofHeads);
                }
            }
            assertThat(at).isEqualTo((int) ofHeads.length());
            super.step(training);
        }

        private void compare(Training training, INDArray values, int i, int unit, INDArray gradient) {
            double at = values.getDouble(i);
            values.putScalar(i, at + 1e-5);
            double above = losses(training).get(unit);
            values.putScalar(i, at - 1e-5);
            double below = losses(training).get(unit);
            values.putScalar(i, at);
            assertThat(gradient.getDouble(i))
                    .as("element %d of layer %d", i, unit)
                    .isCloseTo((above - below) / 2e-5, within(1e-8));
            compared++;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checked | dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense",
                "checked(beta=0.3) | dense(4) sigmoid dense(4) sigmoid dense(5) tanh dense",
                "checked(beta=1) | dense(4) dense(3, bias=false) tanh sigmoid dense",
                "checked(beta=0.3) | dense(4) tanh residual(dense(4) tanh dense(4)) dense tanh"
            })
    void eachLayerFollowsTheGradientOfItsOwnLossAlone(String method, String network) {
        Checked.compared = 0;
        new Lab()
                .network(network)
                .with(new Checked())
                .optimizer("sgd(rate=0.1)")
                .train(2, method);
        assertThat(Checked.compared).isGreaterThan(80);
    }

    @Test
    void similaritiesAreCosinesOfTheCentredExamples() {
        INDArray a =
                Transforms.sin(Nd4j.arange(20).castTo(DataType.DOUBLE).mul(1.3)).reshape(4, 5);
        INDArray y = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {0}});
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                INDArray u = a.getRow(i).sub(a.getRow(i).meanNumber());
                INDArray v = a.getRow(j).sub(a.getRow(j).meanNumber());
                double cosine = Nd4j.getBlasWrapper().dot(u, v)
                        / (u.norm2Number().doubleValue() * v.norm2Number().doubleValue());
                sum += Math.pow(cosine - (i % 2 == j % 2 ? 1 : -1), 2) / 16;
            }
        }
        List<Double> given = new ArrayList<>();
        @Named("look")
        class Look extends Backprop {
            @Override
            public void step(Training training) {
                given.add(new SimilarityLoss(training, y).of(a, 1, null));
                super.step(training);
            }
        }
        new Lab().with(new Look()).train(1, "look");
        assertThat(given.get(0)).isCloseTo(sum, within(1e-7));
    }

    @Test
    void aNetworkWithoutHiddenLayersIsTrainedAsByBackprop() {
        Lab lab = new Lab().network("dense").optimizer("rprop(step=0.1)");
        assertThat(lab.train(20, "local-loss").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    @Test
    void theOrderOfTheExamplesMakesNoDifference() {
        Lab lab = new Lab();
        double inOrder = lab.train(20, "local-loss(beta=0.5)").train().get("loss");
        double reversed = lab.data("waves(reverse=true)")
                .train(20, "local-loss(beta=0.5)")
                .train()
                .get("loss");
        assertThat(reversed).isCloseTo(inOrder, within(1e-9));
    }

    @Test
    void itTrainsTheHiddenLayersOfTwoMoonsAndReportsTheirLosses() {
        RunResult result = new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("4x(dense(30) sigmoid) dense")
                .init("isometric")
                .optimizer("rprop(step=0.003)")
                .float32()
                .train(150, "local-loss");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.97);
        List<?> losses = (List<?>) result.method().get("local_loss_per_layer");
        assertThat(losses).hasSize(5);
        assertThat((Double) losses.get(4)).isCloseTo(result.train().get("loss"), within(1e-5));
        assertThat((Double) losses.get(3)).isLessThan((Double) losses.get(0));
        assertThat(result.method()).containsEntry("layer_updates", 150 * 10.0);
    }

    @Test
    void similaritiesOfASingleNumberAreRefused() {
        assertThatThrownBy(() -> new Lab().data(MOONS).loss("mse").train(1, "local-loss(beta=0.5)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("local-loss(beta=0.5) compares the similarities of classes, but the examples have a single"
                        + " number as target: use beta=0");
    }

    @Test
    void similaritiesOfTooManyExamplesAreRefused() {
        assertThatThrownBy(() -> new Lab().data("waves(n=4097)").train(1, "local-loss(beta=0.5)"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "local-loss(beta=0.5) compares all examples of a step with each other, 4097 here, and takes at"
                                + " most 4096: give --batch 4096 or less, or use beta=0");
    }

    @Test
    void whatLearnsAfterTheLastMapIsRefused() {
        assertThatThrownBy(() ->
                        new Lab().network("dense(4) tanh dense layer-norm").train(1, "local-loss"))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith(
                        "but layer-norm, layer 4 of the network, learns or gathers something there: end the"
                                + " network with its last map");
    }
}
