package rai.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    private Path file;

    @Test
    void whatExistsStaysUnlessItIsToBeReplaced() throws IOException {
        file = Files.writeString(folder.resolve("a.zip"), "mine");
        assertThatThrownBy(() -> WholeFile.place(file, false))
                .hasMessage(file + " already exists: use --replace to replace it, or --out for another name");
        assertThat(WholeFile.place(file, true)).isEqualTo(file.toRealPath());
        assertThatThrownBy(() -> WholeFile.place(folder, true)).hasMessageContaining("is a directory");
    }

    @Test
    void standardOutputIsNotAFile() {
        assertThatThrownBy(() -> WholeFile.place(Path.of("-"), true)).hasMessageContaining("the name of a file");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        file = Files.writeString(folder.resolve("a.zip"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), file);
        assertThat(WholeFile.place(link, true)).isEqualTo(file.toRealPath());
    }

    @Test
    void aDeviceIsNeverReplaced() {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();
        assertThatThrownBy(() -> WholeFile.place(device, true)).hasMessageContaining("is a device or a pipe");
    }

    @Test
    void whatGrowsHasThePermissionsOfAnyNewFile() throws IOException {
        file = folder.resolve("new/" + "long".repeat(60) + ".zip");
        Path partial = WholeFile.beside(file);
        Files.writeString(partial, "half");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .isTrue();
        assertThat(Files.getPosixFilePermissions(partial)).isEqualTo(Files.getPosixFilePermissions(plain));
        WholeFile.move(partial, file);
        assertThat(file).hasContent("half");
    }
}
