package rai.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final List<String> KNOWN = List.of("relu", "sigmoid", "tanh");

    @Test
    void theNearestKnownWordIsSuggested() {
        assertThat(Words.unknown("activation", "sigmoyd", KNOWN))
                .hasMessage("unknown activation 'sigmoyd': did you mean 'sigmoid'? There are: relu, sigmoid, tanh");
    }

    @Test
    void nothingIsSuggestedIfNothingIsNear() {
        assertThat(Words.unknown("activation", "xyzzy-42", KNOWN))
                .hasMessage("unknown activation 'xyzzy-42': there are: relu, sigmoid, tanh");
    }

    @Test
    void swappedNeighboursAreOneEdit() {
        assertThat(Words.distance("tnah", "tanh")).isEqualTo(1);
    }

    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(Words.distance("kitten", "sitting")).isEqualTo(3); // Levenshtein's classic example
    }

    @Test
    void upperCaseMakesNoDifference() {
        assertThat(Words.nearest("ReLU", KNOWN)).contains("relu");
    }
}
