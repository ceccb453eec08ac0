package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rai.api.catalog.Kind;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunEvent;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.catalog.ServiceCatalog;

/** Counts in epochs: of evaluations, and in the settings of schedules. */
class EpochUnitsTest extends ControlledRun {
    /** Halves the rate at each of some steps, and once more after the first. */
    @Named("falls")
    public static class Falls implements Schedule {
        @Setting("Steps.")
        String at = "1";

        @Setting("Steps.")
        long first = 1;

        @Override
        public double factor(Progress progress, Numbers state) {
            double factor = progress.step() < first ? 1 : 0.5;
            for (String step : at.split(",")) {
                factor *= progress.step() < Long.parseLong(step.strip()) ? 1 : 0.5;
            }
            return factor;
        }
    }

    @BeforeEach
    void useBatches() {
        batch = 4; // three steps of an epoch
        catalog.add(new ServiceCatalog.Offer(Kind.SCHEDULE, "falls", 0, 50, "b", "1", Falls::new));
    }

    @Test
    void anEvaluationEveryEpochCountsFromTheBeginningOfEachPhase() {
        phases = List.of(PhaseBuilder.of("down", 7), PhaseBuilder.of("down", 7));
        control = request -> ((RunRequestBuilder) request).evaluateEvery("1epoch");
        List<Long> steps = new ArrayList<>();
        train(event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                steps.add(evaluated.step());
            }
        });
        assertThat(steps).containsExactly(3L, 6L, 7L, 10L, 13L, 14L);
    }

    @Test
    void aScheduleInEpochsIsThatInTheirSteps() {
        control = phase -> phase.schedule("falls(at=2epochs,4epochs, first=1epoch)");
        RunResult inEpochs = train();
        control = phase -> phase.schedule("falls(at=6,12, first=3)");
        RunResult inSteps = train();
        assertThat(inEpochs.stateHash()).isEqualTo(inSteps.stateHash());
        assertThat(inEpochs.spec()).isEqualTo(inSteps.spec());
    }

    @Test
    void whatElseIsWrongWithAScheduleInEpochsIsReported() {
        control = phase -> phase.schedule("falls(last=2epochs)");
        assertThatThrownBy(this::prepare).isInstanceOf(SpecException.class).hasMessageContaining("setting of falls");
    }
}
