package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.run.RefusalException;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Workers;
import rai.core.network.FlatNetwork;
import rai.losses.Mse;
import rai.losses.SoftmaxCrossEntropy;

class GaussNewtonTest {
    private static final String MOONS = "moons(n=100, noise=0.1, seed=42)";

    /**
     * Puts each step into the damped normal equations, (Jᵀ h J + λ M) δ = -Jᵀ g, with J by central differences of the outputs and
     * h of the mean squared error, in centred coordinates W, β: b = k β - c 1ᵀ W, with k = c = ½ after a sigmoid, else k = 1 and c = 0.
     */
    @Named("checked")
    private static final class Checked extends GaussNewton {
        private static int checked; // a run has an instance of its own

        @Override
        public void step(Training training) {
            INDArray before = training.parameters().dup();
            INDArray jacobian = jacobian(training); // [N, parameters]
            centre(training, jacobian);
            INDArray output = output(training);
            double h = 2.0 / output.length();
            INDArray ofOutput = output.sub(training.targets()).muli(h).reshape(output.length(), 1);
            INDArray gradient = jacobian.transpose().mmul(ofOutput);
            double lambda = training.numbers().get("lambda");
            super.step(training);
            INDArray step = centredStep(training, before);
            assertThat(step.norm2Number().doubleValue()).as("the step is kept").isGreaterThan(1e-3);
            INDArray left = jacobian.transpose().mmul(jacobian.mmul(step)).mul(h);
            left.addi(step.mul(metric(training.network(), jacobian)).mul(lambda));
            assertThat(left.add(gradient).norm2Number().doubleValue())
                    .isLessThan(1e-6 * gradient.norm2Number().doubleValue());
            checked++;
        }

        private static INDArray output(Training training) {
            int end = training.network().layers().size();
            return training.forward(0, end, training.inputs()).dup();
        }

        private static INDArray jacobian(Training training) {
            INDArray values = training.parameters();
            INDArray all = Nd4j.create(DataType.DOUBLE, output(training).length(), values.length());
            for (int i = 0; i < values.length(); i++) {
                double at = values.getDouble(i);
                values.putScalar(i, at + 1e-5);
                INDArray above = output(training);
                values.putScalar(i, at - 1e-5);
                INDArray below = output(training);
                values.putScalar(i, at);
                all.getColumn(i).assign(above.sub(below).div(2e-5).reshape(above.length()));
            }
            return all;
        }

        private interface Map {
            void at(int inputs, int outputs, long weights, long biases);
        }

        /** Visits the maps that read a sigmoid and have biases. */
        private static void afterSigmoid(Training training, Map visit) {
            Network network = training.network();
            for (Network.Block block : network.blocks()) {
                for (int i = 0; i < block.count(); i++) {
                    int layer = network.maps().get(block.first() + i);
                    boolean sigmoid = layer > 0
                            && network.layers().get(layer - 1) instanceof Layer.Activate a
                            && a.spec().name().equals("sigmoid");
                    if (sigmoid && block.bias()) {
                        long weights = (long) block.inputs() * block.outputs();
                        visit.at(
                                block.inputs(),
                                block.outputs(),
                                block.offset() + i * weights,
                                block.biasOffset() + (long) i * block.outputs());
                    }
                }
            }
        }

        /** d/dW = d/dW - c d/db,  d/dβ = k d/db. */
        private static void centre(Training training, INDArray jacobian) {
            afterSigmoid(training, (inputs, outputs, weights, biases) -> {
                for (int j = 0; j < outputs; j++) {
                    INDArray ofBias = jacobian.getColumn(biases + j);
                    for (int k = 0; k < inputs; k++) {
                        jacobian.getColumn(weights + (long) k * outputs + j).subi(ofBias.mul(0.5));
                    }
                    ofBias.muli(0.5);
                }
            });
        }

        private static INDArray centredStep(Training training, INDArray before) {
            INDArray step = training.parameters().sub(before);
            afterSigmoid(training, (inputs, outputs, weights, biases) -> {
                for (int j = 0; j < outputs; j++) {
                    double sum = step.getDouble(biases + j);
                    for (int k = 0; k < inputs; k++) {
                        sum += 0.5 * step.getDouble(weights + (long) k * outputs + j);
                    }
                    step.putScalar(biases + j, sum / 0.5);
                }
            });
            return step.reshape(step.length(), 1);
        }

