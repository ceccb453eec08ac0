package rai.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rai.api.layer.Tensor;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

/**
 * Numbers of PyTorch 1.13 in float64: Linear(1,3), BatchNorm1d(3), Tanh, Linear(3,2), BatchNorm1d(2), Tanh, Linear(2,1) with
 * the parameters sin 1, sin 2, ... in PyTorch's order, on the six elements of one array; the loss is a weighted sum.
 */
class ActivationNetworkTest {
    private static final Offset<Double> ROUNDING = within(1e-14);
    private static final double[] Z = {0.3, -1.2, 2.5, 0.9, -0.4, 1.1};

    private static ActivationNetwork network(String settings) {
        return Specs.configure(new ActivationNetwork(), "network(" + settings + ")", new ContractsTest.Bend());
    }

    private static double[] sines(int... numbers) {
        return Arrays.stream(numbers).mapToDouble(Math::sin).toArray();
    }

    private static Worked worked() {
        return new Worked(network("hidden=3,2, activation=bend"), 3)
                .set("weight-1", sines(1, 2, 3))
                .set("bias-1", sines(4, 5, 6))
                .set("gamma-1", sines(7, 8, 9))
                .set("beta-1", sines(10, 11, 12))
                .set("weight-2", sines(13, 16, 14, 17, 15, 18)) // PyTorch's is the transpose
                .set("bias-2", sines(19, 20))
                .set("gamma-2", sines(21, 22))
                .set("beta-2", sines(23, 24))
                .set("weight-3", sines(25, 26))
                .set("bias-3", sines(27));
    }

    @Test
    void valuesAndRunningAveragesEqualPyTorchs() {
        Worked network = worked();
        assertThat(network.train(Z))
                .containsExactly(
                        new double[] {
                            0.5187677294280061,
                            0.528131457779786,
                            0.32318152160687663,
                            0.4990001174773374,
                            0.5256485495058949,
                            0.48526732012212326
                        },
                        ROUNDING);
        assertThat(network.get("running-mean-1"))
                .containsExactly(
                        new double[] {-0.03080179700770501, -0.04739656470227749, -0.020415149390033003}, ROUNDING);
        assertThat(network.get("running-variance-1"))
                .containsExactly(new double[] {1.016879318909691, 1.0364807201752768, 0.9032872790084565}, ROUNDING);
        assertThat(network.get("running-mean-2"))
                .containsExactly(new double[] {-0.08362629041258568, 0.1875933097136055}, ROUNDING);
        assertThat(network.get("running-variance-2"))
                .containsExactly(new double[] {1.0018950749098314, 0.9920718869198841}, ROUNDING);
        assertThat(network.evaluate(Z))
                .containsExactly(
                        new double[] {
                            0.5281245147413303,
                            0.5290359098455992,
                            0.46938240373171763,
                            0.5264129073256658,
                            0.5287721679251247,
                            0.5251920389455358
                        },
                        ROUNDING);
    }

    @Test
    void gradientsEqualPyTorchs() {
        Worked network = worked();
        network.train(Z);
        assertThat(network.back(1, 2, -1, 0.5, -0.7, 0.3))
                .containsExactly(
                        new double[] {
                            -0.002850600899312795,
                            0.004877728826013364,
                            0.020225330942989603,
                            -0.018197355991065867,
                            0.01534472633542858,
                            -0.019399829214052887
                        },
                        ROUNDING);
        assertThat(network.gradientOf("weight-2"))
                .containsExactly(
                        new double[] {
                            -0.0052992809106048875,
                            -3.4149479422570356e-05,
                            0.004862789481053292,
                            -6.48076779811153e-05,
                            -0.003981044543120575,
                            9.627650088079329e-05
                        },
                        ROUNDING);
        assertThat(network.gradientOf("gamma-1"))
                .containsExactly(
                        new double[] {-0.0030770029121579222, 0.0027834719204582557, -0.003019044818381331}, ROUNDING);
        assertThat(network.gradientOf("beta-2"))
                .containsExactly(new double[] {-0.04865216947678897, 0.755450110650871}, ROUNDING);
        assertThat(network.gradientOf("weight-3"))
                .containsExactly(new double[] {-3.28342635459093, -1.526415817387852}, ROUNDING);
        assertThat(network.gradientOf("bias-3")).containsExactly(new double[] {2.1}, ROUNDING);
    }

    @Test
    void byDefaultAllLayersShareIt() {
        assertThat(network("activation=bend").parameters(100))
                .allMatch(Tensor::shared)
                .hasSize(10);
        assertThat(network("activation=bend").state(100))
                .allMatch(Tensor::shared)
                .hasSize(4);
        assertThat(network("activation=bend, share=layer").parameters(100)).noneMatch(Tensor::shared);
        assertThat(network("activation=bend, batch-norm=false").parameters(100)).hasSize(6);
    }

    @Test
    void weightsStartWithinTheBoundsOfTheirFanIn() {
        Worked network = new Worked(network("hidden=100,100, activation=bend"), 3);
        assertThat(Arrays.stream(network.get("weight-2")).map(Math::abs).max().orElseThrow())
                .isBetween(0.099, 0.1);
        assertThat(Arrays.stream(network.get("weight-1")).map(Math::abs).max().orElseThrow())
                .isBetween(0.9, 1.0);
        assertThat(network.get("gamma-1")).containsOnly(1);
    }

    @Test
    void wrongWidthsAreExplained() {
        assertThatThrownBy(() -> network("hidden=8,x, activation=bend"))
                .isInstanceOf(SpecException.class)
                .hasMessage("'x' in the hidden widths '8,x' of network is not a width from 1 to 9999: write them as in"
                        + " network(hidden=16,8)");
    }
}
