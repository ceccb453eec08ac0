package rai.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void executorsAreCounted() {
        assertThat(Population.text(1, 0, MINUTE)).isEqualTo("1 executor");
        assertThat(Population.text(2, 3, MINUTE)).isEqualTo("2 executors, 3 lost");
        assertThat(Population.text(0, 0, 0)).isEqualTo("no executor yet");
    }

    @Test
    void ifThereIsNoneForLongTheTextSaysWhereToLook() {
        assertThat(Population.text(0, 2, MINUTE))
                .startsWith("no executor, 2 lost, and the page of the cluster says why");
    }
}