        /** T / N times the squares of all that a map has in J, for each of its parameters. */
        private static INDArray metric(Network network, INDArray jacobian) {
            INDArray metric = Nd4j.create(DataType.DOUBLE, jacobian.size(1), 1);
            int maps = network.maps().size();
            for (Network.Block block : network.blocks()) {
                long weights = (long) block.inputs() * block.outputs();
                for (int i = 0; i < block.count(); i++) {
                    long w = block.offset() + i * weights;
                    long b = block.biasOffset() + (long) i * block.outputs();
                    double trace = squares(jacobian, w, w + weights)
                            + (block.bias() ? squares(jacobian, b, b + block.outputs()) : 0);
                    fill(metric, w, w + weights, maps * trace / jacobian.size(0));
                    if (block.bias()) {
                        fill(metric, b, b + block.outputs(), maps * trace / jacobian.size(0));
                    }
                }
            }
            return metric;
        }

        private static double squares(INDArray jacobian, long from, long to) {
            double norm = jacobian.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                    .norm2Number()
                    .doubleValue();
            return norm * norm;
        }

        private static void fill(INDArray metric, long from, long to, double value) {
            for (long i = from; i < to; i++) {
                metric.putScalar(i, value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) sigmoid dense(4) sigmoid dense(4) tanh dense(5) sigmoid dense",
                "dense(4) dense(3, bias=false) tanh sigmoid dense tanh",
                "dense"
            })
    void itsStepSolvesTheDampedNormalEquations(String network) {
        Checked.checked = 0;
        new Lab().with(new Checked()).network(network).train(3, "checked(lambda=1)");
        assertThat(Checked.checked).isEqualTo(3);
    }

    @Test
    void inMiniBatchesTheEquationsAreThoseOfTheBatch() {
        Checked.checked = 0;
        new Lab().with(new Checked()).batch(3).train(3, "checked(lambda=1)");
        assertThat(Checked.checked).isEqualTo(3);
    }

