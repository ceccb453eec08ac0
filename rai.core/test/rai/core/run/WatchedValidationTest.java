package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.catalog.ServiceCatalog;

/** Early stopping and schedules that watch the validation data, while the other parts of the data say something else. */
class WatchedValidationTest extends ControlledRun {
    private static final int VALIDATION = 8;

    /** On the validation data, how near the mean prediction is to a value; on others it is always the same. */
    @Named("near")
    static class Near implements Metric {
        private final double value;

        Near(double value) {
            this.value = value;
        }

        @Override
        public Set<Task> tasks() {
            return Set.of(Task.BINARY);
        }

        @Override
        public boolean largerIsBetter() {
            return false;
        }

        @Override
        public double value(Predictions predictions) {
            double mean = 0;
            for (int i = 0; i < predictions.examples(); i++) {
                mean += predictions.predicted(i, 0) / predictions.examples();
            }
            return predictions.examples() == VALIDATION ? Math.abs(mean - value) : 1;
        }
    }

    /** Remembers what it observes. */
    @Named("observer")
    public static class Observer implements Schedule {
        static final List<Double> SEEN = new ArrayList<>();

        @Setting("What is watched.")
        String metric = "valid.loss";

        @Override
        public Optional<String> watches() {
            return Optional.of(metric);
        }

        @Override
        public void observe(double value, Numbers state) {
            SEEN.add(value);
        }

        @Override
        public double factor(Progress at, Numbers state) {
            return 1;
        }
    }

    @BeforeEach
    void shareOut() {
        add("mean", new Near(0));
        catalog.add(new ServiceCatalog.Offer(Kind.SCHEDULE, "observer", 0, 51, "b", "1", Observer::new));
        metrics = List.of("mean");
        data = "ring(n=40)";
        test = Optional.empty();
        split = Optional.of("0.5/0.2/0.3");
        evaluateEvery = 5;
    }

    private void add(String name, Metric metric) {
        catalog.add(new ServiceCatalog.Offer(Kind.METRIC, name, 0, 50, "b", "1", () -> metric));
    }

    @Test
    void earlyStoppingFollowsTheValidationData() {
        Map<Long, Double> means = new HashMap<>();
        train(event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                means.put(evaluated.step(), evaluated.valid().get("mean"));
            }
        });
        add("near", new Near(means.get(15L)));
        metrics = List.of("near");
        phases = List.of(PhaseBuilder.of("down", 100));
        control = phase -> phase.stopEarly("metric=valid.near, patience=2");
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.EARLY);
        assertThat(result.steps()).isEqualTo(25);
        assertThat(result.phases().get(0)).containsEntry("kept_step", 15L);
        assertThat(result.reason()).startsWith("valid.near was best after step 15");
    }

    @Test
    void aScheduleObservesTheValidationData() {
        Observer.SEEN.clear();
        control = phase -> phase.schedule("observer(metric=valid.loss)");
        List<Double> losses = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        train(event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                losses.add(evaluated.valid().get("loss"));
                others.add(evaluated.train().get("loss"));
                others.add(evaluated.test().get("loss"));
            }
        });
        assertThat(Observer.SEEN).isNotEmpty().isSubsetOf(losses).doesNotContainAnyElementsOf(others);
    }

    @Test
    void thatTestDataAreWatchedBesideValidationDataIsAHint() {
        control = phase -> phase.stopEarly("metric=test.loss, patience=2");
        assertThat(train().hints())
                .contains("test.loss was watched, so the test data are no longer unseen: watch valid.loss, since there"
                        + " are validation data");
        control = phase -> phase.stopEarly("metric=valid.loss, patience=2");
        assertThat(train().hints()).noneMatch(hint -> hint.contains("watched"));
        split = Optional.of("0.7/0/0.3");
        control = phase -> phase.stopEarly("metric=test.loss, patience=2");
        assertThat(train().hints()).noneMatch(hint -> hint.contains("watched"));
    }

    @Test
    void validationDataThatAreNotThereCanNotBeWatched() {
        split = Optional.of("0.5/0/0.5");
        control = phase -> phase.stopEarly("metric=valid.loss, patience=2");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "early stopping watches valid.loss, but there are no validation data: give --split with a share"
                                + " for validation, such as 0.7/0.15/0.15");
        control = phase -> phase.schedule("observer(metric=valid.loss)");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("watches valid.loss, but there are no validation data");
    }

    @Test
    void aSplitWithoutValidationRowsGivesNoneToWatch() {
        split = Optional.of("holdout(test=0.5)");
        control = phase -> phase.stopEarly("metric=valid.loss, patience=2");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("watches valid.loss, but there are no validation data");
    }

    @Test
    void testDataThatAreNotThereCanNotBeWatched() {
        split = Optional.of("0.5/0.5/0");
        control = phase -> phase.stopEarly("metric=test.loss, patience=2");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessage("early stopping watches test.loss, but there are no test data: give --test, --holdout or"
                        + " --split");
    }

    @Test
    void rowsThatAreHeldOutCanBeWatched() {
        split = Optional.of("0.5/0/0.5");
        control = phase -> phase.stopEarly("metric=test.loss, patience=2");
        assertThat(train().phases().get(0)).containsKey("kept_step");
    }
}
