package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.Archive;
import rai.api.run.Change;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeTrainer;

class RerunCommandTest {
    @TempDir
    Path runs;

    private final FakeTrainer trainer = new FakeTrainer();
    private Archive.Comparison comparison = new Archive.Comparison(List.of(), List.of(), List.of());
    private long steps = -1;
    private final TreeMap<Long, List<Change>> changes = new TreeMap<>();

    private final RerunCommand command = new RerunCommand(trainer, new Archive() {
        @Override
        public Learnt learnt(Path directory) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Again again(Path directory, Path into) {
            RunRequest request = RunRequest.builder()
                    .train("cloud")
                    .network("dense")
                    .init("zeros")
                    .optimizer("adam")
                    .phase("backprop", 3)
                    .seed(0)
                    .threads(1)
                    .directory(into)
                    .build();
            return new Again(request, steps, changes);
        }

        @Override
        public Comparison compare(Path first, Path second) {
            return comparison;
        }
    });

    @Test
    void theRepeatedRunIsKeptBesideTheFirst() throws Exception {
        Path first = Files.createDirectory(runs.resolve("a"));
        assertThat(Captured.of(command, first.toString()).out().lines())
                .containsExactly(
                        "run              " + first,
                        "repeated in      " + first + "-rerun",
                        "verdict          identical: state, metrics and history are the same to the last bit");
        assertThat(trainer.request.keeping().directory()).contains(runs.resolve("a-rerun"));
        assertThat(trainer.request.keeping().command()).isEqualTo("rai rerun " + first);
        Files.createDirectory(runs.resolve("a-rerun"));
        Captured.of(command, first.toString());
        assertThat(trainer.request.keeping().directory()).contains(runs.resolve("a-rerun-2"));
    }

    @Test
    void ifTheBitsDifferItFailsAndReportsWhatElseDiffers() {
        comparison = new Archive.Comparison(
                List.of("the state hash was a, and is b now"), List.of("Java was 17, and is 25 now"), List.of());
        Captured captured = new Captured();
        assertThatThrownBy(() -> command.execute(captured.console, List.of("a", "--out", "b")))
                .isInstanceOf(Failure.class)
                .hasMessage("the run in a was not repeated to the last bit");
        assertThat(captured.out().lines())
                .contains(
                        "differs          the state hash was a, and is b now",
                        "circumstances    Java was 17, and is 25 now");
    }

    @Test
    void servicesThatWereReplacedAreGivenAsTheReason() {
        comparison = new Archive.Comparison(List.of("x"), List.of(), List.of("after step 5 activation a became b"));
        assertThatThrownBy(() -> Captured.of(command, "a", "--out", "b"))
                .hasMessage("the run in a was not repeated to the last bit: the bundle of a service was replaced in its"
                        + " course");
    }

    @Test
    void aRunThatWasStoppedIsStoppedAfterTheSameStep() {
        steps = 2;
        trainer.objectives = List.of(3.0, 2.0, 1.0);
        Captured.of(command, "a", "--out", "b");
        assertThat(trainer.stop).isTrue();
    }

    /** Its own result says nothing about the run. */
    @Test
    void aRepetitionThatWasInterruptedIsNotCompared() {
        comparison = new Archive.Comparison(List.of("the state hash differs"), List.of(), List.of());
        trainer.stopped = RunResult.Stop.INTERRUPTED;
        Captured captured = new Captured();
        assertThatThrownBy(() -> command.execute(captured.console, List.of("a", "--out", "b")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.INTERRUPTED))
                .hasMessage("interrupted after step 3, so b was not compared with a: rerun a repeats it again");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void aRepetitionOfARunThatWasStoppedIsCompared() {
        steps = 3;
        trainer.stopped = RunResult.Stop.INTERRUPTED;
        assertThat(Captured.of(command, "a", "--out", "b").out()).contains("identical");
    }

    @Test
    void theJsonHasTheVerdict() {
        comparison = new Archive.Comparison(List.of(), List.of("Java was 17, and is 25 now"), List.of());
        JsonObject document = JsonParser.parseString(
                        Captured.of(command, "a", "--out", "b", "--json").out())
                .getAsJsonObject();
        assertThat(document.get("identical").getAsBoolean()).isTrue();
        assertThat(document.getAsJsonArray("circumstances")).hasSize(1);
        assertThat(document.getAsJsonArray("differences")).isEmpty();
    }
}
