package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.run.EvaluationOptions;
import rai.api.run.FaultOptions;
import rai.api.run.Interval;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;

class TrainCommandTest {
    // Long because one test per option and per refusal, all over the same stub of a trainer.
    private final FakeTrainer trainer = new FakeTrainer();
    private final TrainCommand command = new TrainCommand(trainer, new FakeRuns(), new FakeRuns());

    private RunRequest request(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "--data";
        all[1] = "cloud(n=5)";
        System.arraycopy(more, 0, all, 2, more.length);
        Captured.of(command, all);
        return trainer.request;
    }

    @Test
    void withoutOptionsTheDefaultsAreUsed() {
        RunRequest request = request();
        assertThat(request.data().train()).isEqualTo("cloud(n=5)");
        assertThat(request.data().test()).isEmpty();
        assertThat(request.model().network()).isEqualTo("dense(100) sigmoid dense(100) sigmoid dense");
        assertThat(request.model().init()).isEqualTo("isometric");
        assertThat(request.model().loss()).isEmpty();
        assertThat(request.phases().get(0).optimizer()).isEqualTo("adam");
        assertThat(request.phases()).hasSize(1);
        assertThat(request.phases().get(0).method()).isEqualTo("backprop");
        assertThat(request.phases().get(0).steps()).contains(1000L);
        assertThat(request.execution().seed()).isZero();
        assertThat(request.phases().get(0).batch()).isZero();
        assertThat(request.execution().threads()).isZero();
        assertThat(request.execution().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(request.data().standardize()).isFalse();
        assertThat(request.evaluation().every().isNever()).isTrue();
    }

    @Test
    void optionsOfProbesReachTheRequest() {
        EvaluationOptions asked = request(
                        "--probe",
                        "gradient-flow",
                        "--probe",
                        "dead-units(threshold=0.1)",
                        "--probe-every",
                        "2epochs",
                        "--probe-rows",
                        "33")
                .evaluation();
        assertThat(asked.probes()).containsExactly("gradient-flow", "dead-units(threshold=0.1)");
        assertThat(asked.probeInterval()).isEqualTo(Interval.read("2epochs"));
        assertThat(asked.probeRows()).isEqualTo(33);
    }

    @Test
    void withoutThemProbesMeasureAsOftenAsTheRunIsEvaluated() {
        EvaluationOptions asked = request("--evaluate-every", "7").evaluation();
        assertThat(asked.probes()).isEmpty();
        assertThat(asked.probeInterval()).isEqualTo(Interval.steps(7));
        assertThat(asked.probeRows()).isEqualTo(256);
    }

    @Test
    void whatProbesMeasureNeedsADirectory() {
        assertThatThrownBy(() -> request("--no-save", "--probe", "gradient-flow"))
                .hasMessageContaining("nowhere to keep what probes measure: leave out --no-save");
        assertThat(request("--no-save", "--probe", "none").evaluation().probes())
                .isEmpty();
        assertThatThrownBy(() -> request("--probe", "none", "--probe", "gradient-flow"))
                .hasMessageContaining("leave out the others");
    }

    @Test
    void everyOptionReachesTheRequest() {
        RunRequest request = request(
                "--test",
                "cloud",
                "--hidden",
                "3x7",
                "--activation",
                "tanh",
                "--init",
                "zeros",
                "--loss",
                "mse",
                "--method",
                "rai(mu=2)",
                "--optimizer",
                "rprop(step=0.1)",
                "--steps",
                "40",
                "--seed",
                "-3",
                "--batch",
                "8",
                "--threads",
                "5",
                "--precision",
                "float64",
                "--standardize",
                "--evaluate-every",
                "10",
                "--out",
                "there");
        assertThat(request)
                .isEqualTo(RunRequest.builder()
                        .train("cloud(n=5)")
                        .test("cloud")
                        .network("3x(dense(7) tanh) dense")
                        .init("zeros")
                        .loss("mse")
                        .optimizer("rprop(step=0.1)")
                        .phase("rai(mu=2)", 40)
                        .seed(-3)
                        .batch(8)
                        .threads(5)
                        .precision(Precision.FLOAT64)
                        .standardize(true)
                        .evaluateEvery(10)
                        .directory(Path.of("there"))
                        .command(request.keeping().command())
                        .build());
    }

    @Test
    void theCommandLineIsKeptAsItCanBeTypedAgain() {
        assertThat(request("--seed", "4", "--init", "zeros(a='b')").keeping().command())
                .isEqualTo("rai train --data 'cloud(n=5)' --seed 4 --init 'zeros(a='\\''b'\\'')'");
    }

    @Test
    void aLayerListIsUsedUnchanged() {
        assertThat(request("--network", "dense(3) relu dense").model().network())
                .isEqualTo("dense(3) relu dense");
    }

    @Test
    void aLengthInEpochsCountsEpochs() {
        assertThat(request("--epochs", "2").phases().get(0).epochs()).contains(2L);
        assertThat(request("--epochs", "2").phases().get(0).steps()).isEmpty();
    }

    @Test
    void furtherMethodsFollowInTheirOrder() {
        assertThat(request("--method", "rai", "--steps", "5", "--then", "refit", "--then", "backprop:9:adam(rate=0.1)")
                        .phases())
                .isEqualTo(RunRequest.builder()
                        .train("cloud")
                        .phase("rai", 5)
                        .phase("refit", 1)
                        .phase("backprop", phase -> phase.steps(9).optimizer("adam(rate=0.1)"))
                        .build()
                        .phases());
    }

    @Test
    void metricsAreAListOfSpecs() {
        assertThat(request().evaluation().metrics()).isEmpty();
        assertThat(request("--metrics", "auc,f1(average=micro, beta=2)")
                        .evaluation()
                        .metrics())
                .containsExactly("auc", "f1(average=micro, beta=2)");
    }

    @Test
    void theRunIsKeptUnderItsMethodActivationSeedAndTime() {
        assertThat(request("--method", "rai(mu=2)", "--activation", "leaky-relu(slope=0.2)", "--seed", "4")
                        .keeping()
                        .directory()
                        .orElseThrow()
                        .toString())
                .matches("runs.rai-leaky-relu-s4-\\d{8}-\\d{6}");
        assertThat(request("--network", "dense")
                        .keeping()
                        .directory()
                        .orElseThrow()
                        .toString())
                .matches("runs.backprop-net-s0-\\d{8}-\\d{6}");
    }

    @Test
    void anExistingDirectoryGetsANumber(@TempDir Path dir) throws IOException {
        Path wanted = dir.resolve("run");
        Files.createDirectory(wanted);
        Files.createDirectory(dir.resolve("run-2"));
        assertThat(TrainCommand.fresh(wanted)).isEqualTo(dir.resolve("run-3"));
    }

    @Test
    void aRunNeedNotBeKept() {
        assertThat(request("--no-save").keeping().directory()).isEmpty();
    }

    @Test
    void theDirectoryNoneMeansThatARunIsNotKeptAsInADocument() {
        assertThat(request("--out", "none").keeping().directory()).isEmpty();
        assertThat(request("--out", "./none").keeping().directory()).contains(Path.of("./none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--activaton tanh               | unknown option '--activaton': did you mean '--activation'? help"
                        + " train lists all options",
                "--steps many                   | invalid value for option '--steps': 'many' is not a whole number;"
                        + " help train lists all options",
                "--step-limit long              | invalid value for option '--step-limit': 'long' is not a number;"
                        + " help train lists all options",
                "--steps 1 --epochs 1           | --steps=N, --epochs=N are mutually exclusive (specify only one);"
                        + " help train lists all options",
                "--hidden 3 --network dense     | --hidden=WIDTHS, --network=LAYERS are mutually exclusive (specify"
                        + " only one); help train lists all options",
                "--network dense --activation x | --activation needs --hidden: with --network, include the"
                        + " activations in its layers",
                "--precision half               | invalid value for option '--precision': 'half' is neither float32"
                        + " nor float64; help train lists all options",
                "--seed                         | missing required parameter for option '--seed' (N); help train lists"
                        + " all options",
                "--test --json                  | expected parameter for option '--test' but found '--json'; help"
                        + " train lists all options",
                "extra                          | 'extra' is one word too many for train: quote a spec that contains"
                        + " spaces; help train lists all options",
            })
    void aMistakeIsReportedInOneSentence(String options, String sentence) {
        assertThatThrownBy(() -> request(options.split(" ")))
                .isInstanceOf(Failure.class)
                .hasMessage(sentence);
    }

    @Test
    void withoutDataNothingIsTrained() {
        assertThatThrownBy(() -> Captured.of(command))
                .hasMessage("--data is missing: give the training data, as in --data \"moons(n=100)\"");
    }

    @Test
    void aMisspeltOptionIsNamedRatherThanTheOneThatItLeavesMissing() {
        assertThatThrownBy(() -> Captured.of(command, "--dat", "x"))
                .hasMessage("unknown option '--dat': did you mean '--data'? help train lists all options");
    }

    @Test
    void complaintsOfTheTrainerArePassedOn() {
        trainer.trouble = new SpecException("unknown activation 'sigmoyd': did you mean 'sigmoid'?");
        assertThatThrownBy(this::request)
                .isInstanceOf(Failure.class)
                .hasMessage("unknown activation 'sigmoyd': did you mean 'sigmoid'?");
    }

    @Test
    void aBugIsReportedInOneLineToo() {
        trainer.trouble = new IllegalStateException("first\n  second");
        assertThatThrownBy(this::request)
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "internal error: IllegalStateException: first second (set RAI_DEBUG=1 for the stack trace)");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() {
        trainer.trouble = new UncheckedIOException("the run directory x could not be written", new IOException("full"));
        assertThatThrownBy(this::request).hasMessage("the run directory x could not be written");
    }

    @Test
    void theJsonIsOneDocumentAndAllOfStdout() {
        Captured captured = Captured.of(command, "--data", "cloud", "--out", "there", "--json");
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.keySet())
                .containsExactly(
                        "run",
                        "spec",
                        "seed",
                        "steps",
                        "seconds",
                        "steps_per_second",
                        "train",
                        "method",
                        "phases",
                        "state_hash",
                        "stopped",
                        "directory");
        assertThat(document.get("steps_per_second").getAsDouble()).isEqualTo(2);
        assertThat(document.get("directory").getAsString()).isEqualTo("there");
    }

    @Test
    void aRunThatMetNanIsPrintedAndThenFails() {
        trainer.stopped = RunResult.Stop.NAN;
        Captured captured = new Captured();
        assertThatThrownBy(() -> command.execute(captured.console, List.of("--data", "cloud", "--json")))
                .isInstanceOf(Failure.class)
                .hasMessage("at step 3 layer 2 became NaN");
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("stopped").getAsString()).isEqualTo("nan");
        assertThat(document.getAsJsonObject("train").get("loss").isJsonNull()).isTrue();
    }

