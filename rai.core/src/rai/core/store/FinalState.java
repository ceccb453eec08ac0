package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code checkpoint/}: the arrays of the state at the end of a run, one {@code .npy} file each. */
final class FinalState {
    static final String FOLDER = "checkpoint";

    private FinalState() {}

    /** Writes all arrays or none. */
    static void write(Path dir, Map<String, INDArray> arrays, Disk disk) throws IOException {
        Path fresh = dir.resolve(FOLDER + Durable.PARTIAL);
        Durable.delete(fresh);
        disk.require(dir, ArrayFiles.bytes(arrays) + Checkpoint.TEXTS);
        Files.createDirectory(fresh);
        ArrayFiles.write(fresh, arrays, disk);
        Durable.replaceFolder(fresh, dir.resolve(FOLDER));
    }
}
