package rai.api.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.DataException;

class ZipInTest {
    private static final long MANY = 1L << 40;

    @TempDir
    Path folder;

    private Path zip(String... names) throws IOException {
        Path file = folder.resolve("some.zip");
        try (ZipOut zip = new ZipOut(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.add(name, name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.ISO_8859_1);
        byte[] now = to.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i + old.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
                System.arraycopy(now, 0, bytes, i, now.length);
            }
        }
        return bytes;
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(zip("a", "b/c"));
        Thread.sleep(2100); // a zip file counts time by two seconds
        assertThat(Files.readAllBytes(zip("a", "b/c"))).isEqualTo(first);
    }

    @Test
    void aFileComesOutAsItWentIn() throws IOException {
        try (ZipIn zip = new ZipIn(zip("a", "b/c"), MANY, false)) {
            assertThat(zip.names()).containsExactly("a", "b/c");
            assertThat(zip.bytes("b/c", 10)).asString().isEqualTo("b/c");
            Path out = folder.resolve("out");
            assertThat(zip.copy("b/c", out)).isEqualTo(ZipIn.sha256(out));
            assertThat(out).hasContent("b/c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "/etc/a", "a//b", "./a", "a/.", "C:/a", "a\\b", "..", "a/", "a\nb"})
    void aNameThatIsNotBelowAFolderIsRefused(String name) throws IOException {
        Path file = zip("a", name);
        assertThatThrownBy(() -> new ZipIn(file, MANY, true))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + " is refused: it holds '")
                .hasMessageEndingWith("; nothing was unpacked");
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws IOException {
        Path file = zip("file-1", "file-2");
        Files.write(file, replaced(Files.readAllBytes(file), "file-2", "file-1"));
        assertThatThrownBy(() -> new ZipIn(file, MANY, true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'file-1' twice");
        Path cases = zip("file-a", "FILE-A");
        assertThatThrownBy(() -> new ZipIn(cases, MANY, true)).hasMessageContaining("twice");
    }

    @Test
    void whatWouldBecomeTooLargeIsRefused() throws IOException {
        Path file = folder.resolve("bomb.zip");
        try (ZipOut zip = new ZipOut(Files.newOutputStream(file))) {
            zip.add("zeros", new byte[100 << 20]);
        }
        assertThatThrownBy(() -> new ZipIn(file, MANY, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(" bytes would become 104 MB");
        assertThatThrownBy(() -> new ZipIn(file, 50 << 20, true)).hasMessageContaining("larger than 52 MB");
        new ZipIn(file, MANY, true).close();
    }

    @Test
    void whatIsCutOffOrNoZipIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(zip("a", "b/c"));
        for (int n = 0; n < bytes.length; n++) {
            Path file = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, n));
            assertThatThrownBy(() -> new ZipIn(file, MANY, true)).isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> new ZipIn(folder, MANY, true)).hasMessage(folder + " is not a file");
        assertThatThrownBy(() -> new ZipIn(folder.resolve("none"), MANY, true))
                .hasMessageStartingWith("there is no file");
    }

    @Test
    void aFileThatIsLargerThanItSaysIsNotUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOut zip = new ZipOut(bytes)) {
            zip.add("zeros", new byte[100_000]);
        }
        byte[] all = bytes.toByteArray();
        for (int i = 0; i + 4 < all.length; i++) { // the size in the directory, little-endian
            if (all[i] == (byte) 0xa0 && all[i + 1] == (byte) 0x86 && all[i + 2] == 1 && all[i + 3] == 0) {
                all[i + 2] = 0;
            }
        }
        Path file = Files.write(folder.resolve("liar.zip"), all);
        try (ZipIn zip = new ZipIn(file, MANY, true)) {
            assertThatThrownBy(() -> zip.copy("zeros", folder.resolve("out"))).isInstanceOf(DataException.class);
        }
    }
}
