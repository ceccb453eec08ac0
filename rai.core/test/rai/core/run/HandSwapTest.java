package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandSwapTest {
    @Test
    void ofVeryManyVectorsOnlyTheFirstAndTheLastAreNamed() {
        Set<String> many = new LinkedHashSet<>();
        IntStream.range(0, 100).forEach(i -> many.add("change-" + i));
        assertThat(HandSwap.names(many)).isEqualTo("change-0 to change-99 (100 vectors)");
        assertThat(HandSwap.names(new LinkedHashSet<>(List.of("mean", "variance"))))
                .isEqualTo("mean, variance");
    }
}
