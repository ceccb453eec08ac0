package rai.studies.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import rai.api.spec.SpecException;

/** Reads study files. */
public final class StudyDocuments {
    private static final String ENDING = "(?i)\\.(yaml|yml|json)$";

    private StudyDocuments() {}

    /**
     * Reads a study file.
     *
     * @param file YAML or JSON; its name without the ending is the name of the study
     * @return the study
     * @throws SpecException if it can't be read, or anything in it is wrong; one sentence with file and line
     */
    public static StudyDocument read(Path file) {
        Path directory = file.getParent();
        return read(text(file), file.toString(), Optional.of(directory == null ? Path.of("") : directory));
    }

    /**
     * Reads a study from a text.
     *
     * @param text YAML or JSON
     * @param file how messages call it: a path with {@code /}; its last name without the ending is the name of the study
     * @param directory the directory to which paths of data may be relative, if any
     * @return the study
     * @throws SpecException if anything in it is wrong; one sentence with file and line
     */
    public static StudyDocument read(String text, String file, Optional<Path> directory) {
        return new StudyReader(Source.of(text, file), name(file), directory).read();
    }

    /**
     * @param file the path of a study file
     * @return the name of the study
     */
    public static String name(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst(ENDING, "");
    }

    private static String text(Path file) {
        if (!file.toString().matches(".*" + ENDING)) {
            throw new SpecException(file + " is not a study file: its name must end in .yaml, .yml or .json");
        }
        if (Files.isDirectory(file)) {
            throw new SpecException(file + " is a directory: name a study file");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SpecException("there is no study file " + file, e);
        } catch (CharacterCodingException e) {
            throw new SpecException(file + " is not a text in UTF-8: save it in that encoding", e);
        } catch (IOException e) {
            throw new SpecException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
