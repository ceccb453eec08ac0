package rai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.testkit.ScheduleContract;
import rai.testkit.Specs;

class ScheduleTest {
    private static final List<Schedule> ALL = List.of(
            new Constant(),
            new Step(),
            new MultiStep(),
            new Exponential(),
            new Polynomial(),
            new Cosine(),
            new WarmRestarts(),
            new OneCycle(),
            new LinearWarmup(),
            new Sweep(),
            new ReduceOnPlateau());

    /** Rates of the schedulers of PyTorch 1.13 with a rate of 1, before steps 0, 1, 7, 10, 15, 29, 30 and 39 of 40. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // ConstantLR
                "constant(factor=0.3, steps=10); 0.3 0.3 0.3 1.0 1.0 1.0 1.0 1.0",
                // StepLR
                "step(every=10, gamma=0.5); 1.0 1.0 1.0 0.5 0.5 0.25 0.125 0.125",
                // MultiStepLR
                "multi-step(at=7,30, gamma=0.2); 1.0 1.0 0.2 0.2 0.2 0.2 0.04000000000000001 0.04000000000000001",
                // ExponentialLR
                "exponential(gamma=0.9); 1.0 0.9 0.47829690000000014 0.34867844010000015 0.2058911320946491"
                        + " 0.04710128697246249 0.042391158275216244 0.016423203268260675",
                // PolynomialLR
                "polynomial(steps=30, power=2); 1.0 0.9344444444444444 0.5877777777777778 0.44444444444444464"
                        + " 0.25000000000000006 0.0011111111111111115 0.0 0.0",
                // CosineAnnealingLR
                "cosine(floor=0.1); 1.0 0.9986128001799076 0.9336880739593414 0.8681980515339464 0.7222075445642905"
                        + " 0.25774837825141744 0.23180194846605368 0.10138719982009242",
                // CosineAnnealingWarmRestarts
                "warm-restarts(first=5, growth=2, floor=0.05); 1.0 0.9092830723281 0.9092830723281 0.525 1.0"
                        + " 0.2458020051610753 0.18912427893638994 0.976751845240198",
                // OneCycleLR
                "one-cycle(rise=0.25, start=10, end=100); 0.09999999999999998 0.12713832064634123 0.8947199994035401"
                        + " 0.9972636867364525 0.9046039886902862 0.2507500000000001 0.20690126647990972 0.001",
                // LinearLR, then ExponentialLR
                "linear-warmup(steps=10, start=0.2, then=exponential(gamma=0.9)); 0.2 0.27999999999999997"
                        + " 0.7599999999999999 1.0 0.5904900000000002 0.13508517176729928 0.12157665459056936"
                        + " 0.04710128697246249"
            })
    void factorsAreThoseOfPyTorch(String spec, String expected) {
        int[] steps = {0, 1, 7, 10, 15, 29, 30, 39};
        String[] numbers = expected.split(" ");
        for (int i = 0; i < steps.length; i++) {
            assertThat(make(spec).factor(new Progress(steps[i], 40), new Memory()))
                    .as("%s at step %d", spec, steps[i])
                    .isCloseTo(Double.parseDouble(numbers[i]), within(1e-12));
        }
    }

    /** Rates of PyTorch 1.13's ReduceLROnPlateau after each observation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gamma=0.5, patience=2; 1 1 1 1 1 .5 .5 .5 .5 .5 .25 .25 .25 .125 .125 .125 .125 .125 .0625 .0625"
                        + " .0625 .03125 .03125",
                "gamma=0.5, patience=1, cooldown=2, threshold=0.05, relative=false; 1 1 1 1 .5 .5 .5 .5 .5 .25 .25 .25"
                        + " .25 .125 .125 .125 .125 .0625 .0625 .0625 .0625 .03125 .03125",
                "gamma=0.1, patience=1, floor=0.02;"
                        + " 1 1 1 1 .1 .1 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02 .02"
            })
    void aPlateauIsFoundWherePyTorchFindsIt(String settings, String expected) {
        double[] values = {
            1, .9, .8, .8, .8, .79999, .8, .7, .7, .7, .7, .75, .72, .71, .7, .69, .695, .7, .7, .7, .7, .7, .7
        };
        Schedule schedule = make("reduce-on-plateau(" + settings + ")");
        Memory memory = new Memory();
        schedule.init(memory);
        String[] numbers = expected.split(" ");
        for (int i = 0; i < values.length; i++) {
            schedule.observe(values[i], memory);
            assertThat(schedule.factor(new Progress(i, values.length), memory))
                    .as("after observation %d", i)
                    .isCloseTo(Double.parseDouble(numbers[i]), within(1e-12));
        }
    }

    @Test
    void aPlateauOfAMetricThatShouldRiseIsFoundToo() {
        Schedule schedule = make("reduce-on-plateau(metric=test.accuracy, mode=max, patience=1, gamma=0.5)");
        assertThat(schedule.watches()).contains("test.accuracy");
        Memory memory = new Memory();
        schedule.init(memory);
        for (double accuracy : new double[] {0.5, 0.6, 0.7, 0.6, 0.6}) {
            schedule.observe(accuracy, memory);
        }
        assertThat(schedule.factor(new Progress(5, 10), memory)).isEqualTo(0.5);
    }

    @Test
    void aFigureThatIsNanDoesNotLowerTheRate() {
        Schedule schedule = make("reduce-on-plateau(metric=test.auc, mode=max, patience=1, gamma=0.1)");
        Memory memory = new Memory();
        schedule.init(memory);
        for (int i = 0; i < 10; i++) {
            schedule.observe(Double.NaN, memory);
        }
        assertThat(schedule.factor(new Progress(10, 20), memory)).isEqualTo(1);
        schedule.observe(0.5, memory);
        schedule.observe(Double.NaN, memory);
        schedule.observe(0.5, memory);
        assertThat(schedule.factor(new Progress(13, 20), memory)).isEqualTo(1);
        schedule.observe(0.5, memory);
        assertThat(schedule.factor(new Progress(14, 20), memory)).isEqualTo(0.1);
    }

    @Test
    void aWarmUpPassesTheWatchedFigureToItsSuccessor() {
        Schedule schedule = make("linear-warmup(steps=2, then=reduce-on-plateau(patience=0, gamma=0.5))");
        assertThat(schedule.watches()).contains("objective");
        Memory memory = new Memory();
        schedule.init(memory);
        schedule.observe(1, memory);
        schedule.observe(1, memory);
        assertThat(schedule.factor(new Progress(5, 10), memory)).isEqualTo(0.5);
    }

    @Test
    void aSweepGoesFromEndToEndByEqualRatios() {
        Schedule sweep = make("sweep(from=0.001, to=10)");
        double[] factors = new double[5];
        for (int i = 0; i < 5; i++) {
            factors[i] = sweep.factor(new Progress(i, 5), new Memory());
        }
        assertThat(factors).containsExactly(new double[] {0.001, 0.01, 0.1, 1, 10}, within(1e-12));
    }

    @Test
    void withoutAnEndTheWholeMethodIsTheSpan() {
        assertThat(make("cosine").factor(new Progress(50, 100), new Memory())).isCloseTo(0.5, within(1e-12));
        assertThat(make("polynomial").factor(new Progress(25, 100), new Memory()))
                .isEqualTo(0.75);
    }

    @Test
    void milestonesMustBeNumbers() {
        assertThatThrownBy(() -> make("multi-step(at=ten)").factor(new Progress(0, 1), new Memory()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'ten'");
    }

    @Nested
    class ConstantContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("constant(factor=0.5, steps=5)");
        }
    }

    @Nested
    class StepContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("step(every=7)");
        }
    }

    @Nested
    class MultiStepContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("multi-step(at=3,9)");
        }
    }

    @Nested
    class ExponentialContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("exponential");
        }
    }

    @Nested
    class PolynomialContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("polynomial(power=0.5)");
        }
    }

    @Nested
    class CosineContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("cosine");
        }
    }

    @Nested
    class WarmRestartsContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("warm-restarts(first=4, growth=3)");
        }
    }

    @Nested
    class OneCycleContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("one-cycle");
        }
    }

    @Nested
    class LinearWarmupContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("linear-warmup(steps=5, then=reduce-on-plateau(patience=2))");
        }
    }

    @Nested
    class SweepContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("sweep");
        }
    }

    @Nested
    class ReduceOnPlateauContract implements ScheduleContract {
        @Override
        public Schedule schedule() {
            return make("reduce-on-plateau(patience=3, cooldown=1)");
        }
    }

    private static Schedule make(String spec) {
        return ALL.stream()
                .filter(schedule -> Specs.name(schedule).equals(Spec.parse(spec).name()))
                .map(schedule -> Specs.configure(schedule, spec, ALL.toArray()))
                .findFirst()
                .orElseThrow();
    }

    /** Numbers that are 0 until they are set. */
    private static final class Memory implements Numbers {
        private final Map<String, Double> values = new HashMap<>();

        @Override
        public double get(String name) {
            return values.getOrDefault(name, 0.0);
        }

        @Override
        public void set(String name, double value) {
            values.put(name, value);
        }
    }
}
