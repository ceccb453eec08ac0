package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.method.Training;

/** Each block's update against a dense solve or a search over a grid, in float64. */
class BlockUpdatesTest {
    private static final double RHO = 0.7;
    private static final double GAMMA = 1.3;
    private static final double ALPHA = 0.4;

    @Test
    void activationsSolveTheNormalEquationsOfBothMapsThatTheyLieBetween() {
        inside("tanh", (training, blocks) -> {
            StoredLayers layers = StoredLayers.of(training);
            blocks.activation(1);
            INDArray w = training.weight(2);
            INDArray wanted = Transforms.tanh(layers.z(1), true)
                    .mul(GAMMA)
                    .add(layers.z(2)
                            .subRowVector(training.bias(2))
                            .mmul(w.transpose())
                            .mul(RHO));
            INDArray matrix = Nd4j.eye(4)
                    .castTo(DataType.DOUBLE)
                    .mul(GAMMA)
                    .add(w.mmul(w.transpose()).mul(RHO));
            INDArray expected = wanted.mmul(InvertMatrix.invert(matrix, false));
            assertThat(layers.a(1).distance2(expected)).isLessThan(1e-11);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9}) // fewer examples than equations, and more: two forms
    void weightsSolveTheNormalEquationsOfTheirMap(int examples) {
        inside(lab("tanh", examples), (training, blocks) -> {
            StoredLayers layers = StoredLayers.of(training);
            INDArray before = Nd4j.vstack(training.weight(1), training.bias(1)).dup();
            blocks.weights(layers.maps());
            INDArray phi = Nd4j.hstack(layers.a(0), Nd4j.ones(DataType.DOUBLE, examples, 1));
            INDArray matrix = phi.transpose()
                    .mmul(phi)
                    .mul(RHO)
                    .add(Nd4j.eye(5).castTo(DataType.DOUBLE).mul(ALPHA));
            INDArray right = phi.transpose().mmul(layers.z(1)).mul(RHO).add(before.mul(ALPHA));
            INDArray expected = InvertMatrix.invert(matrix, false).mmul(right);
            assertThat(Nd4j.vstack(training.weight(1), training.bias(1)).distance2(expected))
                    .isLessThan(1e-10);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "sigmoid", "tanh"})
    void noPreActivationOnAFineGridIsBetter(String activation) {
        DoubleUnaryOperator f =
                switch (activation) {
                    case "relu" -> z -> Math.max(z, 0);
                    case "sigmoid" -> z -> 1 / (1 + Math.exp(-z));
                    default -> Math::tanh;
                };
        inside(activation, (training, blocks) -> {
            StoredLayers layers = StoredLayers.of(training);
            INDArray before = layers.z(1).dup();
            INDArray estimate = DenseChain.estimate(training, 1, layers.a(0)).dup();
            blocks.preActivation(1);
            for (long i = 0; i < before.length(); i++) {
                double v = layers.a(1).getDouble(i);
                double near = estimate.getDouble(i);
                double old = before.getDouble(i);
                DoubleUnaryOperator h = z -> GAMMA * square(v - f.applyAsDouble(z)) / 2
                        + RHO * square(z - near) / 2
                        + ALPHA * square(z - old) / 2;
                double found = h.applyAsDouble(layers.z(1).getDouble(i));
                double best = Double.POSITIVE_INFINITY;
                for (double z = -6; z <= 6; z += 1e-3) {
                    best = Math.min(best, h.applyAsDouble(z));
                }
                assertThat(found).isLessThanOrEqualTo(best + 1e-12).isGreaterThan(best - 1e-5);
            }
        });
    }

    @Test
    void rowsThatComeInBlocksGiveTheWeightsOfAllRows() {
        int examples = 2100; // more than a block
        inside(lab("tanh", examples), (training, blocks) -> {
            StoredLayers layers = StoredLayers.of(training);
            INDArray before = Nd4j.vstack(training.weight(1), training.bias(1)).dup();
            blocks.weights(List.of(1));
            INDArray phi = Nd4j.hstack(layers.a(0), Nd4j.ones(DataType.DOUBLE, examples, 1));
            INDArray after = Nd4j.vstack(training.weight(1), training.bias(1));
            INDArray gradient = phi.transpose()
                    .mmul(phi.mmul(after).sub(layers.z(1)))
                    .mul(RHO)
                    .add(after.sub(before).mul(ALPHA));
            assertThat(gradient.norm2Number().doubleValue()).isLessThan(1e-8);
        });
    }

    @Test
    void theStoredOutputIsTheMiddleOfTargetAndEstimateUnderTheSquaredError() {
        inside("tanh", (training, blocks) -> {
            StoredLayers layers = StoredLayers.of(training);
            INDArray before = layers.z(3).dup();
            INDArray estimate = DenseChain.estimate(training, 3, layers.a(2)).dup();
            blocks.output();
            // n L = Σ (z - y)² / 2 with two outputs
            INDArray expected = training.targets()
                    .add(estimate.mul(RHO))
                    .add(before.mul(ALPHA))
                    .div(1 + RHO + ALPHA);
            assertThat(layers.z(3).distance2(expected)).isLessThan(1e-12);
        });
    }

    @ParameterizedTest
    @CsvSource({"relu, false", "sigmoid, false", "tanh, false", "relu, true", "tanh, true"})
    void noBlockRaisesTheObjective(String activation, boolean wide) {
        Lab lab = lab(activation, 9)
                .network(
                        wide
                                ? "dense(12) " + activation + " dense(11) " + activation + " dense"
                                : "3x(dense(4) " + activation + ") dense");
        inside(lab, (training, blocks) -> {
            int maps = StoredLayers.of(training).maps().size();
            double first = blocks.objective(blocks.violations(false));
            double before = first;
            for (int sweep = 0; sweep < 3; sweep++) {
                List<Runnable> updates = new ArrayList<>(List.of(blocks::output));
                for (int map = maps - 2; map >= 0; map--) {
                    int at = map;
                    updates.add(() -> blocks.activation(at));
                    updates.add(() -> blocks.preActivation(at));
                }
                for (int map = 0; map < maps; map++) {
                    int at = map;
                    updates.add(() -> blocks.weights(List.of(at)));
                }
                for (Runnable update : updates) {
                    update.run();
                    double after = blocks.objective(blocks.violations(false));
                    assertThat(after).isLessThanOrEqualTo(before + 1e-13);
                    before = after;
                }
            }
            assertThat(before).isLessThan(0.8 * first);
        });
    }

    @Test
    void ascentAddsEachViolationToItsMultiplier() {
        BlockUpdates.Weights weights = new BlockUpdates.Weights("bcd", RHO, GAMMA, ALPHA);
        Admm admm = new Admm();
        admm.multipliers = Admm.Multipliers.ALL;
        Inside.look(lab("tanh", 9), admm, training -> {
            DenseChain chain = new DenseChain(training.network(), "test");
            BlockUpdates blocks = new BlockUpdates(training, chain, weights, new BlockUpdates.Multiplied(true, true));
            StoredLayers layers = disturbed(training);
            blocks.violations(true);
            blocks.violations(true);
            INDArray ofMap =
                    layers.z(2).sub(layers.a(1).mmul(training.weight(2)).addRowVector(training.bias(2)));
            INDArray ofActivation = layers.a(2).sub(Transforms.tanh(layers.z(2), true));
            assertThat(blocks.ofMap(2).distance2(ofMap.mul(2))).isLessThan(1e-12);
            assertThat(blocks.ofActivation(2).distance2(ofActivation.mul(2))).isLessThan(1e-12);
        });
    }

    private static void inside(String activation, BiConsumer<Training, BlockUpdates> look) {
        inside(lab(activation, 9), look);
    }

    private static void inside(Lab lab, BiConsumer<Training, BlockUpdates> look) {
        Bcd bcd = new Bcd();
        bcd.rho = RHO;
        bcd.gamma = GAMMA;
        bcd.alpha = ALPHA;
        Inside.look(lab, bcd, training -> {
            disturbed(training);
            look.accept(training, bcd.blocks(training));
        });
    }

    private static Lab lab(String activation, int examples) {
        return new Lab().data("waves(n=" + examples + ")").network("3x(dense(4) " + activation + ") dense");
    }

    /** Away from the start, where all violations are 0. */
    private static StoredLayers disturbed(Training training) {
        StoredLayers layers = StoredLayers.of(training);
        for (int map : layers.maps()) {
            disturb(layers.z(map), 37 + map);
            if (map > 0) {
                disturb(layers.a(map - 1), 11 + map);
            }
        }
        return layers;
    }

    private static void disturb(INDArray values, int seed) {
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, values.getDouble(i) + 0.8 * Math.sin(seed * (i + 1)));
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
