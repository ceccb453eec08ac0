package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole application as a process: how it ends if its output cannot be written, or if it is interrupted. */
@Timeout(300)
class ApplicationTest {
    /** As the build has made it. */
    private static final Path HOME = Path.of("cnf/cache/application").toAbsolutePath();

    private static final Path FULL = Path.of("/dev/full");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SIGINT = 2;

    @TempDir
    Path temp;

    @BeforeEach
    void requireApplication() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "this system has no /bin/sh");
        assumeTrue(Files.exists(HOME.resolve("rai")), "the build has not made the application");
    }

    /** The script becomes the process of Java, so that a signal to it reaches the application. */
    private Process start(Path out, String... command) throws IOException {
        String[] all = new String[command.length + 2];
        all[0] = "/bin/sh";
        all[1] = HOME.resolve("rai").toString();
        System.arraycopy(command, 0, all, 2, command.length);
        return PlainJava.environment(new ProcessBuilder(all))
                .directory(temp.toFile())
                .redirectOutput(out.toFile())
                .redirectError(temp.resolve("err").toFile())
                .start();
    }

    private static int exit(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String err() throws IOException {
        return Files.readString(temp.resolve("err"));
    }

    @Test
    void outputThatCannotBeWrittenIsAFailureInOneSentence() throws Exception {
        assumeTrue(Files.exists(FULL), "this system has no /dev/full");
        assertThat(exit(start(FULL, "list", "activation"))).isEqualTo(1);
        assertThat(err()).startsWith("rai: the output could not be written").hasLineCount(1);
    }

    @Test
    void anInterruptedTrainingEndsWith130AndTheCommandThatContinuesIt() throws Exception {
        assumeTrue(canBeInterrupted(), "SIGINT is ignored by the process of the tests, and so by those that it starts");
        interrupt(start(
                temp.resolve("out"),
                "train",
                "--data",
                "moons(n=50)",
                "--steps",
                "100000000",
                "--checkpoint",
                "5",
                "--out",
                "run"));
        String resume = HOME.resolve("rai") + " resume run";
        assertThat(err().lines().reduce((first, last) -> last).orElse(""))
                .matches("rai: interrupted after step [0-9]+; to continue: \\Q" + resume + "\\E");

        long before = Files.size(temp.resolve("run/events.jsonl"));
        interrupt(start(temp.resolve("out"), "resume", "run"));
        assertThat(Files.size(temp.resolve("run/events.jsonl"))).isGreaterThan(before);
        assertThat(err()).contains("interrupted after step");
    }

    /** Before there is a process of Java that could say anything, nothing is said. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 600})
    void anInterruptionWhileTheApplicationStartsIsOneSentenceAtMost(int milliseconds) throws Exception {
        assumeTrue(canBeInterrupted(), "SIGINT is ignored by the process of the tests, and so by those that it starts");
        Process training = start(temp.resolve("out"), "train", "--data", "moons");
        try {
            Thread.sleep(milliseconds);
            sendInterrupt(training);
            assertThat(exit(training)).as(err()).isEqualTo(130);
        } finally {
            training.destroyForcibly();
        }
        assertThat(err()).matches("(rai: interrupted( before the command began)?\n)?");
    }

    private static void sendInterrupt(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Interrupts a training when it has written a checkpoint. */
    private void interrupt(Process training) throws Exception {
        try {
            long checkpoints = checkpoints();
            while (checkpoints() == checkpoints && training.isAlive()) {
                Thread.sleep(50);
            }
            assertThat(training.isAlive()).as(err()).isTrue();
            sendInterrupt(training);
        } catch (Exception | AssertionError e) {
            training.destroyForcibly();
            throw e;
        }
        assertThat(exit(training)).as(err()).isEqualTo(130);
    }

    /** When they were written last; 0 if there is none. */
    private long checkpoints() throws IOException {
        Path folder = temp.resolve("run/checkpoints");
        return Files.exists(folder) ? Files.getLastModifiedTime(folder).toMillis() : 0;
    }

    private static boolean canBeInterrupted() throws IOException {
        if (!Files.exists(STATUS)) {
            return true;
        }
        String ignored = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(ignored, 16) >> (SIGINT - 1) & 1) == 0;
    }
}
