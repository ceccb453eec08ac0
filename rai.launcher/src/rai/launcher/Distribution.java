package rai.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The distribution that {@code ./bndw dist} has written.
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
        List<String> system = new ArrayList<>(Files.readAllLines(folder.resolve("system.list"), UTF_8));
        Path natives = folder.resolve("natives.list"); // where they came from elsewhere than the rest
        if (Files.exists(natives)) system.addAll(Files.readAllLines(natives, UTF_8));
        return new Distribution(folder, List.copyOf(system), map);
    }

    Path home() {
        return folder.getParent();
    }

    /** The folder of the user's extensions, which are installed as soon as they appear. */
    Path extensions() {
        return home().resolve("bundles");
    }

    /** The locations of the bundles. The framework reads the files in place, without a copy. */
    List<String> locations() {
        return system.stream()
                .map(name ->
                        "reference:" + folder.resolve("system").resolve(name).toUri())
                .toList();
    }
}
