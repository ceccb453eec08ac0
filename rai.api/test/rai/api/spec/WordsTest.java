package rai.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static final List<String> MANY = List.of(
            "celu",
            "elu",
            "gelu",
            "hard-sigmoid",
            "identity",
            "log-sigmoid",
            "mish",
            "relu",
            "selu",
            "sigmoid",
            "softplus",
            "swish",
            "tanh");

    @Test
    void ofManyWordsOnlyTheNearestThreeAreNamed() {
        assertThat(Words.unknown("activation", "sigmoyd", MANY, "list activation"))
                .hasMessage("unknown activation 'sigmoyd': did you mean 'sigmoid'? list activation prints all 13");
        assertThat(Words.unknown("activation", "sigm0id", MANY)).hasMessageEndingWith("did you mean 'sigmoid'?");
        assertThat(Words.unknown("activation", "q42", MANY))
                .hasMessage("unknown activation 'q42': the nearest of 13 are 'elu', 'celu' and 'gelu'");
    }

    @Test
    void aWordThatIsPartOfSeveralNamesSuggestsThem() {
        assertThat(Words.unknown("activation", "sigmoi", MANY))
                .hasMessage("unknown activation 'sigmoi': did you mean 'hard-sigmoid', 'log-sigmoid' or 'sigmoid'?");
    }

    @ParameterizedTest
    @CsvSource({
        "activation, silu, swish(beta=1), swish",
        "setting of adam, lr, rate, rate",
        "setting of rprop, lr, step, step",
        "initializer, he-normal, kaiming, kaiming",
        "initializer, glorot_uniform, xavier, xavier",
        "loss, CrossEntropy, softmax-cross-entropy, softmax-cross-entropy",
        "command, sweep, study, study",
        "command, grid, study, study",
        "command, search, study, study",
        "command, compare, study, study",
        "command, fit, train, train"
    })
    void aNameFromElsewhereIsTranslated(String what, String word, String here, String known) {
        assertThat(Words.unknown(what, word, List.of("relu", known)))
                .hasMessageContaining("did you mean '" + here + "'?");
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
