package rai.shell.train;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import rai.shell.console.Failure;

/** The document of a run as a file: YAML 1.2, or JSON. */
final class RunFile {
    /** How deep a document may be nested; that of a run needs four levels. */
    static final int DEEPEST = 50;

    private RunFile() {}

    /**
     * Reads a document.
     *
     * @param file a file that ends in .yaml, .yml or .json
     * @throws Failure if it can't be read, or is not a map; with line and column
     */
    static Map<?, ?> read(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw new Failure("--from needs a file that ends in .yaml, .yml or .json, not " + file);
        }
        String text = text(file);
        Object document = json ? JsonDocument.read(text, file.toString()) : YamlDocument.read(text, file.toString());
        if (document instanceof Map<?, ?> map) {
            return map;
        }
        throw new Failure(file + " is " + (document == null ? "empty" : "not a map of keys and values")
                + ": train --print shows what a run looks like");
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new Failure(file + " is a directory: --from needs a file that train --print wrote");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + file + ": --from needs a document that train --print wrote");
        } catch (CharacterCodingException e) {
            throw new Failure(file + " is not a text in UTF-8: save it in that encoding");
        }
    }
}
