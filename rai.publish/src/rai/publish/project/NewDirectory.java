package rai.publish.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import rai.api.spec.SpecException;

/** A directory that is written whole or not at all. */
final class NewDirectory {
    private final Deque<Path> made = new ArrayDeque<>();

    private NewDirectory() {}

    /**
     * Writes files into a directory that is not there yet, or is empty.
     *
     * @param directory the directory
     * @param files the text of each file, by its path in the directory
     * @throws SpecException if the directory is not empty
     * @throws IOException if it cannot be written; then nothing of it is left
     */
    static void write(Path directory, Map<String, String> files) throws IOException {
        requireRoom(directory);
        NewDirectory writing = new NewDirectory();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                writing.write(directory.toAbsolutePath().resolve(file.getKey()), file.getValue());
            }
        } catch (IOException | RuntimeException e) {
            writing.undo(e);
            throw e;
        }
    }

    private static void requireRoom(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> content = Files.list(directory)) {
                if (content.findAny().isPresent()) {
                    throw new SpecException(
                            "the directory " + directory + " is not empty: name another one with --dir");
                }
            }
        } else if (Files.exists(directory)) {
            throw new SpecException(directory + " is a file: name another directory with --dir");
        }
    }

    private void write(Path file, String text) throws IOException {
        makeDirectory(file.getParent());
        Files.createFile(file);
        made.push(file);
        Files.writeString(file, text);
    }

    private void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            makeDirectory(directory.getParent());
            Files.createDirectory(directory);
            made.push(directory);
        }
    }

    private void undo(Exception why) {
        for (Path path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
    }
}
