package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Work WORK = new Work(false, 7, List.of(4, 3, 5), 0);

    @Test
    void threadsThatShareRowsComputeTheSameAsOneThread() {
        try (Floor one = new Floor(WORK, 1);
                Floor three = new Floor(WORK, 3)) {
            one.run();
            three.run();
            assertThat(three.contents()).usingComparatorWithPrecision(1e-6f).containsExactly(one.contents());
        }
    }

    @Test
    void theFirstProductIsThatOfTheFirstTwoFactors() {
        try (Floor floor = new Floor(WORK, 1)) {
            floor.run();
            float[] all = floor.contents();
            int weight = 7 * 4;
            int forward = weight + 4 * 3 + 7 * 3;
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < 3; j++) {
                    float sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum += all[i * 4 + k] * all[weight + k * 3 + j];
                    }
                    assertThat(all[forward + i * 3 + j]).isCloseTo(sum, within(1e-6f));
                }
            }
        }
    }

    @Test
    void moreThreadsThanRowsDoNoHarm() {
        try (Floor floor = new Floor(new Work(false, 2, List.of(1, 1), 0), 5)) {
            floor.run();
            assertThat(floor.contents()).doesNotContain(Float.NaN);
        }
    }
}
