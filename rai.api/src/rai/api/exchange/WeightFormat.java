package rai.api.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A format of models whose weights can be read again. It is registered as a {@link ModelFormat}.
 *
 * <p>Files come from anywhere: a format allocates no more than a file can hold, follows no path in it, runs nothing that it contains, and
 * answers what it can't read with a {@link rai.api.spec.SpecException} of one sentence.
 */
@ConsumerType
public interface WeightFormat extends ModelFormat {
    /**
     * Reads weights.
     *
     * @param file the file
     * @return the arrays in it
     * @throws rai.api.spec.SpecException if the file is damaged, or is not in this format
     * @throws IOException if the file can't be read
     */
    Weights read(Path file) throws IOException;
}
