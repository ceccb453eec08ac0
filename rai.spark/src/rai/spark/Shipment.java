package rai.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.JavaSparkContext;

/** What every executor gets before its first trial: the application, unless it has it, and the extensions. */
final class Shipment {
    private static final List<String> PARTS = List.of("framework.properties", "system.list", "lib", "system");

    private Shipment() {}

    /**
     * @param dist the directory {@code dist} of this process
     * @param there the directory on every worker; null to ship the application
     */
    static NodeSettings send(JavaSparkContext spark, Path dist, Path there) throws IOException {
        TreeMap<String, String> extensions = new TreeMap<>();
        for (Path jar : extensions(dist)) {
            if (!spark.isLocal()) {
                spark.addFile(jar.toString());
            }
            extensions.put(jar.getFileName().toString(), Hashes.of(jar));
        }
        if (there == null && !spark.isLocal()) {
            // sc.addArchive is on the Scala side only
            spark.sc().addArchive(archive(dist).toUri() + "#" + NodeSettings.SHIPPED);
        }
        return new NodeSettings(there == null ? "" : there.toString(), extensions);
    }

    private static List<Path> extensions(Path dist) throws IOException {
        Path folder = dist.resolveSibling("bundles");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** The application as one file, made once; the names of its bundles change with their content. */
    private static Path archive(Path dist) throws IOException {
        String list = Hashes.of(dist.resolve("system.list")).substring(0, 12);
        boolean kept = Files.isWritable(dist);
        Path folder = kept ? Files.createDirectories(dist.resolve("cache")) : Files.createTempDirectory("rai-");
        Path archive = folder.resolve("rai-dist-" + list + ".zip");
        if (Files.exists(archive)) {
            return archive;
        }
        deleteOld(folder);
        Path partial = folder.resolve("rai-dist-" + UUID.randomUUID() + ".partial"); // others may read it
        partial.toFile().deleteOnExit(); // unless it is whole by then
        if (!kept) {
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit(); // goes first: the last named is deleted first
        }
        try (OutputStream out = Files.newOutputStream(partial);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.NO_COMPRESSION); // jars are compressed
            for (String part : PARTS) {
                try (Stream<Path> files = Files.walk(dist.resolve(part))) {
                    for (Path file :
                            (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                        zip.putNextEntry(new ZipEntry(
                                "dist/" + dist.relativize(file).toString().replace('\\', '/')));
                        Files.copy(file, zip);
                        zip.closeEntry();
                    }
                }
            }
        }
        return Files.move(partial, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Those of earlier builds; another driver may still send one of today. */
    private static void deleteOld(Path folder) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "rai-dist-*")) {
            for (Path archive : archives) {
                if (Files.getLastModifiedTime(archive).toInstant().isBefore(yesterday)) {
                    Files.deleteIfExists(archive);
                }
            }
        }
    }
}
