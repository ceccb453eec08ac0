package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

class DiskPatienceTest {
    @Test
    void withoutATerminalARunWaitsTenMinutes() {
        assertThat(DiskPatience.millis(Map.of(), null)).isEqualTo(600_000);
    }

    @Test
    void atATerminalARunWaitsForEver() {
        assertThat(DiskPatience.millis(Map.of(), "0")).isZero();
    }

    @Test
    void theEnvironmentTakesPrecedence() {
        assertThat(DiskPatience.millis(Map.of("RAI_DISK_WAIT", "30"), "0")).isEqualTo(30_000);
    }

    @Test
    void whatIsNotANumberOfSecondsIsExplained() {
        assertThatThrownBy(() -> DiskPatience.millis(Map.of("RAI_DISK_WAIT", "5min"), null))
                .isInstanceOf(SpecException.class)
                .hasMessage("RAI_DISK_WAIT must be a number of seconds, or 0 to wait for ever, but is '5min'");
    }
}
