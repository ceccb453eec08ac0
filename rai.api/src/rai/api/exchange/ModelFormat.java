package rai.api.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.run.Model;

/**
 * A format of files that hold trained networks, or their weights. It writes networks, or reads weights, or both.
 *
 * <p>Files come from anywhere: a format allocates no more than a file can hold, follows no path in it, runs nothing that it contains, and
 * answers what it can't read with a {@link rai.api.spec.SpecException} of one sentence.
 */
@ConsumerType
public interface ModelFormat {
    /** @return how the names of such files end, such as {@code .onnx}; the usual ending first */
    List<String> endings();

    /** @return whether it writes networks */
    default boolean writes() {
        return true;
    }

    /** @return whether it reads weights */
    default boolean reads() {
        return false;
    }

    /**
     * Writes a network.
     *
     * @param model the network
     * @param to the file to write
     * @return sentences about what the file does not hold, or holds differently; empty if there is nothing to say
     * @throws rai.api.spec.SpecException if this format can't hold the network; the message names what has no form in it
     * @throws IOException if the file can't be written
     */
    default List<String> write(Model model, Destination to) throws IOException {
        throw new UnsupportedOperationException("it does not write");
    }

    /**
     * Reads weights.
     *
     * @param file the file
     * @return the arrays in it
     * @throws rai.api.spec.SpecException if the file is damaged, or is not in this format
     * @throws IOException if the file can't be read
     */
    default Weights read(Path file) throws IOException {
        throw new UnsupportedOperationException("it does not read");
    }
}
