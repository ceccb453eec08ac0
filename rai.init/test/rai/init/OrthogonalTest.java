package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.init.Initializer;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class OrthogonalTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return new Orthogonal();
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "300, 200", "7, 1", "1, 1"})
    void columnsAreOrthonormal(int fanIn, int fanOut) {
        INDArray w = Maps.start(new Orthogonal(), fanIn, fanOut).weight();
        Gram.requireScaledIdentity(w.transpose().mmul(w), 1, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"200, 300", "1, 7"})
    void rowsAreOrthonormalIfTheyAreFewer(int fanIn, int fanOut) {
        INDArray w = Maps.start(new Orthogonal(), fanIn, fanOut).weight();
        Gram.requireScaledIdentity(w.mmul(w.transpose()), 1, 1e-12);
    }

    @Test
    void gainMultipliesTheWeights() {
        Orthogonal orthogonal = Specs.configure(new Orthogonal(), "orthogonal(gain=3)");
        INDArray w = Maps.start(orthogonal, 20, 20).weight();
        Gram.requireScaledIdentity(w.transpose().mmul(w), 9, 1e-12);
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(new Orthogonal(), 3, 4).bias())).containsOnly(0);
    }

    /** Under the Haar measure of O(n) the trace has mean 0, variance 1, and fourth moment 3 (Diaconis and Shahshahani, 1994). */
    @Test
    void distributionIsUniformOverTheOrthogonalGroup() {
        RandomGenerator random = new SplittableRandom(1);
        int n = 5;
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double[] q = HaarMatrix.draw(n, n, random);
            double trace = 0;
            for (int j = 0; j < n; j++) {
                trace += q[j * n + j];
            }
            sum += trace;
            squares += trace * trace;
        }
        assertThat(sum / draws).as("mean of the trace").isCloseTo(0, within(4 / Math.sqrt(draws)));
        assertThat(squares / draws).as("variance of the trace").isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
    }

    /** Entries of a column of a 5 x 2 matrix: variance 1/5, each sign as often. */
    @Test
    void everyEntryOfARectangularMatrixHasTheSameDistribution() {
        RandomGenerator random = new SplittableRandom(2);
        int draws = 20_000;
        double[] sum = new double[10];
        double[] squares = new double[10];
        for (int i = 0; i < draws; i++) {
            double[] q = HaarMatrix.draw(5, 2, random);
            for (int j = 0; j < q.length; j++) {
                sum[j] += q[j];
                squares[j] += q[j] * q[j];
            }
        }
        for (int j = 0; j < sum.length; j++) {
            assertThat(sum[j] / draws).as("mean of entry %d", j).isCloseTo(0, within(4 * Math.sqrt(0.2 / draws)));
            assertThat(squares[j] / draws)
                    .as("variance of entry %d", j)
                    .isCloseTo(0.2, within(4 * 0.26 / Math.sqrt(draws)));
        }
    }

    @Test
    void generatorStuckAtZeroStillGivesAnOrthogonalMatrix() {
        double[] q = HaarMatrix.draw(2, 2, new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextGaussian() {
                return 0;
            }
        });
        assertThat(q).containsExactly(1, 0, 0, 1);
    }
}
