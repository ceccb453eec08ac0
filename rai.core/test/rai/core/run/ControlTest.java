package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.catalog.Kind;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.run.PhaseBuilder;
import rai.api.run.PhaseSettings;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.trainer.DefaultTrainer;

class ControlTest {
    // Long because one test per rule that controls a step, all over the same small run.

    private final ServiceCatalog catalog = Fixtures.catalog();
    private String data = "ring";
    private Optional<String> test = Optional.of("ring(n=9)");
    private String optimizer = "plain";
    private List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 40));
    private int batch = 0;
    private int threads = 1;
    private long evaluateEvery = 0;
    private Optional<Path> directory = Optional.empty();
    private Consumer<PhaseSettings<?>> control = none -> {};

    ControlTest() {
        ServiceCatalog more = ServiceCatalog.of(
                new Plain(), new Fixed(), new Halving(), new Watcher(), new Searcher(), new Towards(), new Pits());
        for (Kind kind : Kind.values()) {
            more.list(kind)
                    .forEach(entry -> catalog.add(new ServiceCatalog.Offer(
                            kind,
                            entry.name(),
                            0,
                            1000,
                            "b",
                            "1",
                            () -> more.resolve(kind.type(), rai.api.spec.Spec.named(entry.name()))
                                    .service())));
        }
    }

    private RunResult train() {
        return train(event -> {});
    }

    private RunResult train(java.util.function.Consumer<RunEvent> listener) {
        try (Run run = prepare()) {
            return run.train(listener);
        }
    }

    private Run prepare() {
        RunRequestBuilder request = RunRequest.builder()
                .train(data)
                .test(test.orElse(null))
                .network("dense(6) bend dense(5) bend dense")
                .init("spread")
                .optimizer(optimizer)
                .phases(phases)
                .seed(3)
                .batch(batch)
                .threads(threads)
                .precision(Precision.FLOAT64)
                .evaluateEvery(evaluateEvery)
                .directory(directory.orElse(null));
        control.accept(request);
        return new DefaultTrainer(catalog).prepare(request.build());
    }

    private static Consumer<PhaseSettings<?>> groups(Map<String, String> optimizers) {
        return phase -> optimizers.forEach(phase::optimizerFor);
    }

    private static Consumer<PhaseSettings<?>> early(String settings) {
        return phase -> phase.stopEarly(settings);
    }

    private static Consumer<PhaseSettings<?>> numbers(
            double clipValue, double clipNorm, double l1, double l2, double maxNorm) {
        return phase -> {
            phase.clipValue(clipValue).clipNorm(clipNorm).l1(l1).l2(l2).maxNorm(maxNorm);
        };
    }

    /** The parameters and targets after a run, by name. */
    private INDArray left(String name, Path temp) {
        Path run = temp.resolve("run-" + System.nanoTime());
        directory = Optional.of(run);
        train();
        directory = Optional.empty();
        return Nd4j.createFromNpyFile(run.resolve("checkpoint/" + name + ".npy").toFile());
    }

    // groups

    @Test
    void aGroupThatIsMovedByTheSameOptimizerChangesNothing() {
        String one = train().stateHash();
        control = groups(Map.of("weights", "plain", "biases", "plain"));
        assertThat(train().stateHash()).isEqualTo(one);
    }

    @Test
    void weightsAndBiasesCanHaveOptimizersOfTheirOwn(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        INDArray both = left("parameters", temp);
        control = groups(Map.of("biases", "plain(rate=0)"));
        INDArray weights = left("parameters", temp);
        control = groups(Map.of("weights", "plain(rate=0)"));
        INDArray biases = left("parameters", temp);
        control = groups(Map.of("parameters", "plain(rate=0)"));
        INDArray none = left("parameters", temp);
        assertThat(weights.sub(none).add(biases.sub(none)).equalsWithEps(both.sub(none), 1e-12))
                .isTrue();
        // 6 x 2 weights, then 6 biases
        assertThat(weights.getDouble(11)).isEqualTo(both.getDouble(11)).isNotEqualTo(none.getDouble(11));
        assertThat(weights.getDouble(12)).isEqualTo(none.getDouble(12)).isNotEqualTo(both.getDouble(12));
    }

    @Test
    void aVariableOfTheMethodCanHaveAnOptimizerOfItsOwn(@TempDir Path temp) throws IOException {
        phases = List.of(PhaseBuilder.of("towards", 3));
        control = groups(Map.of("goal", "descent(rate=0.25)"));
        directory = Optional.of(temp.resolve("run"));
        train();
        INDArray goal =
                Nd4j.createFromNpyFile(temp.resolve("run/checkpoint/goal.npy").toFile());
        // x <- x - rate (g + previous g / 2) on x² / 2 from 1
        double x = 1;
        double before = 0;
        for (int i = 0; i < 3; i++) {
            double g = x;
            x -= 0.25 * (g + before / 2);
            before = g;
        }
        assertThat(goal.getDouble(0)).isCloseTo(x, within(1e-15));
        assertThat(temp.resolve("run/checkpoint/optimizer-goal-previous.npy")).exists();
        assertThat(Files.readString(temp.resolve("run/run.json"))).contains("\"goal\": \"descent(rate=0.25)\"");
    }

    @Test
    void aPartThatIsNotTrainedIsRefused() {
        control = groups(Map.of("gaol", "plain"));
        phases = List.of(PhaseBuilder.of("towards", 3));
        assertThatThrownBy(this::train).isInstanceOf(SpecException.class).hasMessageContaining("did you mean 'goal'?");
    }

    // penalties, clipping, largest norm

    @Test
    void penaltiesAreOnWeightsAloneAndPartOfTheObjective(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        double[] w = left("parameters", temp).toDoubleVector();
        optimizer = "plain(rate=0.5)";
        double[] free = left("parameters", temp).toDoubleVector();
        AtomicReference<Double> objective = new AtomicReference<>();
        train(event -> note(event, objective));
        double without = objective.get();
        control = numbers(0, 0, 0.1, 0.2, 0);
        double[] held = left("parameters", temp).toDoubleVector();
        train(event -> note(event, objective));
        double penalty = 0;
        // blocks: 2 x 6 weights + 6 biases, 6 x 5 + 5, 5 x 1 + 1
        for (int i = 0; i < w.length; i++) {
            boolean weight = i < 12 || i >= 18 && i < 48 || i >= 53 && i < 58;
            double expected = free[i] - (weight ? 0.5 * (0.1 * Math.signum(w[i]) + 0.2 * w[i]) : 0);
            assertThat(held[i]).as("parameter %d", i).isCloseTo(expected, within(1e-14));
            penalty += weight ? 0.1 * Math.abs(w[i]) + 0.1 * w[i] * w[i] : 0;
        }
        assertThat(objective.get() - without).isCloseTo(penalty, within(1e-12));
    }

    private static void note(RunEvent event, AtomicReference<Double> objective) {
        if (event instanceof RunEvent.Stepped stepped && stepped.step() == 1) {
            objective.set(stepped.objective());
        }
    }

    @Test
    void clippingByValueBoundsEveryMove(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        INDArray start = left("parameters", temp);
        optimizer = "plain(rate=1)";
        double[] free = left("parameters", temp).sub(start).toDoubleVector();
        control = numbers(0.01, 0, 0, 0, 0);
        double[] clipped = left("parameters", temp).sub(start).toDoubleVector();
        for (int i = 0; i < free.length; i++) {
            assertThat(clipped[i]).isCloseTo(Math.max(-0.01, Math.min(0.01, free[i])), within(1e-14));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1000})
    void clippingByNormScalesTheWholeGradientDownAndNeverUp(double most, @TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        INDArray start = left("parameters", temp);
        optimizer = "plain(rate=1)";
        INDArray free = left("parameters", temp).sub(start);
        control = numbers(0, most, 0, 0, 0);
        INDArray clipped = left("parameters", temp).sub(start);
        double norm = free.norm2Number().doubleValue();
        double factor = norm > most ? most / (norm + 1e-6) : 1;
        assertThat(clipped.equalsWithEps(free.mul(factor), 1e-13)).isTrue();
    }

    @Test
    void theWeightsIntoAUnitAreHeldBelowTheLargestNorm(@TempDir Path temp) {
        control = numbers(0, 0, 0, 0, 0.5);
        INDArray parameters = left("parameters", temp);
        INDArray first = parameters
                .get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 12))
                .reshape(2, 6);
        assertThat(first.norm2(0).maxNumber().doubleValue()).isBetween(0.49, 0.5 + 1e-12);
    }

    @Test
    void controlDoesNotDependOnTheNumberOfThreads() {
        batch = 5;
        control = numbers(0.2, 0.1, 0.001, 0.01, 1);
        String one = train().stateHash();
        threads = 3;
        assertThat(train().stateHash()).isEqualTo(one);
    }

    @Test
    void aNegativeStrengthIsRefused() {
        control = numbers(0, 0, -1, 0, 0);
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage("phases[0].l1 must be a number of at least 0 (0 is off), but is -1");
    }

    // schedules

    @Test
    void aScheduleMultipliesTheRate() {
        control = phase -> phase.schedule("fixed(factor=0.5)");
        String half = train().stateHash();
        control = none -> {};
        optimizer = "plain(rate=0.05)";
        assertThat(train().stateHash()).isEqualTo(half);
    }

    @Test
    void everyMethodBeginsTheScheduleAnew(@TempDir Path temp) {
        control = phase -> phase.schedule("halving");
        phases = List.of(PhaseBuilder.of("down", 3), PhaseBuilder.of("down", 3));
        train();
        assertThat(Halving.SEEN).endsWith("0/3", "1/3", "2/3", "0/3", "1/3", "2/3");
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

    // early stopping

    @Test
    void aMethodEndsWhereTheMetricNoLongerImprovesAndKeepsTheBestState() {
        phases = List.of(PhaseBuilder.of("pits", 100));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        List<RunEvent.WentBack> back = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.WentBack went) {
                back.add(went);
            }
        });
        assertThat(result.stopped()).isEqualTo(Stop.EARLY);
        assertThat(result.steps()).isEqualTo(35);
        assertThat(result.reason())
                .contains(
                        "train.loss was best after step 20",
                        "not improved in 3 evaluations since: stopped after step 35")
                .endsWith("that state was kept");
        assertThat(back).containsExactly(new RunEvent.WentBack(35, 20, result.reason()));
        assertThat(result.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", true);
        control = none -> {};
        phases = List.of(PhaseBuilder.of("pits", 20));
        RunResult unbroken = train();
        assertThat(result.stateHash()).isEqualTo(unbroken.stateHash());
        assertThat(result.train()).isEqualTo(unbroken.train());
    }

    @Test
    void theBestStateIsKeptToWhereTheMethodRunsToItsEnd() {
        phases = List.of(PhaseBuilder.of("pits", 28));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.phases().get(0)).containsEntry("kept_step", 20L).containsEntry("stopped_early", false);
        assertThat(result.reason()).startsWith("train.loss was best after step 20");
    }

    @Test
    void laterMethodsGoOnFromTheBestState() {
        phases = List.of(PhaseBuilder.of("pits", 100), PhaseBuilder.of("down", 3));
        evaluateEvery = 5;
        control = early("metric=train.loss, patience=3");
        RunResult result = train();
        assertThat(result.phases()).hasSize(2);
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.steps()).isEqualTo(38);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "patience=3; 5; needs the setting 'metric'",
                "metric=test.loss, patients=3; 5; did you mean 'patience'?",
                "metric=test.loss; 0; give --evaluate-every",
                "metric=test.lost; 5; did you mean 'test.loss'?"
            })
    void anEarlyStoppingThatCannotBeIsRefusedAtOnce(String settings, long every, String message) {
        control = early(settings);
        evaluateEvery = every;
        assertThatThrownBy(this::prepare).isInstanceOf(SpecException.class).hasMessageContaining(message);
    }

    // optimizers that evaluate the objective

    @Test
    void anOptimizerMayEvaluateTheObjective(@TempDir Path temp) {
        optimizer = "searcher";
        phases = List.of(PhaseBuilder.of("down", 3));
        control = numbers(0, 0, 0, 0.5, 0);
        assertThat(left("optimizer-evaluations", temp).getDouble(0)).isEqualTo(6);
        assertThat(Searcher.DIFFERENCE)
                .as("objective with its penalty, evaluated again at the same x")
                .isZero();
    }

    @Test
    void whatIsNotTrainedHasNoGradientForAnOptimizerOfTheWhole() {
        optimizer = "searcher";
        phases = List.of(PhaseBuilder.of("towards", 2), PhaseBuilder.of("down", 2));
        assertThat(train().stopped()).isEqualTo(Stop.STEPS);
    }

    @Test
    void anOptimizerOfTheWholeIsRefusedWhatCutsIt() {
        optimizer = "searcher";
        batch = 5;
        control = groups(Map.of("weights", "plain")).andThen(numbers(1, 1, 0, 0, 1));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("leave out --optimizer-for, --clip-value, --clip-norm, --max-norm, --batch");
    }

    /** x -= rate * factor * g. */
    @Named("plain")
    public static class Plain implements ElementwiseOptimizer {
        @Setting("Learning rate.")
        double rate = 0.1;

        @Override
        public List<String> slots() {
            return List.of();
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            x.subi(gradient.mul(rate * update.factor()));
        }
    }

    @Named("fixed")
    public static class Fixed implements Schedule {
        @Setting("The factor.")
        double factor = 1;

        @Override
        public double factor(Progress at, Numbers state) {
            if (factor < 0) {
                throw new SpecException("fixed must not be negative");
            }
            return factor;
        }
    }

    @Named("halving")
    public static class Halving implements Schedule {
        private static final List<String> SEEN = new ArrayList<>();

        @Override
        public double factor(Progress at, Numbers state) {
            SEEN.add(at.step() + "/" + at.steps());
            return 0.5;
        }
    }

    /** Counts what it is told. */
    @Named("watcher")
    public static class Watcher implements Schedule {
        @Setting("What is watched.")
        String metric = "objective";

        @Override
        public List<String> numbers() {
            return List.of("seen");
        }

        @Override
        public Optional<String> watches() {
            return Optional.of(metric);
        }

        @Override
        public void observe(double value, Numbers state) {
            state.set("seen", state.get("seen") + 1);
        }

        @Override
        public double factor(Progress at, Numbers state) {
            return 1;
        }
    }

    /** Evaluates again where it is, then moves. */
    @Named("searcher")
    public static class Searcher implements ObjectiveOptimizer {
        private static double DIFFERENCE;

        @Override
        public List<String> slots() {
            return List.of("last");
        }

        @Override
        public List<String> numbers() {
            return List.of("evaluations");
        }

        @Override
        public void step(
                INDArray x,
                INDArray gradient,
                double objective,
                DoubleSupplier evaluate,
                Slots slots,
                Numbers numbers,
                Update update) {
            INDArray before = gradient.dup();
            DIFFERENCE = Math.abs(evaluate.getAsDouble() - objective) + gradient.distance1(before);
            numbers.set("evaluations", numbers.get("evaluations") + 2);
            slots.get("last").assign(gradient);
            x.subi(gradient.mul(0.1));
        }
    }

    /** Trains a variable of one element, ½ goal², and leaves the network alone. */
    @Named("towards")
    public static class Towards implements GradientMethod {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(new Variable("goal", 1));
        }

        @Override
        public void start(Training training) {
            training.variable("goal").assign(1);
        }

        @Override
        public double gradient(Training training) {
            double x = training.variable("goal").getDouble(0);
            training.parameterGradient().assign(0);
            training.gradient("goal").assign(x);
            return x * x / 2;
        }
    }

    /** Down for twenty steps, then up. */
    @Named("pits")
    public static class Pits extends Fixtures.Down {
        @Override
        public double gradient(Training training) {
            double objective = super.gradient(training);
            if (training.step() >= 20) {
                training.parameterGradient().negi();
            }
            return objective;
        }
    }
}
