package rai.experiments.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private static List<String> texts(Choices choices) {
        return choices.rows().stream().map(Arrays::toString).toList();
    }

    @Test
    void fewChoicesAreAllMadeOnce() {
        Choices two = Choices.of(4, 2);
        assertThat(two.complete()).isTrue();
        assertThat(texts(two)).containsExactly("[0, 1]", "[0, 2]", "[0, 3]", "[1, 2]", "[1, 3]", "[2, 3]");
        assertThat(Choices.of(20, 3).rows()).hasSize(1140);
    }

    @Test
    void ofManyChoicesSomeAreDrawnAndAlwaysTheSame() {
        Choices three = Choices.of(100, 3);
        assertThat(three.complete()).isFalse();
        assertThat(three.rows())
                .hasSize(Choices.MOST)
                .allSatisfy(row -> assertThat(row)
                        .hasSize(3)
                        .doesNotHaveDuplicates()
                        .matches(seeds -> Arrays.stream(seeds).allMatch(seed -> seed >= 0 && seed < 100)));
        assertThat(texts(three)).isEqualTo(texts(Choices.of(100, 3)));
    }

    @Test
    void moreSeedsThanThereAreCantBeChosen() {
        assertThatThrownBy(() -> Choices.of(2, 3)).hasMessage("Of 2 seeds, 3 can't be chosen.");
    }
}
