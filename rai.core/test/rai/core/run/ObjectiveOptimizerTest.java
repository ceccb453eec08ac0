package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** Optimizers that evaluate the objective themselves. */
class ObjectiveOptimizerTest extends ControlledRun {
    @Test
    void anOptimizerMayEvaluateTheObjective(@TempDir Path temp) {
        optimizer = "searcher";
        phases = List.of(PhaseBuilder.of("down", 3));
        control = numbers(0, 0, 0, 0.5, 0);
        assertThat(left("optimizer-evaluations", temp).getDouble(0)).isEqualTo(6);
        assertThat(ControlServices.Searcher.DIFFERENCE)
                .as("objective with its penalty, evaluated again at the same x")
                .isZero();
    }

    @Test
    void whatIsNotTrainedHasNoGradientForAnOptimizerOfTheWholeVector() {
        optimizer = "searcher";
        phases = List.of(PhaseBuilder.of("towards", 2), PhaseBuilder.of("down", 2));
        assertThat(train().stopped()).isEqualTo(Stop.STEPS);
    }

    @Test
    void anOptimizerOfTheWholeVectorIsRefusedSettingsThatDivideIt() {
        optimizer = "searcher";
        batch = 5;
        control = groups(Map.of("weights", "plain")).andThen(numbers(1, 1, 0, 0, 1));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessage("the optimizer searcher evaluates one objective of all that is trained on all examples, but"
                        + " the phase has an optimizer for a group, clipping by value, clipping by norm, a maximum"
                        + " norm and batches of 5: leave out --optimizer-for, --clip-value, --clip-norm,"
                        + " --max-norm, --batch");
    }
}
