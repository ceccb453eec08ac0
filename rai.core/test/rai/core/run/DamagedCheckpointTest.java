package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.core.trainer.DefaultTrainer;

/** Checkpoints and histories that a crash or a disk has damaged. */
class DamagedCheckpointTest extends ResumedRun {
    @Test
    void tornLinesAndLaterOnesAreCutOff() throws IOException {
        Path cut = killedAfter(14);
        Files.writeString(cut.resolve("history.csv"), "13,down,0.1,,,,,,\n14,do", StandardOpenOption.APPEND);
        Files.writeString(cut.resolve("events.jsonl"), "{\"time\":\"20", StandardOpenOption.APPEND);
        resumesToTheSame(cut);
        assertThat(Files.readString(cut.resolve("events.jsonl")).lines()).allMatch(line -> line.matches("\\{.*\\}"));
    }

    @ParameterizedTest
    @CsvSource({
        "parameters.npy, 0",
        "parameters.npy, 1",
        "optimizer-previous.npy, 90",
        "state.json, 30",
        "manifest.json, 0",
        "manifest.json, 40",
        "layer-state.npy, -1",
        "manifest.json, -1"
    })
    void aTornFileMakesTheOlderCheckpointCount(String file, int bytes) throws IOException {
        Path cut = killedAfter(14);
        Path torn = cut.resolve("checkpoints/000000000012").resolve(file);
        if (bytes < 0) {
            Files.delete(torn);
        } else {
            Files.write(torn, Arrays.copyOf(Files.readAllBytes(torn), bytes));
        }
        resumesToTheSame(cut);
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).contains("000000000012 is passed over: its " + file);
        assertThat(notices.get(1)).isEqualTo("the run continues after step 8");
    }

    @Test
    void aBitThatChangedMakesTheOlderCheckpointCount() throws IOException {
        Path cut = killedAfter(14);
        Path damaged = cut.resolve("checkpoints/000000000012/parameters.npy");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 3] ^= 1;
        Files.write(damaged, bytes);
        resumesToTheSame(cut);
        assertThat(notices.get(0)).contains("its parameters.npy is not what was written");
    }

    @Test
    void aCheckpointThatWasBeingWrittenDoesNotCount() throws IOException {
        checkpointEvery = 4;
        keep = 3;
        Path cut = killedAfter(14);
        Files.move(cut.resolve("checkpoints/000000000012"), cut.resolve("checkpoints/000000000012.partial"));
        Files.delete(cut.resolve("checkpoints/000000000012.partial/manifest.json"));
        Files.createDirectories(cut.resolve("checkpoint.partial"));
        Files.writeString(cut.resolve("checkpoint.partial/parameters.npy"), "half");
        Path later = temp.resolve("later");
        try (Run run = new DefaultTrainer(catalog).resume(cut, notices::add)) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == 11) {
                    copy(cut, later);
                }
            });
        }
        assertThat(namesIn(later.resolve("checkpoints"))).containsExactly("000000000004", "000000000008");
        Files.move(later, temp.resolve("cut-14-later"));
        assertThat(resume(temp.resolve("cut-14-later")).stateHash()).isEqualTo(whole.stateHash());
        assertThat(notices).containsExactly("the run continues after step 8", "the run continues after step 8");
    }

    @Test
    void withoutAnyWholeCheckpointItBeginsAgain() throws IOException {
        Path cut = killedAfter(14);
        Files.delete(cut.resolve("checkpoints/000000000012/state.json"));
        Files.delete(cut.resolve("checkpoints/000000000008/state.json"));
        resumesToTheSame(cut);
        assertThat(notices).hasSize(3);
        assertThat(notices.get(2))
                .isEqualTo("there is no checkpoint to continue from: the run starts again from the beginning");
    }

    @Test
    void aCheckpointBeyondAHistoryThatLostLinesDoesNotCount() throws IOException {
        Path cut = killedAfter(14);
        Files.writeString(cut.resolve("history.csv"), "step");
        resumesToTheSame(cut);
        assertThat(notices).hasSize(3).first().asString().endsWith("history.csv has lost lines that were there");
    }

    @Test
    void theNewestCheckpointsAreKeptAndNoneAfterTheEnd() throws IOException {
        checkpointEvery = 2;
        keep = 3;
        Path cut = killedAfter(13);
        assertThat(namesIn(cut.resolve("checkpoints"))).containsExactly("000000000008", "000000000010", "000000000012");
        assertThat(temp.resolve("whole-13/checkpoints")).doesNotExist();
    }
}
