package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rai.api.bench.PeerResult;

/** Conversations with a program that answers as the script does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Python are shell scripts")
class PeerProcessTest {
    private static final String READY = "echo noise; echo rai-peer ready fake 1.0\n";

    @TempDir
    Path dir;

    /** It says yes if it is asked for torch. */
    private PeerResult conversation(String program, int steps) throws IOException {
        Path file = dir.resolve("python3");
        Files.writeString(file, "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\n" + program);
        file.toFile().setExecutable(true);
        try (Python python = Python.find(Optional.of(file.toString()), "").orElseThrow();
                PeerProcess peer = new PeerProcess(python, List.of("kind=backprop"), 1)) {
            peer.measure(steps, 1);
            return peer.result();
        }
    }

    @Test
    void theTimesOfAPeerAreItsResult() throws IOException {
        PeerResult result = conversation(READY + "while read before steps; do echo rai-peer ms 1 4 2; done", 3);
        assertThat(result).isEqualTo(new PeerResult(2, 1, 4, 3, "fake 1.0"));
    }

    @Test
    void aPeerMaySayMoreAboutItselfAfterATurn() throws IOException {
        PeerResult result = conversation(
                READY + "while read line; do echo rai-peer ready fake 1.0 grown by 7 MB; echo rai-peer ms 1; done", 1);
        assertThat(result.about()).isEqualTo("fake 1.0 grown by 7 MB");
    }

    @Test
    void aPeerReceivesHowManyStepsToDoAndHowManyToDoBefore() throws IOException {
        PeerResult result = conversation(READY + "while read before steps; do echo rai-peer ms $before$steps; done", 7);
        assertThat(result.ms()).isEqualTo(17);
    }

    @Test
    void aPeerThatEndsEarlyFailsWithItsLastLine() throws IOException {
        PeerResult result = conversation("echo out of memory; exit 1", 3);
        assertThat(result.ms()).isNaN();
        assertThat(result.about()).isEqualTo("it ended early: out of memory");
    }

    @Test
    void aPeerWithUnreadableOutputFails() throws IOException {
        PeerResult result = conversation(READY + "while read line; do echo rai-peer ms soon; done", 3);
        assertThat(result.about()).isEqualTo("a peer wrote no times: rai-peer ms soon");
    }
}
