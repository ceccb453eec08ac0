package rai.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays as {@code .npy} files, one each. */
final class ArrayFiles {
    private static final String ENDING = ".npy";
    private static final long HEADER = 128;

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

    static INDArray read(Path folder, String name) {
        return Nd4j.createFromNpyFile(file(folder, name).toFile());
    }
}
