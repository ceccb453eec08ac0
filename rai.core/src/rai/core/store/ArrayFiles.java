package rai.core.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays as {@code .npy} files, one each. */
final class ArrayFiles {
    private static final String ENDING = ".npy";
    private static final long HEADER = 128;

    private static final int MAGIC = 6;
    private static final Pattern DESCRIBED = Pattern.compile("'descr': '[<>|=][a-z](\\d+)'.*'shape': \\(([^)]*)\\)");

    private ArrayFiles() {}

    static void write(Path folder, Map<String, INDArray> arrays, Disk disk) throws IOException {
        for (var array : arrays.entrySet()) {
            disk.write(
                    file(folder, array.getKey()),
                    out -> Nd4j.writeAsNumpy(array.getValue().dup('c'), out));
        }
    }

    /** @return about how much room the files take */
    static long bytes(Map<String, INDArray> arrays) {
        return arrays.values().stream()
                .mapToLong(array -> array.length() * array.dataType().width() + HEADER)
                .sum();
    }

    static Path file(Path folder, String name) {
        return folder.resolve(name + ENDING);
    }

    /** @return the name of the array in a file; empty if it holds none */
    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    }

    /** @throws IOException if the file can't be read, or is not as long as its header says */
    static INDArray read(Path folder, String name) throws IOException {
        requireWhole(file(folder, name)); // ND4J maps the file into memory, whatever its length
        return Nd4j.createFromNpyFile(file(folder, name).toFile());
    }

    /** The header: the magic bytes, two bytes of version, the length of the text (two bytes in version 1, four since), the text. */
    private static void requireWhole(Path file) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            byte[] start = in.readNBytes(MAGIC + 2);
            boolean first = start.length > MAGIC && start[MAGIC] == 1;
            int length = first
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.reverseBytes(in.readInt());
            Matcher header =
                    DESCRIBED.matcher(new String(in.readNBytes(Math.max(0, length)), StandardCharsets.ISO_8859_1));
            if (!header.find()) {
                throw new IOException("it has no header");
            }
            long bytes = Long.parseLong(header.group(1));
            for (String size : header.group(2).split("[, ]+")) {
                bytes *= size.isEmpty() ? 1 : Long.parseLong(size);
            }
            long whole = MAGIC + 2 + (first ? 2 : 4) + length + bytes;
            if (Files.size(file) != whole) {
                throw new IOException("it has " + Files.size(file) + " bytes instead of " + whole);
            }
        } catch (EOFException e) {
            throw new IOException("it has no header", e);
        }
    }
}
