package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures inside a framework, where the libraries that write them must find their classes. */
class PicturesTest {
    @TempDir
    Path folder;

    private byte[] drawn(String ending) throws Exception {
        Path file = folder.resolve("relu" + ending);
        try (Shell shell = new Shell().lasting()) {
            shell.run("plot", "activation", "relu", "--out", file.toString(), "--size", "column");
        }
        return Files.readAllBytes(file);
    }

    @Test
    void aPictureIsWrittenInEachFormat() throws Exception {
        assertThat(drawn(".png")).startsWith(0x89, 'P', 'N', 'G');
        assertThat(new String(drawn(".svg"), StandardCharsets.UTF_8))
                .contains("<svg")
                .contains(">relu<");
        assertThat(drawn(".pdf")).startsWith('%', 'P', 'D', 'F');
    }
}
