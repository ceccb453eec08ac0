package rai.shell.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the lines of the prompt are kept from one session to the next. */
final class History {
    /** Environment: another file; none if it is empty. */
    private static final String VARIABLE = "RAI_HISTORY";

    private History() {}

    /** @return a file that can be written, in a folder that exists; empty if there is none, or if none is wanted */
    static Optional<Path> file() {
        return file(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Optional<Path> file(Map<String, String> environment, Path home) {
        String given = environment.get(VARIABLE);
        if (given != null && given.isBlank()) {
            return Optional.empty();
        }
        String states = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder = states.isBlank() ? home.resolve(Path.of(".local", "state")) : Path.of(states);
        Path file = given != null ? Path.of(given).toAbsolutePath() : folder.resolve(Path.of("rai", "history"));
        try {
            Files.createDirectories(file.getParent());
            return Files.isWritable(Files.exists(file) ? file : file.getParent())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a home that is not writable must not prevent a session
        }
    }
}
