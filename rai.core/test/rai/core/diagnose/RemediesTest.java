package rai.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.core.Fixtures;

class RemediesTest {
    private static Remedies remedies(boolean optimized) {
        return new Remedies(Fixtures.catalog(), "spread", optimized)
                .rate("a smaller rate", "shorter steps")
                .optimizing("phases[].clip_norm", "bounds a step");
    }

    @Test
    void anOptimizerIsHelpedByItsSettings() {
        assertThat(remedies(true).all())
                .containsExactly(
                        new Remedy("setting", "phases[].optimizer", "a smaller rate"),
                        new Remedy("setting", "phases[].clip_norm", "bounds a step"));
    }

    @Test
    void aMethodThatMovesTheParametersItselfIsHelpedByItsOwnSettings() {
        assertThat(remedies(false).all()).containsExactly(new Remedy("setting", "phases[].method", "shorter steps"));
    }
}
