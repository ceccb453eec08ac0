package build;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The application as one file, which runs with a Java runtime alone: {@code cnf/cache/archive/rai-<version>-<platform>.tar.gz}, for Windows a zip.
 * Times are fixed and entries sorted, for the same bytes from the same sources.
 */
final class Archive {
    private static final Path FOLDER = Main.CACHE.resolve("archive");
    private static final List<String> EXAMPLES =
            List.of("people", "studies", "hello-activation", "rai-annealed", "embed");

    /** @param of the platform, or nothing for this machine */
    static void write(Home home, String of) throws Exception {
        long start = System.nanoTime();
        String platform = of.isEmpty() ? Natives.here(home) : of;
        boolean windows = platform.startsWith("windows");
        String name = "rai-" + Version.maven(home) + "-" + platform;
        Path content = FOLDER.resolve("content");
        Files2.delete(content);
        try {
            Path archive = FOLDER.resolve(name + (windows ? ".zip" : ".tar.gz"));
            int artifacts = write(home, platform, content.resolve(name), archive);
            checksums();
            Log.info(Log.relative(archive) + ": " + Files.size(archive) / 1_000_000 + " MB, " + artifacts
                    + " artifacts (" + Log.seconds(start) + ")");
        } finally {
            Files2.delete(content);
        }
    }

    /** @return how many artifacts are inside */
    private static int write(Home home, String platform, Path root, Path archive) throws Exception {
        boolean windows = platform.startsWith("windows");
        Distribution.write(home, root.resolve("dist"), platform);
        copy(windows ? "rai.cmd" : "rai", root);
        for (String file : List.of("LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "cnf/README.md"))
            copy(file, root);
        for (Path file : Files2.walk(Main.ROOT.resolve("docs")))
            if (!file.toString().endsWith(".sh"))
                copy(Main.ROOT.relativize(file).toString(), root);
        for (String example : EXAMPLES) copyAll("examples/" + example, root);
        copyAll("python", root);
        List<Artifact> artifacts = Contents.of(home, root.resolve("dist"), platform);
        Licences.write(home, artifacts, root.resolve("licences"));
        Sbom.write("rai", Version.maven(home), artifacts, root.resolve("sbom.json"));

        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        if (windows) zip(root, part);
        else tar(root, part);
        Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return artifacts.size();
    }

    /** Without what was made there: by Maven, by Python or by pip. */
    private static void copyAll(String folder, Path root) throws Exception {
        for (Path file : Files2.walk(Main.ROOT.resolve(folder))) {
            String name = Main.ROOT.relativize(file).toString().replace('\\', '/');
            if (!name.matches(".*/(target|build|__pycache__|[^/]*\\.egg-info)/.*")) copy(name, root);
        }
    }

    private static void copy(String file, Path root) throws Exception {
        Path target = root.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(Main.ROOT.resolve(file), target);
    }

    /** As sha256sum reads it. */
    private static void checksums() throws Exception {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : Files2.list(FOLDER))
            if (file.toString().matches(".*\\.(tar\\.gz|zip)"))
                sums.put(file.getFileName().toString(), Packages.sha256(Files.readAllBytes(file)));
        List<String> lines = new ArrayList<>();
        sums.forEach((file, sum) -> lines.add(sum + "  " + file + "\n"));
        Files2.write(FOLDER.resolve("SHA256SUMS"), String.join("", lines));
    }

    private static void tar(Path root, Path file) throws Exception {
        try (OutputStream bytes = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path path : Files2.walk(root)) {
                TarArchiveEntry entry = new TarArchiveEntry(name(root, path));
                entry.setSize(Files.size(path));
                entry.setModTime(0);
                entry.setMode(isProgram(path) ? 0100755 : 0100644);
                tar.putArchiveEntry(entry);
                Files.copy(path, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static void zip(Path root, Path file) throws Exception {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path path : Files2.walk(root)) {
                ZipEntry entry = new ZipEntry(name(root, path));
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                Files.copy(path, zip);
                zip.closeEntry();
            }
        }
    }

    private static String name(Path root, Path path) {
        return root.getParent().relativize(path).toString().replace('\\', '/');
    }

    private static boolean isProgram(Path path) {
        String name = path.getFileName().toString();
        return name.equals("rai") || name.endsWith(".sh");
    }

    private Archive() {}
}
