package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

class FailureTest {
    @Test
    void aSpecExceptionIsShownUnchanged() {
        assertThat(Failure.of(new SpecException("unknown loss 'x'"))).hasMessage("unknown loss 'x'");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(Failure.of(new UncheckedIOException(new NoSuchFileException("a.csv"))))
                .hasMessage("there is no file a.csv");
    }

    @Test
    void aMessageOfItsOwnIsKept() {
        assertThat(Failure.of(new UncheckedIOException("disk x is full", new IOException("ENOSPC"))))
                .hasMessage("disk x is full");
    }

    @Test
    void lackOfMemoryIsReportedWithARemedy() {
        assertThat(Failure.of(new OutOfMemoryError("Java heap space")))
                .hasMessageContaining("not enough memory")
                .hasMessageContaining("--batch");
    }

    @Test
    void anythingElseIsAnInternalError() {
        assertThat(Failure.of(new NullPointerException()))
                .hasMessage("internal error: NullPointerException (set RAI_DEBUG=1 for the stack trace)");
    }

    @Test
    void controlCharactersAreShownEscaped() {
        assertThat(new Failure("unknown loss 'a\0b\u001b[1m'")).hasMessage("unknown loss 'a\\u0000b\\u001b[1m'");
    }

    @Test
    void itReadsAsItsMessage() {
        assertThat(Failure.of(new SpecException("a\n b"))).hasToString("a b");
    }
}
