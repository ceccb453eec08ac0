package rai.extensions;

import java.nio.file.Path;
import java.util.Optional;

/** Which files in the folder of extensions have not been taken up, and why. A service. */
public interface Refusals {
    /**
     * Says why a file is not used as it is now.
     *
     * @param file a file in the folder
     * @return what is wrong, what is used instead, and what to do; empty where the file has been taken up
     */
    Optional<String> of(Path file);
}
