package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class SparseTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return sparse("sparse(sparsity=0.4)");
    }

    /** Rounded up, as PyTorch does. */
    @ParameterizedTest
    @CsvSource({"0.4, 10, 4", "0.41, 10, 5", "0, 10, 0", "1, 10, 10", "0.5, 1, 1"})
    void everyUnitHasThatShareOfZeros(double sparsity, int fanIn, int zeros) {
        int units = 30;
        double[] w = Maps.numbers(Maps.start(sparse("sparse(sparsity=" + sparsity + ")"), fanIn, units)
                .weight());
        for (int j = 0; j < units; j++) {
            int unit = j;
            assertThat(IntStream.range(0, fanIn)
                            .filter(i -> w[i * units + unit] == 0)
                            .count())
                    .isEqualTo(zeros);
        }
    }

    /** Each of 5 places in 100,000 units is 0 with probability 2/5. */
    @Test
    void everyPlaceIsZeroAsOften() {
        int units = 100_000;
        double[] w = Maps.numbers(
                Maps.start(sparse("sparse(sparsity=0.4)"), 5, units).weight());
        for (int i = 0; i < 5; i++) {
            double share = Arrays.stream(w, i * units, (i + 1) * units)
                            .filter(v -> v == 0)
                            .count()
                    / (double) units;
            assertThat(share).isCloseTo(0.4, within(4 * Math.sqrt(0.24 / units)));
        }
    }

    @Test
    void otherWeightsAreNormal() {
        double[] w = Maps.numbers(
                Maps.start(sparse("sparse(sparsity=0.5, sd=3)"), 1000, 2000).weight());
        new Sample(Arrays.stream(w).filter(v -> v != 0).toArray()).requireNormal(0, 9);
    }

    @Test
    void sparsityMustBeGiven() {
        assertThatThrownBy(() -> sparse("sparse"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("sparsity");
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(Maps.start(initializer(), 3, 4).bias())).containsOnly(0);
    }

    private static Sparse sparse(String spec) {
        return Specs.configure(new Sparse(), spec);
    }
}
