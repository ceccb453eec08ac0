package rai.shell.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.shell.console.Failure;

class OutFilesTest {
    @TempDir
    Path dir;

    @Test
    void aDirectoryHoldsAPngAndTheOtherFiles() {
        OutFiles files = OutFiles.of(Path.of("results/v1.2"), "bench");
        assertThat(files.picture()).isEqualTo(Path.of("results/v1.2/bench.png"));
        assertThat(files.file(".json")).isEqualTo(Path.of("results/v1.2/bench.json"));
    }

    @Test
    void theNameOfAPictureIsThatOfTheOtherFilesToo() {
        OutFiles files = OutFiles.of(Path.of("results/rates.PDF"), "find-rate");
        assertThat(files.picture()).isEqualTo(Path.of("results/rates.pdf"));
        assertThat(files.file(".json")).isEqualTo(Path.of("results/rates.json"));
    }

    @Test
    void aPictureMayLieInTheWorkingDirectory() throws IOException {
        OutFiles files = OutFiles.of(Path.of("rates.svg"), "find-rate");
        assertThat(files.picture()).isEqualTo(Path.of("rates.svg"));
        Files.createDirectories(files.directory());
    }

    @Test
    void aDirectoryThatExistsMayHaveAnyName() throws IOException {
        Path directory = Files.createDirectory(dir.resolve("all.svg"));
        assertThat(OutFiles.of(directory, "demo").picture()).isEqualTo(directory.resolve("demo.png"));
    }

    @Test
    void aTableIsNotTakenForADirectory() {
        assertThatThrownBy(() -> OutFiles.of(Path.of("rates.csv"), "find-rate"))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot write the picture rates.csv: its name must end in .png, .svg or .pdf");
    }

    @Test
    void aPictureOfAnUnknownFormatIsRefused() {
        assertThatThrownBy(() -> OutFiles.of(Path.of("rates.eps"), "find-rate"))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot write the picture rates.eps: its name must end in .png, .svg or .pdf");
    }
}
