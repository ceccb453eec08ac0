package rai.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkToNothingLeadsToAPlaceForIt() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), Path.of("new.zip"));
        Path further = Files.createSymbolicLink(folder.resolve("further.zip"), link);
        assertThat(WholeFile.place(further, false)).isEqualTo(folder.resolve("new.zip"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void linksInACircleAreRefused() throws IOException {
        Path one = folder.resolve("one.zip");
        Path two = Files.createSymbolicLink(folder.resolve("two.zip"), one);
        Files.createSymbolicLink(one, two);
        assertThatThrownBy(() -> WholeFile.place(one, true)).isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aDirectoryMayBeALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        write(link.resolve("a.zip"), "whole");
        assertThat(real.resolve("a.zip")).hasContent("whole");
    }

    @Test
    void whatGrowsHasThePermissionsOfAnyNewFile() throws IOException {
        file = folder.resolve("new/" + "long".repeat(60) + ".zip");
        write(file, "whole");
        assertThat(file).hasContent("whole");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    private static void write(Path file, String text) throws IOException {
        try (WholeFile whole = WholeFile.begin(file)) {
            Files.writeString(whole.partial(), text);
            assertThat(file).doesNotExist();
            whole.replace();
        }
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void nothingIsLeftOfWhatWasNotCompleted() throws IOException {
        file = folder.resolve("a.zip");
        try (WholeFile whole = WholeFile.begin(file)) {
            Files.createDirectories(whole.partial().resolve("inner"));
            assertThat(hidden()).hasSize(1);
        }
        assertThat(hidden()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatAKilledProcessHasLeftGoesWhenTheSameFileIsWrittenAgain() throws Exception {
        file = folder.resolve("a.zip");
        Process other = start(file);
        String left = hidden().get(0);
        write(folder.resolve("b.zip"), "another file");
        assertThat(hidden()).containsExactly(left);
        other.destroyForcibly().waitFor();
        assertThat(hidden()).containsExactly(left);
        write(folder.resolve("a.zip.zip"), "another file");
        assertThat(hidden()).containsExactly(left);
        write(file, "whole");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void whatAProcessThatLivesIsWritingStays() throws Exception {
        file = folder.resolve("a.zip");
        Process other = start(file);
        try (WholeFile own = WholeFile.begin(file)) {
            assertThat(hidden()).hasSize(2);
            try (WholeFile again = WholeFile.begin(file)) {
                assertThat(hidden()).hasSize(3);
                Files.writeString(again.partial(), "again");
                again.replace();
            }
            Files.writeString(own.partial(), "own");
            own.replace();
        }
        assertThat(hidden()).hasSize(1);
        assertThat(file).hasContent("own");
        other.getOutputStream().write('\n');
        other.getOutputStream().flush();
        assertThat(other.waitFor()).isZero();
        assertThat(hidden()).isEmpty();
        assertThat(file).hasContent("of the other process");
    }

    /** @return a process that has begun to write, and completes it after a line of input */
    private static Process start(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("begun");
        return process;
    }

    /** Another process. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            try (WholeFile whole = WholeFile.begin(Path.of(arguments[0]))) {
                Files.writeString(whole.partial(), "of the other process");
                System.out.println("begun");
                if (System.in.read() >= 0) {
                    whole.replace();
                }
            }
        }
    }
}
