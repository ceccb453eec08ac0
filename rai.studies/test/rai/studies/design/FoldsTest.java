package rai.studies.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.studies.design.Designs.factor;
import static rai.studies.design.Designs.moons;
import static rai.studies.design.Designs.of;
import static rai.studies.design.Designs.plan;
import static rai.studies.design.Designs.services;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.study.Trial;

class FoldsTest {
    private static final String AXES = "axes: {activation: [relu], rate: [1]}\nseeds: 1\n";

    @Test
    void allFoldsOfTheSplitAreTrained() {
        List<Trial> trials = plan(moons(AXES, "folds: all"));
        assertThat(factor(trials, "fold")).containsExactly(1L, 2L, 3L);
        assertThat(trials).extracting(trial -> trial.request().data().fold()).containsExactly(1, 2, 3);
    }

    @Test
    void someFoldsCanBeNamed() {
        assertThat(factor(plan(moons(AXES, "folds: [3, 1]")), "fold")).containsExactly(3L, 1L);
    }

    @Test
    void theFoldStandsBeforeTheSeed() {
        assertThat(plan(moons(AXES, "folds: [2]")).get(0).factors().keySet())
                .containsExactly("activation", "rate", "fold", "seed");
    }

    @Test
    void aFoldThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> plan(moons(AXES, "folds: [4]")))
                .hasMessage("moons.yaml, line 10: folds has 4, but 0.6/0.2/0.2 has the folds 1 to 3");
    }

    @Test
    void allOfOneFoldIsRefused() {
        DesignedStudy study = of(services(1), Designs.BASE + AXES, "folds: all");
        assertThatThrownBy(() -> plan(study))
                .hasMessage("moons.yaml, line 10: folds is all, but 0.6/0.2/0.2 has one fold only: leave folds out");
    }

    @Test
    void aFoldOfASplitWithoutFoldsIsRefused() {
        DesignedStudy study = of(services(1), Designs.BASE + AXES, "folds: [2]");
        assertThatThrownBy(() -> plan(study))
                .hasMessage("moons.yaml, line 10: folds has 2, but 0.6/0.2/0.2 has one fold only");
    }

    @Test
    void foldsWithoutASplitAreRefused() {
        DesignedStudy study =
                of("study: 1", "base: {data: {train: moons}}", "axes: {model.init: [xavier]}", "folds: all");
        assertThatThrownBy(() -> plan(study))
                .hasMessage(
                        "moons.yaml, line 4: folds are given, but no split: set base.data.split, as in k-fold(k=10)");
    }
}
