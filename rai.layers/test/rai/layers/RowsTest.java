package rai.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

/** Numbers of PyTorch 1.13 in float64 for the rows 0.5, -1.2, 3.3, 0.1 and 100, 99, -1000, 98.5, unless stated otherwise. */
class RowsTest {
    private static final Offset<Double> ROUNDING = within(1e-13);
    private static final double[] X = {0.5, -1.2, 3.3, 0.1, 100, 99, -1000, 98.5};
    private static final double[] UPSTREAM = {1, -2, 0.5, 0.7, 0.3, 0.2, 0.1, -1};

    @Test
    void gluEqualsPyTorch() {
        Worked glu = new Worked(new Glu(), 4);
        assertThat(glu.train(X))
                .containsExactly(new double[] {0.48221440536368193, -0.629975024974728, 0, 99}, ROUNDING);
        assertThat(glu.back(1, -2, 0.3, 0.2))
                .containsExactly(
                        new double[] {
                            0.9644288107273639,
                            -1.04995837495788,
                            0.017152939883183217,
                            0.5985024964629407,
                            0,
                            0.2,
                            0,
                            0
                        },
                        ROUNDING);
    }

    @Test
    void softmaxEqualsPyTorch() {
        Worked softmax = new Worked(new Softmax(), 4);
        assertThat(softmax.train(X))
                .containsExactly(
                        new double[] {
                            0.054651825854882666,
                            0.009983988143086322,
                            0.8987299715790544,
                            0.036634214422976694,
                            0.6285317192117624,
                            0.23122389762214907,
                            0,
                            0.14024438316608848
                        },
                        ROUNDING);
        assertThat(softmax.back(UPSTREAM))
                .containsExactly(
                        new double[] {
                            0.026796184504743043,
                            -0.025056743012765222,
                            -0.00871119679588374,
                            0.006971755303905834,
                            0.12912561162905656,
                            0.02438026808480312,
                            0,
                            -0.15350587971385968
                        },
                        ROUNDING);
    }

    /** dL/dy = -t / y, with the smallest normal number in the place of y = 0, as kl gives it: dL/dx = y - t. */
    @Test
    void theGradientOfALogarithmPassesASoftmaxThatHasBecomeZero() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Worked softmax = new Worked(new Softmax(), 2, type);
            assertThat(softmax.train(0, 999.5)).containsExactly(0, 1);
            double least = type == DataType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
            assertThat(softmax.back(-1 / least, 0)).containsExactly(-1, 1);
        }
    }

    @Test
    void logSoftmaxEqualsPyTorch() {
        Worked logSoftmax = new Worked(new LogSoftmax(), 4);
        assertThat(logSoftmax.train(X))
                .containsExactly(
                        new double[] {
                            -2.9067726549472845, -4.606772654947284, -0.10677265494728458, -3.3067726549472845,
                            -0.4643687841079449, -1.464368784107945, -1100.464368784108, -1.964368784107945
                        },
                        within(1e-12));
        assertThat(logSoftmax.back(UPSTREAM))
                .containsExactly(
                        new double[] {
                            0.9890696348290234,
                            -2.0019967976286175,
                            0.32025400568418916,
                            0.6926731571154047,
                            0.551412687684705,
                            0.29248955904885965,
                            0.1,
                            -0.9439022467335646
                        },
                        ROUNDING);
    }

    /** By hand: of 0.6, 0.5, -1 the first two share the excess of 0.1 over the sum 1; a clear winner takes all. */
    @Test
    void sparsemaxIsTheNearestPointOfTheSimplex() {
        Worked sparsemax = new Worked(new Sparsemax(), 3);
        assertThat(sparsemax.train(0.6, 0.5, -1, 5, 1, 3))
                .containsExactly(new double[] {0.55, 0.45, 0, 1, 0, 0}, ROUNDING);
        assertThat(sparsemax.back(1, 2, 7, 4, 5, 6)).containsExactly(new double[] {-0.5, 0.5, 0, 0, 0, 0}, ROUNDING);
    }

    @Test
    void maxoutTakesTheLargestOfNeighbours() {
        Worked maxout = new Worked(new Maxout(), 4);
        assertThat(maxout.train(1, 2, 4, 3)).containsExactly(2, 4);
        assertThat(maxout.back(10, 20)).containsExactly(0, 10, 20, 0);
    }

    @Test
    void aWidthThatCannotBeDividedIsRefused() {
        assertThatThrownBy(() -> Specs.configure(new Maxout(), "maxout(3)").outputs(100))
                .isInstanceOf(SpecException.class)
                .hasMessage("maxout(k=3) can't read 100 units: make them a multiple of 3");
        assertThatThrownBy(() -> new Glu().outputs(7))
                .isInstanceOf(SpecException.class)
                .hasMessage("glu halves the width, so it can't read 7 units: make them an even number");
    }

    @Test
    void dropoutKeepsTheMeanAndEvaluationIsTheIdentity() {
        Worked dropout = new Worked(Specs.configure(new Dropout(), "dropout(0.2)"), 10);
        double[] ones = new double[100_000];
        Arrays.fill(ones, 1);
        double[] dropped = dropout.train(ones);
        long zeros = Arrays.stream(dropped).filter(y -> y == 0).count();
        assertThat(zeros / 100_000.0).isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / 100_000)));
        assertThat(dropped).containsOnly(0, 1 / (1 - 0.2));
        assertThat(dropout.back(ones)).isEqualTo(dropped);
        dropout.seed = 2;
        assertThat(dropout.train(ones)).isNotEqualTo(dropped);
        assertThat(dropout.evaluate(ones)).isEqualTo(ones);
    }

    @Test
    void slopesOfRreluLieBetweenItsBoundsAndAreTheMeanInEvaluation() {
        Worked rrelu = new Worked(Specs.configure(new Rrelu(), "rrelu(lower=0.1, upper=0.3)"), 10);
        double[] x = new double[10_000];
        Arrays.fill(x, -1);
        x[0] = 5;
        double[] y = rrelu.train(x);
        assertThat(y[0]).isEqualTo(5);
        assertThat(Arrays.stream(y).skip(1).min().orElseThrow()).isBetween(-0.3, -0.299);
        assertThat(Arrays.stream(y).skip(1).max().orElseThrow()).isBetween(-0.101, -0.1);
        double[] slopes = Arrays.stream(y).map(a -> -a).toArray();
        slopes[0] = 1;
        double[] ones = new double[10_000];
        Arrays.fill(ones, 1);
        assertThat(rrelu.back(ones)).isEqualTo(slopes);
        assertThat(rrelu.evaluate(x)[1]).isEqualTo(-0.2);
    }
}
