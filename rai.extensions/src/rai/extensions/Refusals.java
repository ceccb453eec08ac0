package rai.extensions;

import java.nio.file.Path;
import java.util.Optional;

/** Which files in the folder of extensions have not been installed or started, and why. A service. */
public interface Refusals {
    /** Where there is no folder of extensions. */
    Refusals NONE = new Refusals() {
        @Override
        public Optional<String> of(Path file) {
            return Optional.empty();
        }

        @Override
        public Optional<String> notStarted(Path file) {
            return Optional.empty();
        }
    };

    /**
     * Returns why the current content of a file is not used.
     *
     * @param file a file in the folder
     * @return what is wrong, what is used instead, and what to do; empty if the file has been installed
     */
    Optional<String> of(Path file);

    /**
     * Returns why the bundle of a file does not run.
     *
     * @param file a file in the folder
     * @return what happened when it was started, such as {@code cannot be started: ...}; empty if it was not started, or runs
     */
    Optional<String> notStarted(Path file);
}
