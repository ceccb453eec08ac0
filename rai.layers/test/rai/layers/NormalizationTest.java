package rai.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

/** Numbers of PyTorch 1.13 in float64: BatchNorm1d(3) and LayerNorm(3) with weight 1.5, -0.5, 2 and bias 0.1, 0.2, -0.3. */
class NormalizationTest {
    private static final Offset<Double> ROUNDING = within(1e-13);

    /** Ten batches: x_ij = (j + 1) sin(1 + 12 step + 3 i + j) + j, and the loss is Σ y_ij cos(3 i + j). */
    private static double[] batch(int step) {
        double[] x = new double[12];
        for (int i = 0; i < 12; i++) {
            int j = i % 3;
            x[i] = Math.sin(1 + step * 12 + i) * (j + 1) + j;
        }
        return x;
    }

    private static double[] upstream() {
        double[] dy = new double[12];
        for (int i = 0; i < 12; i++) {
            dy[i] = Math.cos(i);
        }
        return dy;
    }

    private static Worked trained() {
        Worked batchNorm =
                new Worked(new BatchNorm(), 3).set("gamma", 1.5, -0.5, 2).set("beta", 0.1, 0.2, -0.3);
        for (int step = 0; step < 9; step++) {
            batchNorm.train(batch(step));
        }
        return batchNorm;
    }

    @Test
    void batchNormEqualsPyTorchAfterTenBatches() {
        Worked batchNorm = trained();
        assertThat(batchNorm.train(batch(9)))
                .containsExactly(
                        new double[] {
                            1.4911219910606224,
                            0.1425437916023539,
                            -2.5207716372206774,
                            -1.3213905221826483,
                            0.2651967021842297,
                            1.9608674686552907,
                            1.7031931240615592,
                            -0.5082723117686605,
                            -2.0457093801118043,
                            -1.4729245929395332,
                            0.9005318179820766,
                            1.4056135486771908
                        },
                        ROUNDING);
        assertThat(batchNorm.back(upstream()))
                .containsExactly(
                        new double[] {
                            0.15367543293167696, -0.6038270127956107, -0.08528155517163762, -0.1538537251618591,
                            0.6094255392405001, 0.08502462719945016, -0.13603787009152057, 0.04999265959353921,
                            0.11069816054033853, 0.1362161623217031, -0.05559118603842863, -0.11044123256815098
                        },
                        ROUNDING);
        assertThat(batchNorm.gradientOf("gamma"))
                .containsExactly(new double[] {3.8471770270242414, 2.3908470531600403, 0.9135195015007643}, ROUNDING);
        assertThat(batchNorm.gradientOf("beta"))
                .containsExactly(new double[] {0.05904752816524361, -0.19851058972862, -0.27355898690447894}, ROUNDING);
    }

    @Test
    void runningAveragesEqualPyTorchsAfterTenBatches() {
        Worked batchNorm = trained();
        batchNorm.train(batch(9));
        assertThat(batchNorm.get("running-mean"))
                .containsExactly(
                        new double[] {-0.009435097423741063, 0.6446111963965182, 1.3200715374487895}, ROUNDING);
        assertThat(batchNorm.get("running-variance"))
                .containsExactly(new double[] {0.7518912984572038, 1.9384040326259484, 4.7568689830310165}, ROUNDING);
    }

    @Test
    void evaluationTakesTheRunningAverages() {
        Worked batchNorm = trained();
        batchNorm.train(batch(9));
        assertThat(batchNorm.evaluate(batch(9)))
                .containsExactly(
                        new double[] {
                            1.5291713852404358,
                            0.1041480582548611,
                            -2.054885053123992,
                            -1.4232459957602492,
                            0.14217175430446435,
                            2.4829729408642973,
                            1.7517917277748254,
                            -0.09761179873807477,
                            -1.5738634870998214,
                            -1.5823179366706563,
                            0.3391323418529392,
                            1.9207537661515517
                        },
                        ROUNDING);
    }

    @Test
    void aLargeMeanCostsNoPrecision() {
        Worked batchNorm = new Worked(Specs.configure(new BatchNorm(), "batch-norm(epsilon=0)"), 1);
        assertThat(batchNorm.train(1e9 - 1, 1e9 + 1)).containsExactly(-1, 1);
    }

    @Test
    void oneExampleHasNoVariance() {
        assertThatThrownBy(() -> new Worked(new BatchNorm(), 2).train(1, 2))
                .isInstanceOf(SpecException.class)
                .hasMessage("batch-norm needs at least two examples at every step: choose a --batch that leaves none"
                        + " alone");
    }

    @Test
    void layerNormEqualsPyTorch() {
        Worked layerNorm =
                new Worked(new LayerNorm(), 3).set("gamma", 1.5, -0.5, 2).set("beta", 0.1, 0.2, -0.3);
        assertThat(layerNorm.train(0.5, -1.2, 3.3, 1e-3, 2e-3, -1e-3))
                .containsExactly(
                        new double[] {
                            -0.19644396039643197,
                            0.7569553195326904,
                            2.323079891992671,
                            0.24708710135363804,
                            0.0038838648618159666,
                            -1.2805806756909202
                        },
                        ROUNDING);
        assertThat(layerNorm.back(1, -2, 0.5, 0.3, 0.2, 0.1))
                .containsExactly(
                        new double[] {
                            0.17615442647388802,
                            -0.10960713490250296,
                            -0.06654729157138461,
                            79.34217678787587,
                            -79.7664665033191,
                            0.42428971544318017
                        },
                        within(1e-11));
        assertThat(layerNorm.gradientOf("gamma"))
                .containsExactly(new double[] {-0.16821188666022704, 2.3062677321860354, 0.6067409392136217}, ROUNDING);
        assertThat(layerNorm.gradientOf("beta")).containsExactly(new double[] {1.3, -1.8, 0.6}, ROUNDING);
    }
}
