package rai.shell.study;

import java.nio.file.Files;
import java.nio.file.Path;
import rai.api.study.StudySource;
import rai.shell.console.Failure;

/** Where studies are kept: in {@code studies/NAME}, unless the user says otherwise. */
public final class StudyPlaces {
    public static final Path FOLDER = Path.of("studies");
    /** The names of study files. */
    public static final String FILE = ".*\\.(yaml|yml|json)";

    private StudyPlaces() {}

    /**
     * Refuses what can't be a directory to write to.
     *
     * @param out what {@code --out} names; null if it is not given
     */
    public static void requireDirectory(Path out) {
        if (out == null) {
            return;
        }
        if (out.toString().isEmpty()) {
            throw new Failure("--out is empty: name a directory");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new Failure("--out " + out + " is a file: name a directory, which will be made");
        }
    }

    /** The directory of a study to run: a study file gives it its name without the suffix. */
    static Path of(StudySource study) {
        return FOLDER.resolve(plain(study.name()));
    }

    /** The name of a study without settings, directory and suffix. */
    static String plain(String name) {
        String file = Path.of(name.replaceFirst("\\(.*", "")).getFileName().toString();
        return file.replaceFirst("\\.(ya?ml|json)$", "");
    }

    /**
     * The directory of a study that has been run.
     *
     * @param text a directory, or the name of a study in {@code studies}
     * @return its directory
     * @throws Failure if there is no such directory
     */
    public static Path existing(String text) {
        if (text.isEmpty()) {
            throw new Failure("the directory of the study is empty: give that which study run has written");
        }
        Path directory = Path.of(text);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path named = FOLDER.resolve(plain(text));
        if (Files.isDirectory(named)) {
            return named;
        }
        throw new Failure("there is no study in " + text + " or " + named
                + ": give the directory that study run has written, or run it first");
    }
}
