package rai.api.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip file; the same files give the same bytes, whenever they were written. */
public final class ZipOut implements AutoCloseable {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;

    /** @param out receives the bytes, and is closed with this */
    public ZipOut(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /**
     * Adds a file.
     *
     * @param name its name in the archive, with slashes
     * @param content its bytes
     * @throws IOException if it can't be written
     */
    public void add(String name, byte[] content) throws IOException {
        begin(name);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Adds a file.
     *
     * @param name its name in the archive, with slashes
     * @param file where it is
     * @throws IOException if it can't be read or written
     */
    public void add(String name, Path file) throws IOException {
        begin(name);
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    /**
     * The regular files in a folder and its folders; links are left out.
     *
     * @param folder the folder
     * @return their paths relative to it, in order, with slashes
     * @throws IOException if it can't be read
     */
    public static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
