package rai.report.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.report.file.Folder;

/** Writes files together, and only those that are not there with the same content. */
final class Published {
    private Published() {}

    /**
     * @param directory where to
     * @param files the content of each file by its name
     * @return the files that have changed
     */
    static List<Path> changed(Path directory, Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path there = directory.resolve(file.getKey());
            if (!Files.isRegularFile(there) || !Arrays.equals(file.getValue(), Files.readAllBytes(there))) {
                changed.put(file.getKey(), file.getValue());
            }
        }
        if (changed.isEmpty()) {
            return List.of();
        }
        try (Folder folder = new Folder(directory)) {
            for (Map.Entry<String, byte[]> file : changed.entrySet()) {
                folder.write(file.getKey(), file.getValue());
            }
            return folder.publish();
        }
    }
}
