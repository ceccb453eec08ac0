package rai.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.shell.console.Failure;

class EndingTest {
    private static final List<String> ZIP = List.of(".zip");

    @TempDir
    Path folder;

    @Test
    void itIsWhatFollowsTheLastDot() {
        assertThat(Ending.of(Path.of("a.b/run.tar.GZ"))).contains(".gz");
    }

    @Test
    void aNameWithoutADotAHiddenFileAndANumberHaveNone() {
        assertThat(Ending.of(Path.of("a.b/run"))).isEmpty();
        assertThat(Ending.of(Path.of(".run"))).isEmpty();
        assertThat(Ending.of(Path.of("rate-0.5"))).isEmpty();
    }

    @Test
    void aNameOfAnotherKindOfFileIsRefused() {
        assertThatThrownBy(() -> Ending.require(Path.of("run.tar.gz"), "bundle writes a zip file", ZIP))
                .isInstanceOf(Failure.class)
                .hasMessage("bundle writes a zip file, but the name run.tar.gz ends as that of another kind of file:"
                        + " let it end in .zip");
    }

    @Test
    void otherNamesAreAccepted() {
        assertThatCode(() -> {
                    Ending.require(Path.of("run.ZIP"), "bundle writes a zip file", ZIP);
                    Ending.require(Path.of("run"), "bundle writes a zip file", ZIP);
                    Ending.require(folder, "bundle writes a zip file", ZIP); // is refused as a directory
                    Ending.require(null, "bundle writes a zip file", ZIP);
                })
                .doesNotThrowAnyException();
    }
}
