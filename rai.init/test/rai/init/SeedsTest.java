package rai.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.init.Initializer;
import rai.testkit.Specs;

/** The contract asks for the same values from the same random numbers; here are those that must differ. */
class SeedsTest {
    static Stream<Initializer> random() {
        return Stream.of(
                Specs.configure(new Kaiming(), "kaiming", new Functions.Relu()),
                new Lecun(),
                new Normal(),
                new Orthogonal(),
                Specs.configure(new Sparse(), "sparse(sparsity=0.5)"),
                new TruncatedNormal(),
                new Uniform(),
                new UniformFanIn(),
                new VarianceScaling(),
                new Xavier());
    }

    @ParameterizedTest
    @MethodSource("random")
    void anotherSeedGivesOtherWeights(Initializer initializer) {
        double[] one = weights(initializer, 1);
        assertThat(weights(initializer, 1)).isEqualTo(one);
        assertThat(weights(initializer, 2)).isNotEqualTo(one);
    }

    private static double[] weights(Initializer initializer, long seed) {
        return Maps.numbers(
                Maps.start(initializer, 6, 5, Maps.TANH, Maps.TANH, seed).weight());
    }
}
