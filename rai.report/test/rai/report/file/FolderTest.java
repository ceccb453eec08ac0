package rai.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void fillDisk(Folder folder) throws IOException {
        folder.write("a.txt", bytes("new"));
        folder.write("b.txt", out -> {
            out.write(bytes("ne"));
            throw new IOException("No space left on device");
        });
    }

    @Test
    void whenTheDiskIsFullAllFilesAreAsTheyWere() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "old");
        try (Folder folder = new Folder(directory)) {
            assertThatThrownBy(() -> fillDisk(folder)).hasMessage("No space left on device");
        }
        assertThat(directory.resolve("a.txt")).hasContent("old");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void noFileIsInItsPlaceBeforeAllAreWritten() throws IOException {
        try (Folder folder = new Folder(directory)) {
            folder.write("a.txt", bytes("a"));
            assertThat(directory.resolve("a.txt")).doesNotExist();
            folder.write("deep/b.txt", bytes("b"));
            folder.publish();
        }
        assertThat(directory.resolve("a.txt")).hasContent("a");
        assertThat(directory.resolve("deep/b.txt")).hasContent("b");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void whatALinkLeadsToIsReplacedAndNotTheLink() throws IOException {
        Path real = Files.writeString(directory.resolve("real.md"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("page.md"), real);
        try (Folder folder = new Folder(directory)) {
            folder.write("page.md", bytes("new"));
            folder.publish();
        }
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }
}
