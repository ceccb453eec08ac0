package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void theSmallestIsMultipliedByTheirNumberAndTheNextByOneLess() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void aLargerOneIsNeverCorrectedToASmallerOne() {
        assertThat(Holm.adjust(0.02, 0.021)).containsExactly(0.04, 0.04);
    }

    @Test
    void noneExceedsOne() {
        assertThat(Holm.adjust(0.5, 0.9, 0.6)).containsExactly(1, 1, 1);
    }

    @Test
    void aComparisonThatCouldNotBeTestedDoesNotCount() {
        assertThat(Holm.adjust(0.01, Double.NaN, 0.03)).containsExactly(0.02, Double.NaN, 0.03);
    }

    @Test
    void ofNoneThereAreNone() {
        assertThat(Holm.adjust()).isEmpty();
    }

    @Test
    void whatIsNotAProbabilityIsRefused() {
        assertThatThrownBy(() -> Holm.adjust(0.5, 1.5)).hasMessage("A p-value is between 0 and 1, not 1.5.");
    }
}
