package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private static Failure failureOf(String reason) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        try (PrintStream out = new PrintStream(output, true)) {
            out.println("a result");
        }
        return output.failure().orElseThrow();
    }

    @Test
    void outputThatCannotBeWrittenIsAFailureWithItsReason() {
        Failure failure = failureOf("No space left on device");
        assertThat(failure).hasMessage("the output could not be written: No space left on device");
        assertThat(failure.exit().code()).isEqualTo(1);
    }

    @Test
    void aReaderThatHasClosedThePipeIsAKindOfItsOwn() {
        assertThat(failureOf("Broken pipe").exit()).isEqualTo(ExitCode.PIPE_CLOSED);
    }

    @Test
    void whatIsWrittenToAMuteOutputIsDropped() {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(arrived);
        PrintStream out = new PrintStream(output, true);
        out.print("heard");
        output.mute();
        out.print("unheard");
        assertThat(arrived).hasToString("heard");
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void outputThatArrivesDoesNotFail() {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(arrived);
        new PrintStream(output, true).print("a result");
        assertThat(arrived).hasToString("a result");
        assertThat(output.failure()).isEmpty();
    }
}
