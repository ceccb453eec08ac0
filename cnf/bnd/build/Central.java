package build;

import aQute.bnd.build.Project;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What would be published: {@code cnf/cache/central}, in the layout of a Maven repository. For each artifact the jar, its sources and
 * documentation, a complete pom, an SBOM, and checksums. Signatures are missing: whoever publishes has the key.
 */
final class Central {
    private static final Path FOLDER = Main.CACHE.resolve("central");

    static void write(Home home, List<String> projects) throws Exception {
        long start = System.nanoTime();
        String version = Version.maven(home);
        Files2.delete(FOLDER);
        for (String name : projects) bundle(home.project(name), version);
        Packages.write(home, FOLDER, version, List.of(Natives.here(home)));
        Project embed = home.project("rai.embed");
        sourcesAndDocumentation(embed, Packages.EMBED, version);
        for (String name :
                List.of(Packages.APP, Packages.NATIVES)) // Central asks for both, also where there is no class
        for (String kind : List.of("sources", "javadoc"))
                jar(Packages.artifact(FOLDER, name, version, kind, "jar"), Map.of());
        Path dist = Main.CACHE.resolve("application/dist");
        sbom(
                Packages.APP,
                version,
                Contents.of(home, dist, Natives.here(home)).stream()
                        .filter(artifact -> artifact.classifier().isEmpty())
                        .toList());
        sbom(
                Packages.NATIVES,
                version,
                Artifact.list("nd4j").stream()
                        .filter(artifact -> !artifact.classifier().isEmpty())
                        .map(artifact -> artifact.of(Natives.here(home)))
                        .toList());
        sbom(Packages.EMBED, version, List.of());
        checksums();
        Log.info(Log.relative(FOLDER) + ": what would be published, without signatures (" + Log.seconds(start) + ")");
    }

    private static void bundle(Project project, String version) throws Exception {
        String name = project.getName();
        Path jar = Packages.artifact(FOLDER, name, version, "", "jar");
        Files.createDirectories(jar.getParent());
        Files.copy(project.getBuildFiles()[0].toPath(), jar, StandardCopyOption.REPLACE_EXISTING);
        String pom;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("META-INF/maven/" + Version.GROUP + "/" + name + "/pom.xml");
            pom = new String(zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        int dependencies = pom.indexOf("  <dependencies>");
        String own = dependencies < 0 ? "" : pom.substring(dependencies, pom.indexOf("</project>"));
        Files2.write(
                Packages.artifact(FOLDER, name, version, "", "pom"),
                Pom.of(name, version, project.getProperty("Bundle-Description"), own));
        sourcesAndDocumentation(project, name, version);
        List<Artifact> external = new ArrayList<>();
        for (String list : List.of("api", "nd4j", "test", "runtime"))
            for (Artifact artifact : Artifact.list(list)) {
                String dependency = "<groupId>" + artifact.group() + "</groupId>\\s*<artifactId>" + artifact.name()
                        + "</artifactId>";
                if (artifact.classifier().isEmpty()
                        && !external.contains(artifact)
                        && java.util.regex.Pattern.compile(dependency)
                                .matcher(own)
                                .find()) external.add(artifact);
            }
        sbom(name, version, external);
    }

    private static void sbom(String name, String version, List<Artifact> artifacts) throws Exception {
        Sbom.write(name, version, artifacts, Packages.artifact(FOLDER, name, version, "cyclonedx", "json"));
    }

    private static void sourcesAndDocumentation(Project project, String name, String version) throws Exception {
        Map<String, Path> sources = new TreeMap<>();
        Path root = project.getBase().toPath().resolve("src");
        for (Path file : Files2.walk(root))
            sources.put(root.relativize(file).toString().replace('\\', '/'), file);
        jar(Packages.artifact(FOLDER, name, version, "sources", "jar"), sources);
        Path folder = Main.CACHE.resolve("javadoc").resolve(project.getName());
        if (!Javadoc.write(project, folder)) throw new Failure("no javadoc of " + project.getName());
        Map<String, Path> pages = new TreeMap<>();
        for (Path file : Files2.walk(folder))
            pages.put(folder.relativize(file).toString().replace('\\', '/'), file);
        jar(Packages.artifact(FOLDER, name, version, "javadoc", "jar"), pages);
    }

    private static void jar(Path jar, Map<String, Path> files) throws Exception {
        Files.createDirectories(jar.getParent());
        Map<String, Path> all = new TreeMap<>(files);
        all.put("META-INF/LICENSE", Main.ROOT.resolve("LICENSE"));
        try (OutputStream bytes = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Path> file : all.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    /** As Maven Central asks for them. */
    private static void checksums() throws Exception {
        for (Path file : Files2.walk(FOLDER))
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                byte[] sum = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
                String ending = algorithm.replace("-", "").toLowerCase(java.util.Locale.ROOT);
                Files2.write(
                        file.resolveSibling(file.getFileName() + "." + ending),
                        HexFormat.of().formatHex(sum));
            }
    }

    private Central() {}
}