    @Test
    void theCurvatureOfClassesIsFactoredAndSolvedExampleByExample() {
        INDArray output = Nd4j.createFromArray(new double[][] {{1, -1, 0.5}, {0.2, 0.1, 3}});
        INDArray target = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}});
        int size = 6;
        INDArray root = Nd4j.create(DataType.DOUBLE, size, size);
        for (int i = 0; i < size * size; i++) {
            root.putScalar(i, Math.sin(1 + 3 * i));
        }
        INDArray kernel = root.mmul(root.transpose());
        double[] g = {0.3, -0.2, 0.1, 0.4, -0.6, 0.5};
        double lambda = 0.02;
        double[] v = OutputCurvature.of(new SoftmaxCrossEntropy(), output, target)
                .solve(new SharedAlgebra(new Workers(1)), kernel, g, lambda);
        INDArray kv = kernel.mmul(Nd4j.createFromArray(v).reshape(size, 1));
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            double dot = 0;
            for (int a = 0; a < 3; a++) {
                sum += Math.exp(output.getDouble(i, a));
            }
            for (int a = 0; a < 3; a++) {
                dot += Math.exp(output.getDouble(i, a)) / sum * kv.getDouble(2 * a + i);
            }
            for (int a = 0; a < 3; a++) { // h = (diag(p) - p pᵀ) / n
                double p = Math.exp(output.getDouble(i, a)) / sum;
                double hkv = p * (kv.getDouble(2 * a + i) - dot) / 2;
                assertThat(lambda * v[2 * a + i] + hkv).isCloseTo(-g[2 * a + i], within(1e-7));
            }
        }
    }

    @Test
    void oneStepWithAlmostNoDampingSolvesALinearRegression() {
        Lab lab = new Lab().data("waves(n=9)").network("dense");
        double one = lab.train(1, "gauss-newton(lambda=1e-9)").train().get("loss");
        double descended =
                lab.optimizer("rprop(step=0.1)").train(3000, "backprop").train().get("loss");
        assertThat(one).isCloseTo(descended, within(1e-6));
    }

    @Test
    void theOrderOfTheExamplesMakesNoDifference() {
        Lab lab = new Lab();
        double inOrder = lab.train(5, "gauss-newton").train().get("loss");
        double reversed =
                lab.data("waves(reverse=true)").train(5, "gauss-newton").train().get("loss");
        assertThat(reversed).isCloseTo(inOrder, within(1e-9));
    }

    @Test
    void aSigmoidNetworkTakesTheStepsOfTheTanhNetworkThatComputesTheSame() {
        Lab lab = new Lab().init("isometric");
        double sigmoid = lab.network("3x(dense(6) sigmoid) dense")
                .train(4, "gauss-newton")
                .train()
                .get("loss");
        double tanh = lab.network("3x(dense(6) tanh) dense")
                .train(4, "gauss-newton")
                .train()
                .get("loss");
        assertThat(sigmoid).isCloseTo(tanh, within(1e-9));
        assertThat(sigmoid)
                .isLessThan(0.9 * lab.train(1, "gauss-newton").train().get("loss"));
    }

    @Test
    void aStepThatDoesNotLowerTheLossIsTakenBack() {
        Lab lab = new Lab().network("6x(dense(4) sigmoid) dense");
        RunResult start = lab.train(1, "gauss-newton(lambda=1e9)"); // hardly a step
        RunResult result = lab.train(1, "gauss-newton(lambda=1e-9)");
        assertThat(Lab.number(result.method(), "rejected_steps")).isEqualTo(1);
        assertThat(Lab.number(result.method(), "lambda")).isCloseTo(4e-9, within(1e-20));
        assertThat(result.train().get("loss")).isCloseTo(start.train().get("loss"), within(1e-6));
    }

    @Test
    void thirtyStepsTrainTheDeepNetworkFromAnIsometricStart() {
        RunResult result = new Lab()
                .data(MOONS)
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .init("isometric")
                .float32()
                .threads(2)
                .train(30, "gauss-newton");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.985);
        assertThat(result.method()).containsEntry("layer_updates", 30 * 101 * 4.0);
    }

    @Test
    void moreOutputsThanItCanSolveForAreRefused() {
        assertThatThrownBy(
                        () -> new Lab().data("waves(n=2049)").network("dense").train(1, "gauss-newton"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "gauss-newton solves as many equations as the examples of a step have outputs, at most 4096,"
                                + " but 2049 examples of 2 have 4098: give --batch 2048 or less");
        new GaussNewton().require(FlatNetwork.parse("dense", 3, 2, ServiceCatalog.of()), new Mse(), 2048);
    }

    @Test
    void aPhaseThatGetsMoreOutputsThanItCanSolveForIsRefusedAtTheBeginningOfTheRun() {
        assertThatThrownBy(() ->
                        new Lab().data("waves(n=2049)").network("dense").train(1, "backprop", "gauss-newton steps=1"))
                .isInstanceOf(RefusalException.class)
                .hasMessageStartingWith("gauss-newton solves as many equations");
    }

    @Test
    void anExampleWithMoreOutputsThanItCanSolveForIsRefused() {
        Network network = FlatNetwork.parse("dense", 1, 4097, ServiceCatalog.of());
        assertThatThrownBy(() -> new GaussNewton().require(network, new Mse(), 1))
                .hasMessage(
                        "gauss-newton takes at most 4096 outputs of the examples of a step, but the network has 4097"
                                + " for a single example: use another method, such as alt");
    }

    @Test
    void equationsThatAreTooLittleDampedAdviseAnotherDamping() {
        assertThat(new Lab()
                        .data("waves(n=60)")
                        .network("dense")
                        .train(1, "gauss-newton(lambda=1e-300)")
                        .reason())
                .contains("the equations of gauss-newton can't be solved with lambda=1e-300: use a larger one, as in"
                        + " gauss-newton(lambda=1)");
    }

    @Test
    void layersThatAreNeitherMapsNorActivationsAreRefused() {
        assertThatThrownBy(() ->
                        new Lab().network("dense(4) layer-norm tanh dense").train(1, "gauss-newton"))
                .isInstanceOf(SpecException.class)
                .hasMessage("gauss-newton trains chains of dense layers and activations, but layer-norm, layer 2 of the"
                        + " network, is neither: use a network without it, or another method, such as backprop");
    }
}
