package rai.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What {@code ./bndw dist} has written.
 *
 * @param folder     the folder {@code dist}; the one above it is RAI's home
 * @param system     names of the bundles in {@code dist/system}, in the order in which they are started; a name changes
 *                   with the content of the file
 * @param properties framework properties that the application's run file sets
 */
record Distribution(Path folder, List<String> system, Map<String, String> properties) {

    static Distribution of(Path folder) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("framework.properties"), UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((key, value) -> map.put((String) key, (String) value));
        return new Distribution(folder, Files.readAllLines(folder.resolve("system.list"), UTF_8), map);
    }

    Path home() {
        return folder.getParent();
    }

    /** Where the user's extensions lie: dropped in, they are installed at once. */
    Path extensions() {
        return home().resolve("bundles");
    }

    /** Where the framework finds a bundle. It reads the file in place, it makes no copy. */
    List<String> locations() {
        return system.stream()
                .map(name ->
                        "reference:" + folder.resolve("system").resolve(name).toUri())
                .toList();
    }
}
