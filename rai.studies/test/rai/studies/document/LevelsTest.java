package rai.studies.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private static Axis axis(String levels) {
        return StudyDocuments.read(
                        "study: 1\nbase: {data: {train: moons}}\naxes:\n  phases[0].l1: " + levels + "\n",
                        "l1.yaml",
                        Optional.empty())
                .axes()
                .get(0);
    }

    private static List<String> labels(String levels) {
        return axis("'" + levels + "'").labels();
    }

    private static void refused(String levels, String sentence) {
        assertThatThrownBy(() -> labels(levels)).hasMessage("l1.yaml, line 4: axes.phases[0].l1: " + sentence);
    }

    @Test
    void logspaceIsPowersOfTenWithFourDigits() {
        assertThat(labels("logspace(-4, -1, 8)"))
                .containsExactly("1e-4", "2.683e-4", "7.197e-4", "0.001931", "0.005179", "0.01389", "0.03728", "0.1");
    }

    @Test
    void theLevelIsWhatItsLabelSays() {
        assertThat(axis("'logspace(-4, -1, 8)'").levels().get(1).factor()).isEqualTo(2.683e-4);
    }

    @Test
    void logspaceHasMoreDigitsIfItsLevelsWouldBeEqual() {
        assertThat(labels("logspace(0, 0.001, 11)").get(1)).isEqualTo("1.0002");
    }

    @Test
    void linspaceIncludesBothEnds() {
        assertThat(labels("linspace(0, 1, 5)")).containsExactly("0", "0.25", "0.5", "0.75", "1");
    }

    @Test
    void rangeIncludesBothEnds() {
        assertThat(labels("range(1, 4)")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void theStepsOfARangeAreExact() {
        assertThat(labels("range(0.1, 0.5, 0.1)")).containsExactly("0.1", "0.2", "0.3", "0.4", "0.5");
    }

    @Test
    void aRangeMayFall() {
        assertThat(labels("range(3, 1, -1)")).containsExactly("3", "2", "1");
    }

    @Test
    void aRangeInTheWrongDirectionIsRefused() {
        refused(
                "range(3, 1)",
                "the steps of 1 do not lead from 3 to 1: exchange the ends, or change the sign of the step");
    }

    @Test
    void anEndlessRangeIsRefused() {
        refused("range(0, 1e9)", "range has more than 10000 levels: use a larger step");
    }

    @Test
    void logspaceTakesExponents() {
        refused(
                "logspace(1, 1000, 4)",
                "logspace takes exponents of ten, as in logspace(-4, -1, 7), but 10 to the power of 334 is not a"
                        + " number");
    }

    @Test
    void anUnknownSpacingIsRefused() {
        refused(
                "logspac(1, 2, 3)",
                "unknown spacing 'logspac': did you mean 'logspace'? There are: linspace, logspace, range");
    }

    @Test
    void aWordAloneIsRefused() {
        refused(
                "relu",
                "'relu' is not a list of levels: write [relu, ...], logspace(-4, -1, 7), linspace(0, 1, 5) or range(1,"
                        + " 10)");
    }

    @Test
    void oneLevelIsNotASpacing() {
        refused("linspace(0, 1, 1)", "linspace needs from 2 to 10000 levels, but has 1");
    }

    @Test
    void wholeNumbersAreLongsAndOthersDoubles() {
        assertThat(axis("[1, 2.0, 0.5]").levels()).extracting(Level::factor).containsExactly(1L, 2L, 0.5);
    }

    @Test
    void noneAndTruthValuesAreTexts() {
        assertThat(axis("[null, true, x]").levels()).extracting(Level::factor).containsExactly("none", "true", "x");
    }
}
