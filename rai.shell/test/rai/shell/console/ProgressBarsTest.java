package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarsTest {
    private static final String MESSAGE = "about 6 min left; in training: test activation=relu, seed=2 and 1 more";

    @Test
    void aMessageThatHasRoomIsWhole() {
        assertThat(ProgressBars.fitted(MESSAGE, 80)).isEqualTo(MESSAGE);
    }

    @Test
    void aNarrowTerminalKeepsTheFirstPart() {
        assertThat(ProgressBars.fitted(MESSAGE, 45)).isEqualTo("about 6 min left");
        assertThat(ProgressBars.fitted("objective 0.123456", 12)).isEqualTo("objective 0.");
    }
}