    @Test
    void aRunInWhichAServiceFailedIsPrintedAndThenFails() {
        trainer.stopped = RunResult.Stop.FAILED;
        Captured captured = new Captured();
        assertThatThrownBy(() -> command.execute(captured.console, List.of("--data", "cloud", "--json")))
                .isInstanceOf(Failure.class);
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("stopped").getAsString()).isEqualTo("failed");
    }

    @Test
    void theReportShortensLongLists() {
        assertThat(Captured.of(command, "--data", "cloud", "--no-save").out().lines())
                .contains(
                        "hidden loss per map 1 .. 4 (max 5 of 5)",
                        "on       loss  accuracy",
                        "train  0.2500    0.5000");
    }

    @Test
    void theReportEndsWithTheCommandsThatComeNext() {
        assertThat(Captured.of(command, "--data", "cloud", "--out", "my run")
                        .out()
                        .lines())
                .endsWith(
                        "next             ./rai plot history 'my run'",
                        "                 ./rai predict 'my run' --data new.csv",
                        "                 ./rai evaluate 'my run' --data 'cloud(n=10)'");
    }

    @Test
    void aRunThatWasNotSavedHasNoCommandsNext() {
        assertThat(Captured.of(command, "--data", "cloud", "--no-save").out()).doesNotContain("./rai");
    }

    @Test
    void aServiceThatWasSwappedIsReportedOnStderr() {
        Captured captured = Captured.of(command, "--data", "cloud", "--no-save", "--json");
        assertThat(captured.err()).contains("uses other.bundle 2.0.0 from step 2");
    }

    @Test
    void optionsOfTheUpdatesReachTheRequest() {
        RunRequest request = request(
                "--optimizer-for",
                "targets=adam(rate=0.01)",
                "--optimizer-for",
                "biases=sgd",
                "--schedule",
                "cosine(floor=0.1)",
                "--clip-value",
                "1",
                "--clip-norm",
                "2",
                "--l1",
                "3",
                "--l2",
                "4",
                "--max-norm",
                "5",
                "--stop-early",
                "metric=test.loss, patience=3");
        assertThat(request.phases().get(0))
                .isEqualTo(RunRequest.builder()
                        .train("cloud")
                        .optimizerFor("targets", "adam(rate=0.01)")
                        .optimizerFor("biases", "sgd")
                        .schedule("cosine(floor=0.1)")
                        .clipValue(1)
                        .clipNorm(2)
                        .l1(3)
                        .l2(4)
                        .maxNorm(5)
                        .stopEarly("metric=test.loss, patience=3")
                        .build()
                        .phases()
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"targets; needs PART=OPTIMIZER", "=adam; needs PART=OPTIMIZER"})
    void anOptimizerForNothingIsRefused(String text, String message) {
        assertThatThrownBy(() -> request("--optimizer-for", text))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    @Test
    void theRunIsClosed() {
        request("--no-save");
        assertThat(trainer.closed).isTrue();
    }

    @Test
    void helpShowsTheDefaults() {
        assertThat(Captured.of(command, "--help").out())
                .contains(
                        "(default: sigmoid)",
                        "(default: isometric)",
                        "(default: backprop)",
                        "(default: adam)",
                        "(default: 1000)");
    }

    @Test
    void optionsForMissingAndHangingServicesReachTheRequest() {
        assertThat(request().faults()).isEqualTo(new FaultOptions(false, 0, 300));
        assertThat(request("--pin", "--wait", "2.5", "--step-limit", "0").faults())
                .isEqualTo(new FaultOptions(true, 2.5, 0));
        assertThatThrownBy(() -> request("--wait", "-1"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--wait must be");
    }

    @Test
    void inTheBackgroundItsNameIsAllThatIsPrinted() {
        FakeRuns runs = new FakeRuns();
        TrainCommand train = new TrainCommand(trainer, runs, runs);
        assertThat(Captured.lasting(train, "--data", "cloud", "--background").out())
                .isEqualTo("a-run\n");
        assertThat(runs.begun).hasSize(1);
        assertThat(trainer.closed).isFalse();
        assertThat(JsonParser.parseString(Captured.lasting(train, "--data", "cloud", "--background", "--json")
                                .out())
                        .getAsJsonObject()
                        .get("run")
                        .getAsString())
                .isEqualTo("a-run");
    }

    @Test
    void theBaselineStandsBesideTheResultAndHintsBelow() {
        trainer.baseline = Map.of("train", Map.of("accuracy", 0.75));
        trainer.hints = List.of("the network is no better than always saying 'a'");
        assertThat(Captured.of(command, "--data", "cloud", "--no-save").out().lines())
                .contains(
                        "on       loss  accuracy  baseline accuracy",
                        "train  0.2500    0.5000             0.7500",
                        "hint             the network is no better than always saying 'a'");
        var document = JsonParser.parseString(Captured.of(command, "--data", "cloud", "--no-save", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.getAsJsonObject("baseline").toString()).isEqualTo("{\"train\":{\"accuracy\":0.75}}");
        assertThat(document.getAsJsonArray("hints")).hasSize(1);
    }

    /** What train asks for if it starts from a run in runs/first. */
    private RunRequest startingFromFirst(String... options) {
        FakeRuns runs = new FakeRuns();
        runs.reader(Path.of("runs", "first"))
                .with(RunRequest.builder()
                        .train("cloud(n=7)")
                        .network("dense(9) relu dense")
                        .optimizer("rprop")
                        .phase("rai", 30)
                        .phase("refit", 1)
                        .directory(Path.of("runs", "first"))
                        .build());
        List<String> all = new ArrayList<>(List.of("--from-run", "first"));
        all.addAll(List.of(options));
        Captured.of(new TrainCommand(trainer, runs, runs), all.toArray(String[]::new));
        return trainer.request;
    }

    @Test
    void fromARunWhatIsNotGivenIsAsInThatRun() {
        RunRequest request = startingFromFirst("--steps", "50");
        assertThat(request.model().startFrom())
                .contains(Path.of("runs", "first").toString());
        assertThat(request.model().network()).isEqualTo("dense(9) relu dense");
        assertThat(request.data().train()).isEqualTo("cloud(n=7)");
        assertThat(request.phases()).hasSize(2);
        assertThat(request.phases().get(0).steps()).contains(50L);
        assertThat(request.phases().get(0).optimizer()).isEqualTo("rprop");
        assertThat(request.keeping().directory())
                .hasValueSatisfying(directory -> assertThat(directory).isNotEqualTo(Path.of("runs", "first")));
    }

    @Test
    void fromARunAnotherMethodReplacesAllPhases() {
        RunRequest request = startingFromFirst("--method", "backprop", "--data", "cloud(n=8)");
        assertThat(request.data().train()).isEqualTo("cloud(n=8)");
        assertThat(request.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.method()).isEqualTo("backprop");
            assertThat(phase.optimizer()).isEqualTo("adam");
        });
    }

    @Test
    void aRunToStartFromThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Captured.of(command, "--data", "cloud", "--from-run", "second"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("there is no run 'second'");
    }

    @Test
    void ifTheProcessEndsWithTheCommandThereIsNoBackground() {
        assertThatThrownBy(() -> Captured.of(command, "--data", "cloud", "--background"))
                .isInstanceOf(Failure.class)
                .hasMessage("a run in the background would end with this command: use RAI's shell (./rai without"
                        + " arguments), or let the system's shell do it (./rai ... & without --background)");
        assertThat(trainer.request).isNull();
    }

    @Test
    void noTwoTrainingsAreGivenTheSameDirectory() {
        Path wanted = Path.of("runs", "never-made");
        assertThat(TrainCommand.fresh(wanted)).isEqualTo(wanted);
        assertThat(TrainCommand.fresh(wanted)).isEqualTo(Path.of("runs", "never-made-2"));
    }
}
