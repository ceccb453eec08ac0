package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.data.DataException;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.shell.command.ShellCommand;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;
import rai.shell.train.TrainCommand;

class ExitCodeTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final ShellCommand train = new TrainCommand(trainer, new FakeRuns(), new FakeRuns());
    private final Captured captured = new Captured();

    private static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new SpecException("unknown loss"), ExitCode.USAGE),
                Arguments.of(new DataException("line 3: no number"), ExitCode.DATA),
                Arguments.of(
                        new SpecException("in data.train: no number", new DataException("no number")), ExitCode.DATA),
                Arguments.of(new IOException("disk full"), ExitCode.FAILED),
                Arguments.of(
                        new SpecException("the disk is full", new IOException("No space left on device")),
                        ExitCode.FAILED),
                Arguments.of(
                        new SpecException(
                                "can't be written", new FileSystemException("a", null, "Read-only file system")),
                        ExitCode.FAILED),
                Arguments.of(
                        new SpecException("no such file", new java.nio.file.NoSuchFileException("a")), ExitCode.USAGE),
                Arguments.of(new java.nio.file.NoSuchFileException("a.yaml"), ExitCode.USAGE),
                Arguments.of(new OutOfMemoryError(), ExitCode.FAILED),
                Arguments.of(new IllegalStateException(), ExitCode.FAILED));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theCauseDecidesTheExitCode(Throwable cause, ExitCode expected) {
        assertThat(Failure.of(cause).exit()).isEqualTo(expected);
    }

    @Test
    void aCommandLineThatCannotBeParsedIsWrongUsage() {
        assertThat(failure("--stepz", "3").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aTrainingThatMeetsNanHasDiverged() {
        trainer.stopped = Stop.NAN;
        assertThat(failure("--data", "cloud").exit()).isEqualTo(ExitCode.DIVERGED);
    }

    @Test
    void aServiceThatFailsIsAFailure() {
        trainer.stopped = Stop.FAILED;
        assertThat(failure("--data", "cloud").exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anInterruptedTrainingNamesTheCommandThatContinuesIt() {
        trainer.stopped = Stop.INTERRUPTED;
        Failure failure = failure("--data", "cloud", "--out", "my runs/a");
        assertThat(failure.exit()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(failure).hasMessage("interrupted after step 3; to continue: ./rai resume 'my runs/a'");
    }

    @Test
    void anInterruptedTrainingThatWasNotSavedSaysSo() {
        trainer.stopped = Stop.INTERRUPTED;
        assertThat(failure("--data", "cloud", "--no-save"))
                .hasMessage("interrupted after step 3; the run was not saved, so it cannot continue");
    }

    @Test
    void withJsonAnErrorIsADocumentOnStdout() {
        failure("--json", "--stepz", "3");
        var error = JsonParser.parseString(captured.out()).getAsJsonObject().getAsJsonObject("error");
        assertThat(error.get("kind").getAsString()).isEqualTo("usage");
        assertThat(error.get("exit_code").getAsInt()).isEqualTo(2);
        assertThat(error.get("message").getAsString()).startsWith("unknown option '--stepz': did you mean '--steps'?");
    }

    @Test
    void withJsonTheResultOfATrainingThatDivergedAndTheErrorAreOneDocument() {
        trainer.stopped = Stop.NAN;
        failure("--json", "--data", "cloud", "--out", "a");
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("directory").getAsString()).isEqualTo("a");
        assertThat(document.getAsJsonObject("error").get("kind").getAsString()).isEqualTo("diverged");
    }

    @Test
    void withoutJsonStdoutHoldsNoError() {
        failure("--stepz", "3");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void thePageOfTheCommandLineHasARowForEachCode() throws IOException {
        String page = java.nio.file.Files.readString(Path.of("docs/command-line.md"));
        for (ExitCode exit : ExitCode.values()) {
            assertThat(page).contains("| " + exit.code() + " | `" + exit.word() + "` | " + exit.about() + " |");
        }
    }

    private Failure failure(String... arguments) {
        Failure[] failure = new Failure[1];
        assertThatThrownBy(() -> train.execute(captured.console, List.of(arguments)))
                .isInstanceOfSatisfying(Failure.class, e -> failure[0] = e);
        return failure[0];
    }
}
