package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import rai.api.data.DataException;
import rai.api.run.RefusalException;
import rai.api.run.RunRequest;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;

/** A wrong value is named as the user wrote it: by its option, by its key in a file, or by the phase that was typed. */
class OptionMessagesTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final TrainCommand command = new TrainCommand(trainer, new FakeRuns(), new FakeRuns());

    @TempDir
    Path dir;

    private void assertFails(String message, String... options) {
        assertThatThrownBy(() -> Captured.of(command, options))
                .isInstanceOf(Failure.class)
                .hasMessage(message);
        assertThat(trainer.request).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--lr         | it is a setting of the optimizer: --optimizer \"adam(rate=0.01)\"; help",
                "--momentum   | it is a setting of the optimizer: --optimizer \"sgd(rate=0.01, momentum=0.9)\"; help",
                "--batch-size | did you mean '--batch'? help",
                "--dataset    | did you mean '--data'? help",
                "--iterations | did you mean '--steps'? help"
            })
    void anOptionOfOtherProgramsIsTranslated(String option, String instead) {
        assertFails("unknown option '" + option + "': " + instead + " train lists all options", option, "0.1");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(dir.resolve("run.yaml"), List.of(lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--network=          | --network is empty",
                "--init=             | --init is empty",
                "--method=           | --method is empty",
                "--steps=0           | --steps must be at least 1, but is 0",
                "--epochs=-2         | --epochs must be at least 1, but is -2",
                "--optimizer=        | --optimizer is empty",
                "--batch=-1          | --batch must be at least 0 (0 is all examples), but is -1",
                "--clip-value=-1     | --clip-value must be a number of at least 0 (0 is off), but is -1",
                "--clip-norm=NaN     | --clip-norm must be a number of at least 0 (0 is off), but is NaN",
                "--l1=-1             | --l1 must be a number of at least 0 (0 is off), but is -1",
                "--l2=-0.5           | --l2 must be a number of at least 0 (0 is off), but is -0.5",
                "--max-norm=-3       | --max-norm must be a number of at least 0 (0 is off), but is -3",
                "--evaluate-every=-1 | --evaluate-every must be a whole number of steps, or a number with a unit such"
                        + " as 1epoch, 30s, 5min or 2h, but is '-1'",
                "--threads=-2        | --threads must be at least 0 (0 is one per processor), but is -2",
                "--engine=           | --engine is empty",
                "--checkpoint=-5     | --checkpoint must be a whole number of steps, or a number with a unit such as"
                        + " 1epoch, 30s, 5min or 2h, but is '-5'",
                "--keep=0            | --keep must be at least 1, but is 0",
                "--wait=-1           | --wait must be a number of seconds of at least 0 (0 is for ever), but is -1",
                "--stop-early=       | --stop-early is empty: write none for none",
                "--schedule=         | --schedule is empty: write none for none",
                "--test=             | --test is empty: write none for none",
                "--metrics=          | --metrics has an empty entry: write specs, as in auc,f1, or none",
                "--metrics=auc,      | --metrics has an empty entry: write specs, as in auc,f1, or none",
                "--metrics=auc,auc   | --metrics has auc twice: leave out one",
                "--step-limit=-1     | --step-limit must be a number of seconds of at least 0 (0 is for ever), but is"
                        + " -1",
            })
    void aValueThatAnOptionSetsIsNamedByTheOption(String option, String message) {
        assertFails(message, "--data", "cloud", option.strip());
    }

    @Test
    void anOptionThatIsGivenTwiceIsNamedBesideOthersOfItsGroup() {
        assertFails(
                "option '--steps' should be specified only once; help train lists all options",
                "--data",
                "cloud",
                "--steps",
                "3",
                "--steps",
                "4",
                "--no-save");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hidden=5", "--network=dense", "--steps=5", "--epochs=5", "--out=a"})
    void anOptionThatIsGivenTwiceIsNamed(String option) {
        assertFails(
                "option '" + option.replaceFirst("=.*", "")
                        + "' should be specified only once; help train lists all options",
                "--data",
                "cloud",
                option,
                option + "0");
    }

    @Test
    void emptyDataAreNamedByTheOption() {
        assertFails("--data is empty", "--data", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backprop bacth=3     | in the phase 'backprop bacth=3', bacth is unknown: did you mean batch?",
                "backprop batch=x     | in the phase 'backprop batch=x', batch must be a whole number, but is 'x'",
                "backprop:3 epochs=5  | in the phase 'backprop:3 epochs=5', epochs is given beside steps: leave out"
                        + " one",
                "backprop l1=-1       | in the phase 'backprop l1=-1', l1 must be a number of at least 0 (0 is off),"
                        + " but is -1",
                "backprop:many        | 'many' in 'backprop:many' is not a number of steps: write METHOD:STEPS, as in"
                        + " backprop:200",
            })
    void aValueOfAPhaseThatWasTypedIsNamedWithThePhase(String phase, String message) {
        assertFails("--then: " + message, "--data", "cloud", "--then", "rai:5", "--then", phase);
    }

    @Test
    void aValueThatTheFileSetsIsNamedByItsKey() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {method: rai}", "- {l1: -1}");
        assertFails(
                file + ": phases[1].l1 must be a number of at least 0 (0 is off), but is -1",
                "--from",
                file.toString(),
                "--l2",
                "1");
    }

    @Test
    void anOptionOnTopOfAFileIsNamedByTheOption() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {method: rai}", "- {l1: 1}");
        assertFails(
                "--l1 must be a number of at least 0 (0 is off), but is -1", "--from", file.toString(), "--l1", "-1");
    }

    @Test
    void aPhaseAfterThoseOfAFileIsNamedAsItWasTyped() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {method: rai}", "- {method: backprop}");
        assertFails(
                "--then: in the phase 'refit:0', steps must be at least 1, but is 0",
                "--from",
                file.toString(),
                "--then",
                "refit:0");
    }

    @Test
    void theStepsOfALaterPhaseInAFileAreNotThoseOfTheOption() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {method: rai}", "- {steps: 0}");
        assertFails(file + ": phases[1].steps must be at least 1, but is 0", "--from", file.toString(), "--steps", "5");
    }

    /** What the trainer says of a value, by its key, is reported with the option, phase or file it came from. */
    private void assertRefused(RuntimeException trouble, String message, String... options) {
        trainer.trouble = trouble;
        assertThatThrownBy(() -> Captured.of(command, options))
                .isInstanceOf(Failure.class)
                .hasMessage(message);
    }

    private static DocumentException unknown(String path) {
        return DocumentException.at(path, new SpecException("unknown optimizer 'adm': did you mean 'adam'?"));
    }

    @Test
    void anUnknownServiceIsNamedByTheOption() {
        assertRefused(
                unknown("phases[0].optimizer"),
                "--optimizer: unknown optimizer 'adm': did you mean 'adam'?",
                "--data",
                "cloud",
                "--optimizer",
                "adm");
    }

    @Test
    void anUnknownServiceInAPhaseThatWasTypedIsNamedWithThePhase() {
        assertRefused(
                unknown("phases[1].optimizer"),
                "--then: in the phase 'rai optimizer=adm', optimizer: unknown optimizer 'adm': did you mean 'adam'?",
                "--data",
                "cloud",
                "--then",
                "rai optimizer=adm");
    }

    @Test
    void anUnknownServiceInAFileIsNamedByItsKey() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {method: rai}", "- {optimizer: adm}");
        assertRefused(
                unknown("phases[1].optimizer"),
                file + ": phases[1].optimizer: unknown optimizer 'adm': did you mean 'adam'?",
                "--from",
                file.toString());
    }

    @Test
    void anUnknownServiceOfANetworkThatTwoOptionsMakeIsNamedByBoth() {
        assertRefused(
                DocumentException.at("model.network", new SpecException("unknown activation or layer 'rleu'")),
                "--hidden and --activation: unknown activation or layer 'rleu'",
                "--data",
                "cloud",
                "--hidden",
                "5",
                "--activation",
                "rleu");
    }

    @Test
    void dataThatAreRefusedKeepTheirExitCode() {
        trainer.trouble = DocumentException.at("data.train", new DataException("no rows"));
        assertThatThrownBy(() -> Captured.of(command, "--data", "cloud"))
                .hasMessage("--data: no rows")
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.DATA));
    }

    private static final RefusalException BATCHES =
            new RefusalException("lbfgs sees all examples", "leave out --batch, --l2", "set phases[0].batch to 0");

    @Test
    void whatDoesNotFitTogetherInAFileIsAdvisedByKeys() throws IOException {
        Path file = file("data: {train: cloud}", "phases:", "- {batch: 3}");
        assertRefused(BATCHES, file + ": lbfgs sees all examples: set phases[0].batch to 0", "--from", file.toString());
    }

    @Test
    void whatAnOptionOnTopOfAFileMakesImpossibleIsAdvisedByTheOption() throws IOException {
        Path file = file("data: {train: cloud}");
        assertRefused(
                BATCHES, "lbfgs sees all examples: leave out --batch, --l2", "--from", file.toString(), "--batch", "3");
    }

    @Test
    void missingDataCanBeGivenInTheFileOrByTheOption() throws IOException {
        Path file = file("model: {init: zeros}");
        assertFails(file + ": data.train is missing: set it there, or give --data", "--from", file.toString());
    }

    /** An option without {@code @Sets} would be named by a key that its user has never written. */
    @Test
    void everyOptionSaysWhichValueItSets() {
        List<String> silent = command.parser().getCommandSpec().options().stream()
                .filter(option -> !((Field) option.userObject()).isAnnotationPresent(Sets.class))
                .map(OptionSpec::longestName)
                .toList();
        assertThat(silent).containsExactlyInAnyOrder("--help", "--json", "--from", "--print", "--background", "--then");
    }

    @Test
    void whatAnOptionSetsIsAKeyOfTheDocument() {
        Set<String> set = new TreeSet<>();
        command.parser().getCommandSpec().options().stream()
                .map(option -> ((Field) option.userObject()).getAnnotation(Sets.class))
                .filter(key -> key != null)
                .forEach(key -> set.add(key.value().replaceFirst("\\[0?\\]", "[0]")));
        List<String> keys = new ArrayList<>();
        keys(
                "",
                RunRequest.builder()
                        .train("cloud")
                        .test("cloud")
                        .data("split", "0.5/0.5/0")
                        .data("class_weight", "balanced")
                        .data("directory", "data")
                        .loss("mse")
                        .startFrom("runs/a")
                        .directory(dir)
                        .schedule("cosine")
                        .stopEarly("patience=3")
                        .probeEvery("1epoch")
                        .phase("rai", phase -> phase.steps(1))
                        .build()
                        .asMap(),
                keys);
        keys.add("phases[0].epochs");
        keys.remove("keeping.command");
        assertThat(set).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void keys(String path, Map<?, ?> document, List<String> keys) {
        document.forEach((key, value) -> {
            String at = path + key;
            if (value instanceof Map<?, ?> group && path.isEmpty()) {
                keys(at + ".", group, keys);
            } else if (key.equals("phases")) {
                keys(at + "[0].", (Map<?, ?>) ((List<?>) value).get(0), keys);
            } else {
                keys.add(at);
            }
        });
    }
}
