package rai.shell.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.shell.console.Failure;

class IncomingFileTest {
    @TempDir
    Path temp;

    private Path source;
    private Path folder;

    @BeforeEach
    void writeSource() throws IOException {
        source = Files.writeString(temp.resolve("a.jar"), "content");
        folder = temp.resolve("bundles");
    }

    @Test
    void itsCopyLiesInTheFolderUnderANameThatFileInstallLeavesAlone() throws IOException {
        try (IncomingFile incoming = IncomingFile.copy(source.toString(), folder)) {
            assertThat(incoming.path()).hasParent(folder).hasContent("content");
            assertThat(incoming.path().toString()).endsWith(".txt");
        }
    }

    @Test
    void movingItReplacesTheFileInTheWantedPlace() throws IOException {
        Files.createDirectory(folder);
        Path target = Files.writeString(folder.resolve("b.jar"), "older");
        try (IncomingFile incoming = IncomingFile.copy(source.toString(), folder)) {
            incoming.moveTo(target);
        }
        assertThat(target).hasContent("content");
        assertThat(folder).isDirectoryNotContaining("glob:**.txt");
    }

    @Test
    void withoutMovingItLeavesNothing() throws IOException {
        IncomingFile.copy(source.toString(), folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"?x=1, a.jar", "#part, a.jar", "'', a.jar"})
    void theNameOfAUrlIsThatOfItsPath(String behind, String name) throws IOException {
        try (IncomingFile incoming = IncomingFile.copy(source.toUri().toURL() + behind, folder)) {
            assertThat(incoming.name()).isEqualTo(name);
        }
    }

    @Test
    void whatIsMissingIsReportedAndLeavesNothing() {
        assertThatThrownBy(() -> IncomingFile.copy(temp.resolve("b.jar").toString(), folder))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder).doesNotExist();
    }

    @Test
    void aUrlThatLeadsNowhereIsReported() {
        String url = temp.toUri() + "b.jar";
        assertThatThrownBy(() -> IncomingFile.copy(url, folder))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(url + " cannot be fetched: ");
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> IncomingFile.copy(temp.toString(), folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is a directory");
    }
}
