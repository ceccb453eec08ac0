package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** Schedules of the learning rate in a run. */
class ScheduleControlTest extends ControlledRun {
    @Test
    void aScheduleMultipliesTheRate() {
        control = phase -> phase.schedule("fixed(factor=0.5)");
        String half = train().stateHash();
        control = none -> {};
        optimizer = "plain(rate=0.05)";
        assertThat(train().stateHash()).isEqualTo(half);
    }

    @Test
    void everyMethodStartsTheScheduleAgain(@TempDir Path temp) {
        control = phase -> phase.schedule("halving");
        phases = List.of(PhaseBuilder.of("down", 3), PhaseBuilder.of("down", 3));
        train();
        assertThat(ControlServices.Halving.SEEN).endsWith("0/3", "1/3", "2/3", "0/3", "1/3", "2/3");
    }

    @Test
    void aScheduleSeesTheObjectiveOfEachStepAndItsNumbersAreKept(@TempDir Path temp) {
        control = phase -> phase.schedule("watcher");
        phases = List.of(PhaseBuilder.of("down", 7));
        assertThat(left("schedule-seen", temp).getDouble(0)).isEqualTo(7);
    }

    @Test
    void aScheduleSeesAMetricAtEachEvaluation(@TempDir Path temp) {
        control = phase -> phase.schedule("watcher(metric=test.loss)");
        evaluateEvery = 10;
        assertThat(left("schedule-seen", temp).getDouble(0)).isEqualTo(4); // after 10, 20, 30 and 40 steps
    }

    @Test
    void afterNanTheNumbersOfTheScheduleAreThoseOfTheStateThatIsKept(@TempDir Path temp) {
        data = "line";
        test = Optional.empty();
        optimizer = "plain(rate=1.8)";
        control = phase -> phase.schedule("watcher");
        phases = List.of(PhaseBuilder.of("down", 1000));
        double seen = left("schedule-seen", temp).getDouble(0);
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.NAN);
        assertThat(seen).isEqualTo(result.steps());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "watcher(metric=test.loss); 0; give --evaluate-every",
                "watcher(metric=test.luss); 5; did you mean 'test.loss'?",
                "fixed(factor=-1); 0; fixed"
            })
    void aScheduleThatCannotBeIsRefusedAtOnce(String schedule, long every, String message) {
        control = phase -> phase.schedule(schedule);
        evaluateEvery = every;
        assertThatThrownBy(this::prepare).isInstanceOf(SpecException.class).hasMessageContaining(message);
    }
}
