package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;

/** Runs that are paused. */
@Timeout(240)
class PauseTest extends ChangedRun {
    @Test
    void aPauseChangesNothing() {
        String whole = undisturbed().stateHash();
        assertThat(train(AT, run -> {}).stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Paused.class)).containsExactly(RunEvent.Paused.byRequest(AT));
        assertThat(all(RunEvent.Resumed.class)).containsExactly(new RunEvent.Resumed(AT));
    }

    @Test
    void theStateIsWrittenAtAPause() {
        directory = Optional.of(temp.resolve("run"));
        train(
                AT,
                run -> assertThat(temp.resolve("run/checkpoints/000000000020/manifest.json"))
                        .exists());
    }

    @Test
    void aPausedRunCanBeStopped() {
        RunResult result = train(AT, Run::stop);
        assertThat(result.stopped()).isEqualTo(Stop.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(AT);
    }
}
