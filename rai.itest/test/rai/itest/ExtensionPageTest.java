package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/write-an-extension.md shows is what examples/hello-activation is, with the versions of this workspace. */
class ExtensionPageTest {
    private static final Path EXAMPLE = Path.of("examples/hello-activation");

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/hello/Isru.java", "src/test/java/hello/IsruTest.java"})
    void thePageShowsTheFilesOfTheExample(String file) throws IOException {
        assertThat(listings()).containsEntry(file, Files.readString(EXAMPLE.resolve(file)));
    }

    @Test
    void theExampleIsCompiledAgainstTheApiOfThisWorkspace() throws IOException {
        String version = first(Path.of("bnd.bnd"), "Bundle-Version: (.*)").replace(".SNAPSHOT", "-SNAPSHOT");
        assertThat(first(EXAMPLE.resolve("pom.xml"), "<rai.version>(.*)</rai.version>"))
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.mvn org.osgi:org.osgi.service.component.annotations",
                "test.mvn org.junit.jupiter:junit-jupiter-engine"
            })
    void theExampleUsesTheVersionsOfThisWorkspace(String listed) throws IOException {
        String[] word = listed.split("[ :]");
        String version = first(Path.of("cnf/ext", word[0]), Pattern.quote(word[1] + ":" + word[2] + ":") + "(\\S+)");
        assertThat(first(
                        EXAMPLE.resolve("pom.xml"),
                        "<artifactId>" + word[2] + "</artifactId>\\s*<version>(.*)</version>"))
                .isEqualTo(version);
    }

    @Test
    void theExampleOfAMethodHasTheSamePom() throws IOException {
        assertThat(Files.readString(Path.of("examples/rai-annealed/pom.xml")))
                .isEqualTo(Files.readString(EXAMPLE.resolve("pom.xml")).replace("hello-activation", "rai-annealed"));
    }

    @Test
    void theExampleNamesNoRepository() throws IOException {
        assertThat(Files.readString(EXAMPLE.resolve("pom.xml")))
                .doesNotContainIgnoringCase("repositor")
                .doesNotContain("https:");
    }

    /** The first listing of each file: later ones change it. */
    private static Map<String, String> listings() throws IOException {
        Map<String, String> listings = new LinkedHashMap<>();
        Matcher block = Pattern.compile("^```\\w+ (\\S+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/write-an-extension.md")));
        while (block.find()) {
            listings.putIfAbsent(block.group(1), block.group(2));
        }
        return listings;
    }

    private static String first(Path file, String pattern) throws IOException {
        List<String> found = Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(r -> r.group(1))
                .toList();
        assertThat(found).as("%s in %s", pattern, file).isNotEmpty();
        return found.get(0);
    }
}
