package rai.studies.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.studies.design.Designs.factor;
import static rai.studies.design.Designs.moons;
import static rai.studies.design.Designs.only;
import static rai.studies.design.Designs.plan;
import static rai.studies.design.Designs.quick;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

class GridTest {
    private static final String TWO_BY_TWO = "axes: {activation: [relu, tanh], rate: [0.1, 0.01]}";

    @Test
    void axesAreCrossedAndTheLastVariesFastest() {
        List<Trial> trials = plan(moons(TWO_BY_TWO, "seeds: 1"));
        assertThat(factor(trials, "activation")).containsExactly("relu", "relu", "tanh", "tanh");
        assertThat(factor(trials, "rate")).containsExactly(0.1, 0.01, 0.1, 0.01);
    }

    @Test
    void theSeedIsTheLastFactorAndVariesSlowest() {
        List<Trial> trials = plan(moons("axes: {activation: [relu], rate: [0.1, 0.01]}", "seeds: 2"));
        assertThat(trials.get(0).factors().keySet()).containsExactly("activation", "rate", "seed");
        assertThat(factor(trials, "seed")).containsExactly(0L, 0L, 1L, 1L);
    }

    @Test
    void axesOfAZipVaryTogether() {
        List<Trial> trials =
                plan(moons("zip:", "- {activation: [relu, tanh, gelu], rate: [1, 0.1, 0.01]}", "seeds: 1"));
        assertThat(factor(trials, "activation")).containsExactly("relu", "tanh", "gelu");
        assertThat(factor(trials, "rate")).containsExactly(1L, 0.1, 0.01);
    }

    @Test
    void anExcludedCellIsNotTrained() {
        List<Trial> trials = plan(moons(TWO_BY_TWO, "exclude: [{activation: tanh, rate: [1e-1]}]", "seeds: 1"));
        assertThat(factor(trials, "rate")).containsExactly(0.1, 0.01, 0.01);
    }

    @Test
    void onlyKeepsTheLevelsThatItNames() {
        List<Trial> trials = moons(TWO_BY_TWO, "seeds: 1").plan(only("rate", "1e-2"), List.of());
        assertThat(factor(trials, "activation")).containsExactly("relu", "tanh");
        assertThat(factor(trials, "rate")).containsExactly(0.01, 0.01);
    }

    @Test
    void onlyRefusesALevelThatDoesNotExist() {
        assertThatThrownBy(() -> moons(TWO_BY_TWO).plan(only("activation", "rely"), List.of()))
                .hasMessage("unknown level of activation 'rely': did you mean 'relu'? There are: relu, tanh");
    }

    @Test
    void onlyRefusesAnAxisThatDoesNotExist() {
        assertThatThrownBy(() -> moons(TWO_BY_TWO).plan(only("activaton", "relu"), List.of()))
                .hasMessage("unknown axis 'activaton': did you mean 'activation'? There are: activation, rate");
    }

    @Test
    void onlyRefusesLevelsThatDoNotOccurTogether() {
        var study = moons("zip:", "- {activation: [relu, tanh], rate: [1, 0.1]}");
        StudyRequest request = new StudyRequest(
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                false,
                new java.util.TreeMap<>(java.util.Map.of("activation", List.of("relu"), "rate", List.of("0.1"))));
        assertThatThrownBy(() -> study.plan(request, List.of()))
                .hasMessage("no cell of moons has activation=relu and rate=0.1: these levels do not occur together");
    }

    @Test
    void theQuickFormHasItsOwnLevelsAndSeeds() {
        List<Trial> trials = moons(TWO_BY_TWO, "seeds: 9", "quick: {seeds: 1, axes: {rate: [0.5]}}")
                .plan(quick(), List.of());
        assertThat(factor(trials, "rate")).containsExactly(0.5, 0.5);
    }

    @Test
    void theQuickFormSetsKeysAfterEverythingElse() {
        List<Trial> trials = moons(
                        TWO_BY_TWO,
                        "override: [{when: {activation: relu}, set: {\"phases[0].epochs\": 9}}]",
                        "quick: {set: {\"phases[0].steps\": 7}}")
                .plan(quick(), List.of());
        assertThat(trials)
                .allMatch(trial -> trial.request().phases().get(0).steps().orElse(0L) == 7);
    }

    @Test
    void anExclusionThatMatchesNoCellIsRefused() {
        assertThatThrownBy(() -> moons(
                        "zip:",
                        "- {activation: [relu, tanh], rate: [1, 0.1]}",
                        "exclude: [{activation: relu, rate: 0.1}]"))
                .hasMessage("moons.yaml, line 9: exclude[0] matches no cell: leave it out");
    }

    @Test
    void anOverrideThatMatchesNoCellIsRefused() {
        assertThatThrownBy(() -> moons(
                        TWO_BY_TWO,
                        "exclude: [{activation: relu}]",
                        "override: [{when: {activation: relu}, set: {model.init: xavier}}]"))
                .hasMessage("moons.yaml, line 9: override[0].when matches no cell: leave it out");
    }

    @Test
    void anExpectationForACellThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> moons(
                        TWO_BY_TWO,
                        "exclude: [{activation: relu, rate: 0.1}]",
                        "expect:",
                        "- {cell: {activation: relu, rate: 0.1}, diverges: true}"))
                .hasMessage("moons.yaml, line 10: expect[0].cell matches no cell: these levels do not occur together");
    }

    @Test
    void aStudyWithoutCellsIsRefused() {
        assertThatThrownBy(() -> moons(TWO_BY_TWO, "exclude: [{activation: [relu, tanh]}]"))
                .hasMessage("moons.yaml, line 8: exclude leaves out every cell: nothing is left to train");
    }

    @Test
    void moreTrialsThanCanBePlannedAreRefused() {
        assertThatThrownBy(() -> plan(moons("axes: {activation: [relu], rate: 'linspace(1, 2, 1001)'}", "seeds: 100")))
                .hasMessage("moons.yaml, line 7: the study has 100100 trials or more, and may have at most 100000:"
                        + " use fewer levels or seeds");
    }
}
