package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rai.api.catalog.Kind;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.catalog.ServiceCatalog;

/** A metric that is watched and is not a number. */
class UndefinedMetricTest extends ControlledRun {
    /** Like auc it needs both classes. */
    @Named("both")
    static class Both implements Metric {
        @Override
        public Set<Task> tasks() {
            return Set.of(Task.BINARY);
        }

        @Override
        public boolean largerIsBetter() {
            return true;
        }

        @Override
        public double value(Predictions predictions) {
            double ones = 0;
            for (int i = 0; i < predictions.examples(); i++) {
                ones += predictions.target(i, 0);
            }
            return ones == 0 || ones == predictions.examples() ? Double.NaN : ones;
        }
    }

    /** A number for perfect predictions only. */
    @Named("perfect")
    static class Perfect extends Both {
        @Override
        public double value(Predictions predictions) {
            for (int i = 0; i < predictions.examples(); i++) {
                if (predictions.predicted(i, 0) != predictions.target(i, 0)) {
                    return Double.NaN;
                }
            }
            return 1;
        }
    }

    @BeforeEach
    void addMetrics() {
        add("both", new Both());
        add("perfect", new Perfect());
        metrics = List.of("both", "perfect");
        evaluateEvery = 5;
    }

    private void add(String name, Metric metric) {
        catalog.add(new ServiceCatalog.Offer(Kind.METRIC, name, 0, 50, "b", "1", () -> metric));
    }

    @Test
    void earlyStoppingOnAMetricThatIsNotDefinedForTheDataIsRefused() {
        test = Optional.of("ring(n=1)"); // of one class
        control = phase -> phase.stopEarly("metric=test.both, patience=3");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessage("phases[0].stop_early: test.both is watched, but it is not defined for the test data: it is"
                        + " NaN even for perfect predictions, as auc is if all examples are of one class; watch"
                        + " another metric, or use other data");
        control = phase -> phase.stopEarly("metric=train.both, patience=3");
        assertThat(train().steps()).isPositive();
    }

    @Test
    void aScheduleThatWatchesAMetricThatIsNotDefinedForTheDataIsRefused() {
        test = Optional.of("ring(n=1)");
        control = phase -> phase.schedule("watcher(metric=test.both)");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "phases[0].schedule: test.both is watched, but it is not defined for the test data");
    }

    @Test
    void earlyStoppingOnAMetricThatTurnsNanKeepsTheLastStateAndSaysSo() {
        phases = List.of(PhaseBuilder.of("pits", 100));
        control = phase -> phase.stopEarly("metric=test.perfect, patience=3");
        List<RunEvent> events = new ArrayList<>();
        RunResult result = train(events::add);
        assertThat(events)
                .filteredOn(RunEvent.Warned.class::isInstance)
                .containsExactly(new RunEvent.Warned(
                        5,
                        "after step 5, test.perfect, which is watched, is NaN: until it is a number again, it counts"
                                + " neither as an improvement nor as the best"));
        assertThat(events).noneMatch(RunEvent.WentBack.class::isInstance);
        assertThat(result.stopped()).isEqualTo(Stop.EARLY);
        assertThat(result.reason())
                .isEqualTo(
                        "test.perfect was NaN in 3 evaluations: stopped after step 15; no state was best, so the last"
                                + " one was kept");
        assertThat(result.phases().get(0)).containsEntry("kept_step", 15L);
        control = none -> {};
        phases = List.of(PhaseBuilder.of("pits", 15));
        assertThat(train().stateHash()).isEqualTo(result.stateHash());
    }
}
