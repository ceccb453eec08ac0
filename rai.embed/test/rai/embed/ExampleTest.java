package rai.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** examples/embed, as a user has it: in a directory of its own, with Maven alone. */
class ExampleTest {
    private static final Path EXAMPLE = Path.of("examples/embed");
    private static final Path BUILT = Path.of("cnf/cache/application/repository");

    @TempDir
    Path temp;

    @Test
    @Timeout(500)
    void mavenTestsTheExampleAgainstWhatWasBuilt() throws Exception {
        assumeTrue(
                isReleased(),
                "the artifacts of this build are not in the local Maven repository: ./bndw release:rai-embed");
        copy(EXAMPLE, temp);
        Path cache = Path.of("cnf/cache/application/unpacked").toAbsolutePath();
        Process maven = new ProcessBuilder("mvn", "-q", "-B", "-ntp", "test", "-DargLine=-Drai.cache=" + cache)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(maven.getInputStream().readAllBytes());
        assertThat(maven.waitFor()).as(said).isZero();
        assertThat(said).contains("accuracy");
    }

    private static boolean isReleased() throws IOException {
        Path local = Path.of(Files.readAllLines(Path.of("cnf/cache/ext/machine.bnd")).stream()
                .filter(line -> line.startsWith("maven.local: "))
                .findFirst()
                .orElseThrow()
                .substring("maven.local: ".length()));
        for (String artifact : List.of("rai-app", "rai-natives", "rai-embed")) {
            for (Path jar : Jars.exist() ? Jars.of(artifact) : List.<Path>of()) {
                Path released = local.resolve(BUILT.toAbsolutePath().relativize(jar));
                if (!Files.exists(released) || Files.mismatch(jar, released) >= 0) {
                    return false;
                }
            }
        }
        return Jars.exist();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void theExampleHasLessThanTwentyLinesAndThePageShowsThem() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE.resolve("src/main/java/embed/Moons.java"));
        assertThat(lines).hasSizeLessThan(20);
        int from = lines.indexOf("        try (Rai rai = Rai.start()) {");
        String shown = String.join("\n", lines.subList(from, lines.size() - 2)).indent(-8);
        assertThat(Files.readString(Path.of("docs/embed.md"))).contains(shown);
    }

    @Test
    void theExampleUsesTheVersionOfThisWorkspace() throws IOException {
        String version = Files.readAllLines(Path.of("bnd.bnd")).stream()
                .filter(line -> line.startsWith("Bundle-Version: "))
                .findFirst()
                .orElseThrow()
                .substring("Bundle-Version: ".length())
                .replace(".SNAPSHOT", "-SNAPSHOT");
        assertThat(Files.readString(EXAMPLE.resolve("pom.xml"))).contains("<rai.version>" + version + "</rai.version>");
        assertThat(Files.readString(Path.of("docs/embed.md"))).contains("<version>" + version + "</version>");
    }
}
