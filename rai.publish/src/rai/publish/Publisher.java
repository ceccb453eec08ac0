package rai.publish;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Makes bundles of activations that were learnt or typed. */
@ProviderType
public interface Publisher {
    /**
     * Writes a bundle: whole, or not at all.
     *
     * @param order what to publish, and where
     * @return what was written
     * @throws rai.api.spec.SpecException if it cannot be published as ordered; the message says what to do
     * @throws IOException if the run cannot be read or the file cannot be written
     */
    Published publish(Order order) throws IOException;

    /**
     * What to publish.
     *
     * @param source the directory of a run that has ended, or the spec of an activation
     * @param name what the activation will be called
     * @param layer the layer to take it from, counted from 1; null if the run has only one to choose
     * @param unit the unit of the layer, counted from 1; null if one function serves all units
     * @param version the version of the bundle
     * @param file where to write it
     * @param replace whether to replace a file that exists
     */
    record Order(String source, String name, Integer layer, Integer unit, String version, Path file, boolean replace) {}
}
