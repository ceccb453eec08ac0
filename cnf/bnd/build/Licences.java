package build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The licences and notices in artifacts, as files beside the application. The texts of those that bring none, and are not under the Apache
 * License, are in cnf/licences, by the names of the artifacts.
 */
final class Licences {
    private static final Path OURS = Main.ROOT.resolve("cnf/licences");
    private static final Pattern TEXT = Pattern.compile(
            "(META-INF/)?(licen[sc]es?/.*|[^/]*(licen[sc]e|notice|copying|copyright)[^/]*)", Pattern.CASE_INSENSITIVE);

    /**
     * @param folder gets a folder for each artifact, and a list of those without a text
     */
    static void write(Home home, List<Artifact> artifacts, Path folder) throws Exception {
        Path repository = Path.of(home.workspace.getProperty("maven.local"));
        Set<String> without = new TreeSet<>();
        for (Artifact artifact : artifacts) {
            String name = artifact.name() + "-" + artifact.version()
                    + (artifact.classifier().isEmpty() ? "" : "-" + artifact.classifier());
            Path own = OURS.resolve(artifact.name() + ".txt");
            if (copy(repository.resolve(artifact.path()), folder.resolve(name))) continue;
            if (!Files.exists(own)) without.add(name);
            else {
                Files.createDirectories(folder.resolve(name));
                Files.copy(own, folder.resolve(name).resolve("LICENSE.txt"));
            }
        }
        Files2.write(folder.resolve("README.txt"), """
            What is in this application besides RAI itself (LICENSE). sbom.json names each artifact, its version and its licence.
            Here are the licence texts and notices that the artifacts bring along, or that belong to them.

            These bring none. Their publishers state the Apache License 2.0, whose text is in LICENSE, for all of them:
            """ + String.join("\n", without) + "\n");
    }

    private static boolean copy(Path jar, Path folder) throws IOException {
        boolean any = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()
                        || entry.getName().endsWith(".class")
                        || !TEXT.matcher(entry.getName()).matches()) continue;
                Path target = folder.resolve(entry.getName().replaceFirst("^META-INF/", ""))
                        .normalize();
                if (!target.startsWith(folder) || Files.exists(target)) continue;
                Files.createDirectories(target.getParent());
                Files.copy((InputStream) zip, target);
                any = true;
            }
        }
        return any;
    }

    private Licences() {}
}
