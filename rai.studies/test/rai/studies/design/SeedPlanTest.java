package rai.studies.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.studies.design.Designs.moons;
import static rai.studies.design.Designs.quick;
import static rai.studies.design.Designs.seeds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.study.StudyRequest;

class SeedPlanTest {
    private static final String AXES = "axes: {activation: [relu], rate: [0.1, 0.01]}";
    private static final String TUNE = "tune: {axes: [rate], metric: valid.loss";

    private static Design design(StudyRequest request, String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = AXES;
        System.arraycopy(lines, 0, all, 1, lines.length);
        return moons(all).design(request);
    }

    private static List<Long> test(String... lines) {
        return design(StudyRequest.AS_IT_IS, lines).testSeeds();
    }

    private static List<Long> tuning(String... lines) {
        return design(StudyRequest.AS_IT_IS, lines).tuningSeeds();
    }

    @Test
    void fiveSeedsFromZeroAreUsual() {
        assertThat(test()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aCountIsCountedFromZero() {
        assertThat(test("seeds: 2")).containsExactly(0L, 1L);
    }

    @Test
    void theFirstSeedCanBeGiven() {
        assertThat(test("seeds: {first: 100, count: 2}")).containsExactly(100L, 101L);
    }

    @Test
    void aListIsTakenAsItIs() {
        assertThat(test("seeds: [7, 3]")).containsExactly(7L, 3L);
    }

    @Test
    void theTestHasTheSeedsAfterThoseThatTuned() {
        assertThat(tuning("seeds: 2", TUNE + ", seeds: 3}")).containsExactly(0L, 1L, 2L);
        assertThat(test("seeds: 2", TUNE + ", seeds: 3}")).containsExactly(3L, 4L);
    }

    @Test
    void asManySeedsTuneAsTestIfNothingElseIsSaid() {
        assertThat(tuning("seeds: 2", TUNE + "}")).containsExactly(0L, 1L);
        assertThat(test("seeds: 2", TUNE + "}")).containsExactly(2L, 3L);
    }

    @Test
    void theSeedsOfTheTestCanBeItsOwn() {
        assertThat(tuning("seeds: 2", TUNE + "}", "test: {seeds: [50, 60]}")).containsExactly(0L, 1L);
        assertThat(test("seeds: 2", TUNE + "}", "test: {seeds: [50, 60]}")).containsExactly(50L, 60L);
    }

    @Test
    void aListOfSeedsIsTunedBySeedsAfterThem() {
        assertThat(tuning("seeds: [7, 3]", TUNE + "}")).containsExactly(8L, 9L);
        assertThat(test("seeds: [7, 3]", TUNE + "}")).containsExactly(7L, 3L);
    }

    @Test
    void aSeedThatTunesAndTestsIsRefused() {
        assertThatThrownBy(() -> moons(AXES, "seeds: [0, 1]", TUNE + ", seeds: [1, 2]}"))
                .hasMessage(
                        "moons.yaml, line 9: seed 1 is used for tuning and for the test, which needs fresh seeds: let"
                                + " tune.seeds and seeds have none in common");
    }

    @Test
    void aCallerCanAskForOtherSeeds() {
        assertThat(design(seeds(3, 20), "seeds: 9").testSeeds()).containsExactly(20L, 21L, 22L);
    }

    @Test
    void theFirstSeedOfACallerIsThatOfTheTuning() {
        Design design = design(seeds(2, 20), "seeds: 9", TUNE + ", seeds: 3}");
        assertThat(design.tuningSeeds()).containsExactly(20L, 21L, 22L);
        assertThat(design.testSeeds()).containsExactly(23L, 24L);
    }

    @Test
    void seedsThatExceedTheLargestAreRefused() {
        assertThatThrownBy(() -> moons(AXES, "seeds: {first: 9223372036854775800, count: 20}"))
                .hasMessage("moons.yaml, line 8: 20 seeds from 9223372036854775800 on exceed the largest seed,"
                        + " 9223372036854775807: choose a smaller first seed, or fewer");
        assertThatThrownBy(() -> moons(AXES, "seeds: {first: 9223372036854775806, count: 2}", TUNE + "}"))
                .hasMessageContaining("2 seeds from 9223372036854775807 on exceed the largest seed");
        assertThatThrownBy(() -> design(seeds(3, Long.MAX_VALUE), "seeds: 2"))
                .hasMessageContaining("3 seeds from 9223372036854775807 on exceed the largest seed");
    }

    @Test
    void theLargestSeedIsASeed() {
        assertThat(test("seeds: {first: 9223372036854775806, count: 2}"))
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }

    @Test
    void aListHasNoOtherFirstSeed() {
        assertThatThrownBy(() -> design(seeds(1, 20), "seeds: [1, 2]"))
                .hasMessage("the seeds of moons are a list in its file: no first seed can be given");
    }

    @Test
    void aListCanBeShortenedButNotExtended() {
        StudyRequest one = new StudyRequest(Optional.of(1), Optional.empty(), false, Map.of());
        assertThat(design(one, "seeds: [7, 3]").testSeeds()).containsExactly(7L);
        StudyRequest three = new StudyRequest(Optional.of(3), Optional.empty(), false, Map.of());
        assertThatThrownBy(() -> design(three, "seeds: [7, 3]"))
                .hasMessage("the seeds of moons are a list of 2 in its file: ask for at most as many, not 3");
    }

    @Test
    void noSeedsCanNotBeAskedFor() {
        assertThatThrownBy(() -> design(seeds(0, 0), "seeds: 3"))
                .hasMessage("the number of seeds must be at least 1, but is 0");
    }

    @Test
    void theQuickFormHasTwoSeedsIfNothingElseIsSaid() {
        Design design = design(quick(), "seeds: 9", TUNE + ", seeds: 8}");
        assertThat(design.tuningSeeds()).containsExactly(0L, 1L);
        assertThat(design.testSeeds()).containsExactly(2L, 3L);
    }

    @Test
    void theQuickFormSaysHowManySeedsTune() {
        Design design = design(quick(), "seeds: 9", TUNE + ", seeds: 8}", "quick: {seeds: 4, tune: {seeds: 1}}");
        assertThat(design.tuningSeeds()).containsExactly(0L);
        assertThat(design.testSeeds()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aLandscapeOfASeedThatIsNotTestedIsRefused() {
        assertThatThrownBy(() -> moons(AXES, "seeds: [1, 2]", "landscapes: {seed: 5}"))
                .hasMessage(
                        "moons.yaml, line 9: landscapes.seed is 5, which is not a seed of the test: there are [1, 2]");
    }
}
