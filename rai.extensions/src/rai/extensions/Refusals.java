package rai.extensions;

import java.nio.file.Path;
import java.util.Optional;

/** Which files in the folder of extensions have not been installed, and why. A service. */
public interface Refusals {
    /**
     * Returns why the current content of a file is not used.
     *
     * @param file a file in the folder
     * @return what is wrong, what is used instead, and what to do; empty if the file has been installed
     */
    Optional<String> of(Path file);
}
