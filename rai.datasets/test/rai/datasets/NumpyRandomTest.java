package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal numbers: NumPy 1.24.2, {@code numpy.random.RandomState(seed)}. */
class NumpyRandomTest {
    @Test
    void bitsAreThoseOfTheMersenneTwister() {
        // Of the authors' default seed 5489: the first three, and the 10,000th, which the C++ standard also gives for
        // its mt19937 ([rand.predef]).
        NumpyRandom random = new NumpyRandom(5489);
        int[] bits = IntStream.generate(random::bits).limit(10_000).toArray();
        assertThat(Arrays.stream(bits).limit(3).mapToObj(Integer::toUnsignedLong))
                .containsExactly(3499211612L, 581869302L, 3890346734L);
        assertThat(Integer.toUnsignedLong(bits[9_999])).isEqualTo(4123659995L);
    }

    @Test
    void uniformNumbersAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(42);
        assertThat(random.uniform()).isEqualTo(0.37454011884736249);
        assertThat(random.uniform()).isEqualTo(0.95071430640991617);
    }

    @Test
    void normalNumbersAreThoseOfNumpy() {
        NumpyRandom random = new NumpyRandom(0);
        double[] expected = {1.764052345967664, 0.40015720836722329, 0.9787379841057392, 2.2408931992014578};
        assertThat(DoubleStream.generate(random::normal).limit(4).toArray()).containsExactly(expected, within(1e-15));
    }

    @Test
    void permutationsAreThoseOfNumpy() {
        assertThat(new NumpyRandom(7).permutation(20))
                .containsExactly(1, 17, 2, 5, 11, 0, 18, 6, 13, 19, 10, 14, 8, 16, 9, 12, 7, 3, 4, 15);
    }

    @Test
    void theLargestSeedDiffersFromTheOthers() {
        assertThat(new NumpyRandom((long) NumpyRandom.MAX_SEED).bits())
                .isNotIn(new NumpyRandom(0).bits(), new NumpyRandom(1).bits());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 42})
    void allReferenceNumbersAreMet(int seed) {
        NumpyRandom bits = new NumpyRandom(seed);
        assertThat(reference(seed, "randint32"))
                .containsExactly(DoubleStream.generate(() -> Integer.toUnsignedLong(bits.bits()))
                        .limit(10)
                        .toArray());
        NumpyRandom uniform = new NumpyRandom(seed);
        assertThat(reference(seed, "random_sample"))
                .containsExactly(
                        DoubleStream.generate(uniform::uniform).limit(10).toArray());
        NumpyRandom normal = new NumpyRandom(seed);
        assertThat(reference(seed, "normal"))
                .containsExactly(DoubleStream.generate(normal::normal).limit(10).toArray(), within(1e-15));
        assertThat(reference(seed, "permutation"))
                .containsExactly(Arrays.stream(new NumpyRandom(seed).permutation(20))
                        .asDoubleStream()
                        .toArray());
    }

    private static double[] reference(int seed, String what) {
        return Golden.lines("toy/rng_golden.txt").stream()
                .filter(line -> line.startsWith("seed " + seed + " " + what + "("))
                .flatMap(line ->
                        Arrays.stream(line.substring(line.indexOf(": ") + 2).split(" ")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
