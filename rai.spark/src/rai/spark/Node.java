package rai.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.spark.SparkFiles;
import rai.launcher.isolated.Isolated;

/**
 * RAI in an executor: one framework per process, started by the first trial. It is kept among the system properties, since class loaders
 * come and go with applications, and native libraries load once.
 */
final class Node {
    private static final String KEY = "rai.spark.node";
    private static final String STATION = "(rai.trials=station)";
    private static final long PATIENCE_MILLIS = 60_000;

    private Node() {}

    /** In a local master the driver's own framework trains. */
    static void is(Function<String, String> station) {
        Properties properties = System.getProperties();
        synchronized (properties) {
            properties.put(KEY, station);
        }
    }

    /**
     * @return what trains a trial: an order in, an answer out
     * @throws Exception if RAI can't be started here; the message says why
     */
    @SuppressWarnings("unchecked")
    static Function<String, String> here(NodeSettings settings) throws Exception {
        Properties properties = System.getProperties();
        synchronized (properties) {
            Object station = properties.get(KEY);
            if (station == null) {
                station = start(settings);
                properties.put(KEY, station);
            }
            return (Function<String, String>) station;
        }
    }

    private static Object start(NodeSettings settings) throws Exception {
        Path work = Files.createTempDirectory("rai-node-");
        Path extensions = Files.createDirectories(work.resolve("bundles"));
        for (Map.Entry<String, String> extension : settings.extensions().entrySet()) {
            copy(extension.getKey(), extension.getValue(), extensions);
        }
        // unpacking the native libraries takes seconds and 400 MB: all executors of a machine share them
        System.getProperties()
                .putIfAbsent(
                        "org.bytedeco.javacpp.cachedir",
                        Path.of(System.getProperty("java.io.tmpdir"), "rai-natives-" + System.getProperty("user.name"))
                                .toString());
        Path dist = settings.dist().isEmpty()
                ? Path.of(SparkFiles.getRootDirectory(), NodeSettings.SHIPPED, "dist")
                : Path.of(settings.dist());
        Isolated rai = Isolated.of(dist, work.resolve("state"), extensions);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(rai, work), "rai node end"));
        rai.start();
        return rai.service(STATION, PATIENCE_MILLIS);
    }

    private static void copy(String name, String sha256, Path folder) throws IOException {
        Path file = Path.of(SparkFiles.get(name));
        if (!Hashes.of(file).equals(sha256)) {
            throw new IOException("the extension " + name + " has another content here than where the study runs");
        }
        Files.copy(file, folder.resolve(name));
    }

    private static void end(Isolated rai, Path work) {
        try {
            rai.close();
            try (var files = Files.walk(work)) {
                for (Path file : (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (Exception e) {
            System.err.println("rai: " + e);
        }
    }
}
