package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.losses.Huber;
import rai.losses.Mse;

class RaiRemadeTest {
    private static final String TANH = "dense(4) tanh dense(5) tanh dense(5) tanh dense";

    private static RaiRemade method() {
        RaiRemade method = new RaiRemade();
        method.loss = new Mse();
        return method;
    }

    /** The gradient for the targets of the first step, which then stay as they are. */
    private static final class Held extends Disguise<RaiRemade> implements GradientMethod {
        Held(RaiRemade method) {
            super(method);
        }

        @Override
        public void start(Training training) {
            method.remake(training);
        }

        @Override
        public double gradient(Training training) {
            return method.gradient(training);
        }
    }

    private static int compared(RaiRemade method, String network) {
        GradientCheck check = new GradientCheck(new Held(method));
        RunResult result = new Lab().with(check).network(network).train(1, "check");
        assertThat(result.reason()).isNullOrEmpty();
        return check.compared();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6x(dense(4) sigmoid) dense tanh",
                "dense(4) sigmoid dense(5) tanh dense(4) sigmoid dense(4) sigmoid dense",
                "4x(dense(4) layer-norm learnable-swish(share=network)) dense",
                "4x(dense(4, bias=false) learnable-swish(share=unit)) dense(4) residual(tanh) dense batch-norm",
                "dense"
            })
    void itsGradientIsThatOfItsObjectiveWithTheTargetsHeld(String network) {
        RaiRemade method = method();
        method.mu = 1.7;
        method.sweeps = 2;
        assertThat(compared(method, network)).isPositive();
    }

    @Test
    void itsGradientHoldsForAnotherHiddenLossAndForSomeRelaxedMaps() {
        RaiRemade method = method();
        method.loss = new Huber();
        method.layers = "2,4";
        assertThat(compared(method, TANH)).isPositive();
    }

    /** Shows the state of the first step to a test. */
    @Named("shown")
    private static final class Shown extends Disguise<RaiRemade> {
        interface Look {
            void at(Training training, RaiRemade method);
        }

        private final Look look;

        Shown(RaiRemade method, Look look) {
            super(method);
            this.look = look;
        }

        @Override
        public void step(Training training) {
            look.at(training, method);
            training.completed(0);
        }
    }

    private static void look(RaiRemade method, String network, Shown.Look look) {
        RunResult result =
                new Lab().with(new Shown(method, look)).network(network).train(1, "shown");
        assertThat(result.reason()).isNullOrEmpty();
    }

    @Test
    void aSweepMovesTheTargetsAsItsFormulaSays() {
        RaiRemade method = method();
        method.mu = 0.6;
        method.gamma = 0.4;
        look(method, TANH, (training, m) -> {
            RemadeTargets made = m.remake(training);
            List<INDArray> z = forward(training);
            long n = training.inputs().size(0);
            INDArray pull = z.get(3).sub(training.targets()).mul(1.0 / 0.6); // mse of two outputs: n dL/dz = z - y
            for (int map = 3; map >= 0; map--) {
                INDArray moved = z.get(map).sub(pull.mul(0.4));
                assertThat(made.target(map).distance2(moved))
                        .as("target %d", map)
                        .isLessThan(1e-12 * n);
                if (map > 0) {
                    INDArray a = Transforms.tanh(z.get(map - 1), true);
                    pull = z.get(map)
                            .sub(moved)
                            .mmul(training.weight(map).transpose())
                            .mul(a.mul(a).rsub(1));
                }
            }
        });
    }

    private static List<INDArray> forward(Training training) {
        List<INDArray> z = new ArrayList<>();
        INDArray at = training.inputs();
        for (int map = 0; map < training.network().maps().size(); map++) {
            at = at.mmul(training.weight(map)).addRowVector(training.bias(map));
            z.add(at);
            at = Transforms.tanh(at, true);
        }
        return z;
    }

    /** dE/dZ_t = Z_t - f_t - tanh'(Z_t) ⊙ ((Z_{t+1} - f_{t+1}) Wᵀ), with n E for E and μ = 1. */
    @Test
    void manySweepsLeadToTargetsAtWhichTheObjectiveIsStationary() {
        RaiRemade method = method();
        method.sweeps = 300;
        look(method, TANH, (training, m) -> {
            RemadeTargets made = m.remake(training);
            INDArray above = null;
            for (int map = 3; map >= 0; map--) {
                INDArray input = map == 0 ? training.inputs() : Transforms.tanh(made.target(map - 1), true);
                INDArray residual =
                        made.target(map).sub(input.mmul(training.weight(map)).addRowVector(training.bias(map)));
                INDArray a = Transforms.tanh(made.target(map), true);
                INDArray pull = map == 3
                        ? made.target(3).sub(training.targets())
                        : above.mmul(training.weight(map + 1).transpose())
                                .mul(a.mul(a).rsub(1))
                                .neg();
                assertThat(pull.norm2Number().doubleValue()).isGreaterThan(1e-6);
                assertThat(residual.add(pull).norm2Number().doubleValue()).isLessThan(1e-9);
                above = residual;
            }
        });
    }

    @Test
    void withSmallGammaTheGradientOfAMapIsThatOfBackpropTimesAPowerOfGamma() {
        RaiRemade method = method();
        method.gamma = 1e-3;
        look(method, TANH, (training, m) -> {
            m.remake(training);
            m.gradient(training);
            INDArray own = training.parameterGradient().dup();
            new Backprop().gradient(training);
            INDArray backprop = training.parameterGradient().dup();
            List<Network.Block> blocks = training.network().blocks(); // one per map, since no two have the same shape
            for (int map = 0; map < 4; map++) {
                double gammas = Math.pow(method.gamma, 4 - map);
                for (long i = blocks.get(map).offset(); i < blocks.get(map).biasOffset(); i++) {
                    assertThat(own.getDouble(i) / gammas).isCloseTo(backprop.getDouble(i), within(3e-3));
                }
            }
            assertThat(backprop.norm2Number().doubleValue()).isGreaterThan(0.1);
        });
    }

    @Test
    void ofSeveralSweepsEachLowersTheObjective() {
        double before = Double.POSITIVE_INFINITY;
        for (int sweeps = 1; sweeps < 6; sweeps++) {
            RaiRemade method = method();
            method.sweeps = sweeps;
            double[] objective = new double[1];
            look(method, TANH, (training, m) -> {
                m.remake(training);
                objective[0] = m.gradient(training);
            });
            assertThat(objective[0]).isLessThan(before);
            before = objective[0];
        }
    }

    @Test
    void itTrainsInMiniBatches() {
        Lab lab = new Lab().network(TANH).optimizer("adam(rate=0.01)").batch(3);
        double early = lab.train(3, "rai-remade").train().get("loss");
        assertThat(lab.train(600, "rai-remade").train().get("loss")).isLessThan(0.05 * early);
    }

    @Test
    void theOrderOfTheExamplesDoesNotMatter() {
        RunResult one = new Lab().data("waves").network(TANH).train(20, "rai-remade");
        RunResult other = new Lab().data("waves(reverse=true)").network(TANH).train(20, "rai-remade");
        assertThat(other.train().get("loss")).isCloseTo(one.train().get("loss"), within(1e-9));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Lab lab = new Lab()
                .network("20x(dense(9) tanh) dense")
                .data("waves(n=700)")
                .batch(300);
        assertThat(lab.threads(3).train(4, "rai-remade(sweeps=2)").stateHash())
                .isEqualTo(lab.threads(1).train(4, "rai-remade(sweeps=2)").stateHash());
    }

    @ParameterizedTest
    @CsvSource({"1, 15", "3, 29"}) // 4 maps: 2 * 4 - 1 per sweep, and 2 * 4 for the parameters
    void itsCostGrowsWithTheSweeps(int sweeps, double perStep) {
        RunResult result = new Lab().network(TANH).train(5, "rai-remade(sweeps=" + sweeps + ")");
        assertThat(Lab.number(result.method(), "layer_updates")).isEqualTo(5 * perStep);
    }

    @Test
    void theLossesOfTheLastBatchAreReported() {
        RunResult result = new Lab().network(TANH).batch(3).train(5, "rai-remade");
        assertThat(Lab.number(result.method(), "hidden_loss")).isPositive();
        assertThat(Lab.number(result.method(), "relaxed_loss")).isPositive();
    }

    @Test
    void aHiddenLossThatIsNotALossOfTheDifferenceIsRefused() {
        assertThatThrownBy(() -> new Lab().train(1, "rai-remade(loss=bce)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the hidden loss of rai-remade must depend on the difference of estimate and target alone:"
                        + " use mse, mae or huber, as in rai-remade(loss=mse)");
    }

    @Test
    void aRelaxedMapInAResidualBlockIsRefused() {
        Lab lab = new Lab().network("dense(4) residual(dense(3) tanh dense) sigmoid dense");
        assertThatThrownBy(() -> lab.train(1, "rai-remade"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "map 2 (dense(3), layer 3 of the network) can't be relaxed, because it lies in a residual"
                                + " block");
        assertThat(lab.train(20, "rai-remade(layers=1,4)").train().get("loss")).isFinite();
    }
}
