package rai.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays as {@code .npy} files, one each. */
final class ArrayFiles {
    private static final String ENDING = ".npy";

    private ArrayFiles() {}

    static void write(Path folder, Map<String, INDArray> arrays) throws IOException {
        for (var array : arrays.entrySet()) {
            Path file = file(folder, array.getKey());
            Nd4j.writeAsNumpy(array.getValue().dup('c'), file.toFile());
            Durable.sync(file);
        }
    }

    static Path file(Path folder, String name) {
        return folder.resolve(name + ENDING);
    }

    static INDArray read(Path folder, String name) {
        return Nd4j.createFromNpyFile(file(folder, name).toFile());
    }
}
