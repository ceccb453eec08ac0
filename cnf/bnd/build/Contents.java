package build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which of the artifacts in cnf/ext are in a distribution: as files, as jars in bundles, or with classes of theirs in bundles. */
final class Contents {
    private static final List<String> LISTS = List.of("api", "runtime", "nd4j");

    /** Name and CRC of all entries, CRC of all files and inner jars. */
    private final Set<String> found = new HashSet<>();

    static List<Artifact> of(Home home, Path dist, String platform) throws Exception {
        Contents contents = new Contents();
        for (String folder : List.of("lib", "system"))
            for (Path jar : Files2.list(dist.resolve(folder))) contents.add(jar);
        Path repository = Path.of(home.workspace.getProperty("maven.local"));
        List<Artifact> artifacts = new ArrayList<>();
        for (String list : LISTS)
            for (Artifact listed : Artifact.list(list)) {
                Artifact artifact = listed.of(platform);
                if (!artifacts.contains(artifact) && contents.has(repository.resolve(artifact.path())))
                    artifacts.add(artifact);
            }
        return artifacts;
    }

    private void add(Path jar) throws IOException {
        found.add(crc(jar));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .forEach(entry -> found.add(
                            entry.getName().endsWith(".jar") ? String.valueOf(entry.getCrc()) : print(entry)));
        }
    }

    private boolean has(Path jar) throws IOException {
        if (found.contains(crc(jar))) return true;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class")
                            && !entry.getName().endsWith("-info.class"))
                    .anyMatch(entry -> found.contains(print(entry)));
        }
    }

    private static String print(ZipEntry entry) {
        return entry.getName() + " " + entry.getCrc();
    }

    private static String crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) crc.update(buffer, 0, n);
        }
        return String.valueOf(crc.getValue());
    }
}
