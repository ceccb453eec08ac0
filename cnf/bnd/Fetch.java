import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fetches everything that the lists {@code cnf/ext/*.mvn} name into the local Maven repository: writes the lists as one
 * pom and passes it to Maven, which alone decides where artifacts come from. A program of one file, because it runs
 * before the bnd libraries are there: {@code java cnf/bnd/Fetch.java [-o]}.
 *
 * <p>Results, all in {@code cnf/cache/ext}: the {@code pom.xml}, the {@code classpath} of the build program, the
 * {@code format.classpath} of the formatter, and {@code machine.bnd} with what differs between machines, for {@code cnf/build.bnd} to include.
 */
class Fetch {
    private static final Path LISTS = Path.of("cnf", "ext");
    private static final Path RESULTS = Path.of("cnf", "cache", "ext");
    private static final String FETCHER = "maven-dependency-plugin";

    /** A line of a list: {@code group:artifact[:extension:classifier]:version   # comment}. */
    private record Artifact(String group, String name, String extension, String classifier, String version) {
        static Artifact parse(String line) {
            String[] part = line.split(":");
            return switch (part.length) {
                case 3 -> new Artifact(part[0], part[1], "jar", "", part[2]);
                case 5 -> new Artifact(part[0], part[1], part[2], part[3], part[4]);
                default ->
                    throw new IllegalArgumentException(
                            "cnf/ext: not group:artifact[:extension:classifier]:version: " + line);
            };
        }

        String coordinates() {
            return element("groupId", group) + element("artifactId", name) + element("version", version);
        }

        /** Only the artifact itself: what it needs is in the lists too, so that bnd and Maven see the same. */
        String dependency() {
            return element(
                    "dependency",
                    coordinates()
                            + element("type", extension)
                            + (classifier.isEmpty() ? "" : element("classifier", classifier))
                            + element(
                                    "exclusions",
                                    element("exclusion", element("groupId", "*") + element("artifactId", "*"))));
        }

        String path() {
            return String.join(
                    "/",
                    group.replace('.', '/'),
                    name,
                    version,
                    name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + extension);
        }
    }

    public static void main(String[] args) throws Exception {
        List<Artifact> artifacts = new ArrayList<>();
        for (String list : List.of("api", "runtime", "nd4j", "spark", "test")) artifacts.addAll(read(list));
        List<Artifact> tools = read("build");
        Artifact fetcher =
                tools.stream().filter(a -> a.name.equals(FETCHER)).findFirst().orElseThrow();
        tools.remove(fetcher);
        artifacts.addAll(tools);
        tools.addAll(read("api"));
        List<Artifact> formatter = read("format");
        artifacts.addAll(formatter);

        requireOneVersion(artifacts);

        Files.createDirectories(RESULTS);
        Path all = RESULTS.resolve("all");
        Files.writeString(RESULTS.resolve("pom.xml"), pom(artifacts, fetcher), UTF_8);
        maven(List.of(args), fetcher, all);

        String repository = repository(Files.readString(all, UTF_8).strip(), artifacts.get(0));
        Files.writeString(RESULTS.resolve("classpath"), classpath(repository, tools), UTF_8);
        Files.writeString(RESULTS.resolve("format.classpath"), classpath(repository, formatter), UTF_8);
        Files.writeString(RESULTS.resolve("machine.bnd"), """
            # Written by cnf/bnd/Fetch.java: what differs between machines.
            maven.local: %s
            nd4j.platform: %s
            """.formatted(repository, platform()), UTF_8);
    }

    private static String classpath(String repository, List<Artifact> artifacts) {
        return artifacts.stream().map(a -> repository + "/" + a.path()).collect(joining(File.pathSeparator));
    }

    private static List<Artifact> read(String list) throws IOException {
        List<Artifact> result = new ArrayList<>();
        for (String line : Files.readAllLines(LISTS.resolve(list + ".mvn"), UTF_8)) {
            String entry = line.replaceFirst("#.*", "").strip().replace("${nd4j.platform}", platform());
            if (!entry.isEmpty()) result.add(Artifact.parse(entry));
        }
        return result;
    }

    /** Of two versions Maven would fetch one, and bnd would miss the other where no other build has left it. */
    private static void requireOneVersion(List<Artifact> artifacts) {
        Map<String, Artifact> known = new HashMap<>();
        for (Artifact artifact : artifacts) {
            String name = String.join(":", artifact.group, artifact.name, artifact.extension, artifact.classifier);
            Artifact other = known.putIfAbsent(name, artifact);
            if (other != null && !other.version.equals(artifact.version))
                fail("cnf/ext lists " + artifact.group + ":" + artifact.name + " in two versions, " + other.version
                        + " and " + artifact.version + ": give all lists the same");
        }
    }

    private static String pom(List<Artifact> artifacts, Artifact fetcher) {
        return element(
                "project",
                element("modelVersion", "4.0.0")
                        + element("groupId", "local")
                        + element("artifactId", "everything-in-cnf-ext")
                        + element("version", "1")
                        + element("packaging", "pom")
                        + element("build", element("plugins", element("plugin", fetcher.coordinates())))
                        + element(
                                "dependencies",
                                artifacts.stream().map(Artifact::dependency).collect(joining("\n", "\n", ""))));
    }

    private static void maven(List<String> options, Artifact fetcher, Path result) throws Exception {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command =
                new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-q", "-B", "-ntp", "-Dstyle.color=never"));
        command.addAll(options);
        command.addAll(List.of(
                "-f",
                RESULTS.resolve("pom.xml").toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + result.toAbsolutePath()));
        try {
            ProcessBuilder maven = new ProcessBuilder(command).redirectErrorStream(true);
            if (Runtime.version().feature() >= 23) // Maven's own libraries do what newer Javas warn of
            maven.environment().merge("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow", (a, b) -> a + " " + b);
            Process process = maven.start();
            String said = new String(process.getInputStream().readAllBytes())
                    .replaceAll("\u001b\\[[0-9;]*m", "")
                    .strip();
            if (!said.isEmpty()) System.err.println(said);
            if (process.waitFor() != 0) fail("Maven could not fetch what cnf/ext/*.mvn lists");
        } catch (IOException e) {
            fail("the build needs Maven (mvn) on the path: " + e.getMessage());
        }
    }

    /** Where Maven keeps its artifacts: the class path it wrote names one file in full. */
    private static String repository(String classpath, Artifact first) {
        for (String file : classpath.split(File.pathSeparator)) {
            String path = file.replace('\\', '/');
            if (path.endsWith(first.path()))
                return path.substring(0, path.length() - first.path().length() - 1);
        }
        throw new IllegalStateException("Maven's answer does not name " + first.path());
    }

    /** JavaCPP's name of this machine, which is also the classifier of ND4J's native jars. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "-arm64" : "-x86_64");
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
