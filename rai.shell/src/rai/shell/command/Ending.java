package rai.shell.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rai.shell.console.Failure;

/** How the name of a file ends, which says what is in it. */
public final class Ending {
    private Ending() {}

    /**
     * @param file a file
     * @return what follows the last dot of its name, with the dot, in lower case; empty without one, and if it has no letter, as in
     *     {@code rate-0.5}
     */
    public static Optional<String> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return Optional.of(name.substring(Math.max(dot, 0)))
                .filter(ending -> dot > 0 && ending.chars().anyMatch(Character::isLetter));
    }

    /**
     * Refuses a name that promises something else than what is written. A device or a pipe may have any name.
     *
     * @param file the file to write; null for none
     * @param what the command and what it writes, such as {@code bundle writes a zip file}
     * @param endings those that fit
     * @throws Failure if the name has another one
     */
    public static void require(Path file, String what, List<String> endings) {
        if (file == null || Files.exists(file) && !Files.isRegularFile(file)) {
            return;
        }
        if (of(file).filter(ending -> !endings.contains(ending)).isPresent()) {
            throw new Failure(what + ", but the name " + file + " ends as that of another kind of file: let it end in "
                    + either(endings));
        }
    }

    /** @return the texts, as {@code a, b or c} */
    public static String either(List<String> texts) {
        return String.join(", ", texts).replaceFirst(", (\\S+)$", " or $1");
    }
}
