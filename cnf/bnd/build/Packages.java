package build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The application as Maven artifacts, for programs that embed it: {@code rai-app} holds the files of {@code dist}, {@code rai-natives} the native
 * libraries of a platform, by classifier; {@code rai-embed} is the jar that unpacks and starts them. They are no bundles, so their names have dashes.
 */
final class Packages {
    static final String APP = "rai-app";
    static final String NATIVES = "rai-natives";
    static final String EMBED = "rai-embed";
    static final List<String> ALL = List.of(APP, NATIVES, EMBED);

    private static final String FOLDER = "META-INF/rai-app/";

    /** Operating system and processor, as Maven and Java write them. */
    private static final Map<String, String> ACTIVATIONS = new TreeMap<>(Map.of(
            "linux-x86_64", "<name>Linux</name><arch>amd64</arch>",
            "linux-arm64", "<name>Linux</name><arch>aarch64</arch>",
            "macosx-x86_64", "<family>mac</family><arch>x86_64</arch>",
            "macosx-arm64", "<family>mac</family><arch>aarch64</arch>",
            "windows-x86_64", "<family>windows</family><arch>amd64</arch>"));

    /** Into the local Maven repository, where Maven projects outside find them. */
    static void install(Home home) throws Exception {
        String version = Version.maven(home);
        Path repository = Path.of(home.workspace.getProperty("maven.local"));
        write(home, repository, version, List.of(Natives.here(home)));
        Log.info(String.join(", ", ALL) + " " + version + ": into the local Maven repository");
    }

    static void writeForTests(Home home) throws Exception {
        write(home, Main.CACHE.resolve("application/repository"), Version.maven(home), List.of(Natives.here(home)));
    }

    /** @param repository a folder in the layout of a Maven repository */
    static void write(Home home, Path repository, String version, List<String> platforms) throws Exception {
        Path dist = Main.CACHE.resolve("application/dist");
        Distribution.writeForTests(home);
        Map<String, Path> files = new TreeMap<>();
        for (Path file : Files2.walk(dist)) {
            String name = "dist/" + dist.relativize(file).toString().replace('\\', '/');
            if (name.startsWith("dist/cache/")
                    || name.startsWith("dist/spark/")
                    || name.equals("dist/index.xml")
                    || isNative(name)) continue;
            files.put(name, file);
        }
        Path list = Main.CACHE.resolve("application/system.list");
        Files2.write(
                list,
                Files.readAllLines(dist.resolve("system.list")).stream()
                        .filter(name -> !isNative(name))
                        .collect(Collectors.joining("\n", "", "\n")));
        files.put("dist/system.list", list);
        Path app = artifact(repository, APP, version, "", "jar");
        jar(app, "app", files);
        pom(repository, APP, version, "");

        for (String platform : platforms) {
            Path natives = Natives.jar(home, platform).toPath();
            String name = Natives.PROJECT + "-" + Fingerprint.ofFile(natives).substring(0, 8) + ".jar";
            Path nativesList = Main.CACHE.resolve("application/natives.list");
            Files2.write(nativesList, name + "\n");
            jar(
                    artifact(repository, NATIVES, version, platform, "jar"),
                    platform,
                    new TreeMap<>(Map.of("dist/natives.list", nativesList, "dist/system/" + name, natives)));
        }
        pom(repository, NATIVES, version, "");

        Path embed = artifact(repository, EMBED, version, "", "jar");
        copy(home.project("rai.embed").getBuildFiles()[0].toPath(), embed);
        pom(repository, EMBED, version, dependencies(version));
    }

    private static boolean isNative(String name) {
        return name.contains(Natives.PROJECT + "-");
    }

    /** Maven takes the natives of the machine on which it runs. */
    private static String dependencies(String version) {
        StringBuilder text = new StringBuilder(
                "  <dependencies>\n" + dependency(APP, version, "", "    ") + "  </dependencies>\n  <profiles>\n");
        ACTIVATIONS.forEach((platform, os) -> text.append("    <profile>\n      <id>")
                .append(platform)
                .append("</id>\n      <activation><os>")
                .append(os)
                .append("</os></activation>\n      <dependencies>\n")
                .append(dependency(NATIVES, version, platform, "        "))
                .append("      </dependencies>\n    </profile>\n"));
        return text.append("  </profiles>\n").toString();
    }

    private static String dependency(String name, String version, String classifier, String indent) {
        return indent + "<dependency>\n" + indent + "  <groupId>" + Version.GROUP + "</groupId>\n" + indent
                + "  <artifactId>" + name
                + "</artifactId>\n" + indent + "  <version>" + version + "</version>\n"
                + (classifier.isEmpty() ? "" : indent + "  <classifier>" + classifier + "</classifier>\n")
                + indent + "  <scope>runtime</scope>\n" + indent + "</dependency>\n";
    }

    private static void pom(Path repository, String name, String version, String dependencies) throws Exception {
        Files2.write(
                artifact(repository, name, version, "", "pom"),
                Pom.of(name, version, Pom.description(name), dependencies));
    }

    static Path artifact(Path repository, String name, String version, String classifier, String extension) {
        return repository.resolve(new Artifact(Version.GROUP, name, extension, classifier, version).path());
    }

    private static void copy(Path file, Path target) throws Exception {
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The jars in it are compressed already. The same files give the same bytes. */
    private static void jar(Path jar, String part, Map<String, Path> files) throws Exception {
        Files.createDirectories(jar.getParent());
        Path work = jar.resolveSibling(jar.getFileName() + ".part");
        StringBuilder list = new StringBuilder();
        try (OutputStream bytes = Files.newOutputStream(work);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(UTF_8));
            entry(zip, "META-INF/LICENSE", Files.readAllBytes(Main.ROOT.resolve("LICENSE")));
            for (Map.Entry<String, Path> file : files.entrySet()) {
                byte[] content = Files.readAllBytes(file.getValue());
                list.append(sha256(content))
                        .append(' ')
                        .append(content.length)
                        .append(' ')
                        .append(file.getKey())
                        .append('\n');
                entry(zip, FOLDER + part + "/" + file.getKey(), content);
            }
            entry(zip, FOLDER + part + "/files.list", list.toString().getBytes(UTF_8));
        }
        Files.move(work, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws Exception {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static String sha256(byte[] content) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(content));
    }

    private Packages() {}
}
