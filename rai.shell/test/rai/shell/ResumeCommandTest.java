package rai.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rai.api.run.Checkpoints;
import rai.api.run.RunResult;

class ResumeCommandTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final ResumeCommand command = new ResumeCommand(trainer);

    @Test
    void theRunGoesOnAndItsResultIsTheOnlyThingOnStdout() {
        Captured captured = Captured.of(command, "runs/there", "--json");
        assertThat(trainer.resumed).isEqualTo(Path.of("runs/there"));
        var document = JsonParser.parseString(captured.out()).getAsJsonObject();
        assertThat(document.get("directory").getAsString()).isEqualTo("runs/there");
        assertThat(document.get("state_hash").getAsString()).isEqualTo("abc");
        assertThat(captured.err()).contains("it goes on after step 2");
        assertThat(trainer.closed).isTrue();
    }

    @Test
    void aRunThatEndsInNanFails() {
        trainer.stopped = RunResult.Stop.NAN;
        assertThatThrownBy(() -> Captured.of(command, "runs/there"))
                .isInstanceOf(Failure.class)
                .hasMessage("at step 3 layer 2 became NaN");
    }

    @Test
    void trainTellsHowOftenTheStateIsWritten() {
        TrainCommand train = new TrainCommand(trainer);
        Captured.of(train, "--data", "cloud");
        assertThat(trainer.request.checkpoints()).isEqualTo(Checkpoints.USUAL);
        Captured.of(train, "--data", "cloud", "--checkpoint", "5", "--keep", "3");
        assertThat(trainer.request.checkpoints()).isEqualTo(new Checkpoints(5, 3));
        assertThatThrownBy(() -> Captured.of(train, "--data", "cloud", "--keep", "0")).hasMessageContaining("--keep must be");
    }
}
