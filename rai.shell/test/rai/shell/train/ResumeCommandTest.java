package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.RunResult;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeJob;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;

class ResumeCommandTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final FakeRuns runs = new FakeRuns();
    private final ResumeCommand command = new ResumeCommand(trainer, runs, runs);

    @BeforeEach
    void keep() {
        runs.keep("there", "interrupted", 2);
    }

    @Test
    void theRunContinuesAndItsResultIsTheOnlyThingOnStdout() {
        Captured captured = Captured.of(command, "runs/there", "--json");
        assertThat(trainer.resumed).isEqualTo(Path.of("runs/there"));
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("directory").getAsString()).isEqualTo("runs/there");
        assertThat(document.get("state_hash").getAsString()).isEqualTo("abc");
        assertThat(captured.err()).contains("it continues after step 2");
        assertThat(trainer.closed).isTrue();
    }

    @Test
    void aRunThatHasEndedIsContinuedToTheStepsOrEpochsThatAreGiven() {
        Captured.of(command, "there", "--steps", "500");
        assertThat(trainer.resumed).isEqualTo(Path.of("runs/there"));
        assertThat(trainer.extended).isEqualTo(Extension.toSteps(500));
        Captured.of(command, "there", "--epochs", "7");
        assertThat(trainer.extended).isEqualTo(Extension.toEpochs(7));
        Captured.lasting(command, "there", "--steps", "9", "--background");
        assertThat(runs.begun).contains("extend " + Path.of("runs/there") + " 9");
    }

    @Test
    void stepsThatMakeNoSenseAreRefusedInASentence() {
        assertThatThrownBy(() -> Captured.of(command, "there", "--steps", "0"))
                .isInstanceOf(Failure.class)
                .hasMessage("--steps must be at least 1, but is 0");
        runs.job("moons-1", Job.State.RUNNING);
        assertThatThrownBy(() -> Captured.of(command, "moons-1", "--steps", "5"))
                .hasMessage("the run moons-1 has not ended: --steps and --epochs make a run longer that has");
    }

    @Test
    void aRunThatEndsInNanFails() {
        trainer.stopped = RunResult.Stop.NAN;
        assertThatThrownBy(() -> Captured.of(command, "runs/there"))
                .isInstanceOf(Failure.class)
                .hasMessage("at step 3 layer 2 became NaN");
    }

    @Test
    void theNameIsEnough() {
        Captured.of(command, "there");
        assertThat(trainer.resumed).isEqualTo(Path.of("runs/there"));
    }

    @Test
    void aRunThatIsPausedHereContinues() {
        FakeJob job = runs.job("moons-1", Job.State.PAUSED);
        assertThat(Captured.of(command, "moo").out()).isEqualTo("moons-1 continues after step 3\n");
        assertThat(job.asked).containsExactly("proceed");
        assertThat(trainer.resumed).isNull();
    }

    @Test
    void aRunThatIsQueuedIsLeftInItsQueue() {
        runs.job("moons-3", Job.State.QUEUED).reason = "for its turn";
        assertThatThrownBy(() -> Captured.of(command, "moons-3"))
                .hasMessage("the run moons-3 is queued and begins by itself; it waits for its turn");
    }

    @Test
    void aRunThatTrainsOrWaitsIsLeftAlone() {
        runs.job("moons-1", Job.State.RUNNING);
        runs.job("moons-2", Job.State.WAITING).reason = "unknown loss 'mse'";
        assertThatThrownBy(() -> Captured.of(command, "moons-1"))
                .hasMessage("the run moons-1 is being trained: watch moons-1 shows its progress");
        assertThatThrownBy(() -> Captured.of(command, "moons-2"))
                .hasMessage("the run moons-2 is waiting, and continues by itself after that: unknown loss 'mse'");
    }

    @Test
    void aJobThatHasEndedContinuesFromItsDirectoryUnlessItHasNone() {
        runs.job("moons-1", Job.State.ENDED).directory = Path.of("runs/there");
        Captured.of(command, "moons-1");
        assertThat(trainer.resumed).isEqualTo(Path.of("runs/there"));
        runs.job("unsaved", Job.State.ENDED);
        assertThatThrownBy(() -> Captured.of(command, "unsaved"))
                .hasMessage("the run unsaved was not saved, so it cannot continue");
    }

    @Test
    void inTheBackgroundItsNameIsPrinted() {
        assertThat(Captured.lasting(command, "there", "--background").out()).isEqualTo("a-run\n");
        assertThat(runs.begun).containsExactly("there");
    }

    @Test
    void trainSaysHowOftenTheStateIsWritten() {
        TrainCommand train = new TrainCommand(trainer, runs, runs);
        Captured.of(train, "--data", "cloud");
        assertThat(trainer.request.keeping().checkpointEvery()).hasToString("0");
        assertThat(trainer.request.keeping().keep()).isEqualTo(2);
        Captured.of(train, "--data", "cloud", "--checkpoint", "5", "--keep", "3");
        assertThat(trainer.request.keeping().checkpointEvery()).hasToString("5");
        assertThat(trainer.request.keeping().keep()).isEqualTo(3);
        assertThatThrownBy(() -> Captured.of(train, "--data", "cloud", "--keep", "0"))
                .hasMessageContaining("keep must be");
    }
}
