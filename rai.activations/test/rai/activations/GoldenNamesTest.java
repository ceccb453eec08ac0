package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenNamesTest {
    /** Those with test classes of their own. */
    private static final Stream<String> OTHERS =
            Stream.of("identity", "sigmoid", "tanh", "relu", "leaky-relu(slope=0.01)", "leaky-relu(slope=0.2)");

    @Test
    void everyActivationOfTheGoldenFileIsCompared() throws IOException {
        Set<String> compared =
                Stream.concat(AllActivationsTest.goldenNames(), OTHERS).collect(Collectors.toSet());
        assertThat(Golden.all()).extracting(Golden::activation).isSubsetOf(compared);
    }
}
