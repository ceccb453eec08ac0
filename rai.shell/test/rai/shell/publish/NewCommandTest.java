package rai.shell.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;
import rai.publish.project.MavenProjects;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class NewCommandTest {
    private static final Version RAI = Version.parseVersion("0.1.0.SNAPSHOT");

    @TempDir
    Path folder;

    private final NewCommand command = new NewCommand(new MavenProjects(new FakeCatalog(new FakeCatalog.Cloud()), RAI));

    private Captured make(String kind, String name, String... more) {
        String[] words = Stream.concat(
                        Stream.of(kind, name, "--dir", folder.resolve("made").toString()), Stream.of(more))
                .toArray(String[]::new);
        return Captured.of(command, words);
    }

    private Path made(String file) {
        return folder.resolve("made").resolve(file);
    }

    @Test
    void itWritesAWholeProject() throws IOException {
        make("activation", "my-swish");
        try (Stream<Path> files = Files.walk(folder.resolve("made"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> made("").relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrder(
                            "pom.xml",
                            "README.md",
                            ".gitignore",
                            "src/main/java/org/example/myswish/MySwish.java",
                            "src/test/java/org/example/myswish/MySwishTest.java");
        }
    }

    @Test
    void theServiceHasTheNameThatWasGiven() {
        make("loss", "my-loss");
        assertThat(made("src/main/java/org/example/myloss/MyLoss.java"))
                .content()
                .contains("@Named(\"my-loss\")");
    }

    @Test
    void thePomIsThatOfTheExample() throws IOException {
        make("activation", "hello-activation");
        assertThat(Files.readString(made("pom.xml")))
                .isEqualTo(Files.readString(Path.of("examples/hello-activation/pom.xml"))
                        .replaceAll("(?<=<rai.version>)[^<]*", "0.1.0-SNAPSHOT"));
    }

    @Test
    void packageAndGroupMayBeGiven() {
        make("dataset", "spirals", "--package", "edu.lab", "--group", "edu.lab.rai");
        assertThat(made("src/main/java/edu/lab/Spirals.java")).content().startsWith("package edu.lab;");
        assertThat(made("pom.xml")).content().contains("<groupId>edu.lab.rai</groupId>");
    }

    @Test
    void theReadMeHasTheThreeCommands() {
        make("optimizer", "heavy-ball");
        assertThat(made("README.md"))
                .content()
                .contains("    mvn package\n    rai install target/heavy-ball.jar\n    rai train ")
                .contains("--optimizer heavy-ball")
                .doesNotContain("{{");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertThatThrownBy(() -> make("dataset", "cloud"))
                .isInstanceOf(Failure.class)
                .hasMessage("there is a dataset 'cloud' already, in a.bundle 1.2.3: take another name");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void anUnknownKindIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> make("optimiser", "a"))
                .isInstanceOf(Failure.class)
                .hasMessage("unknown kind 'optimiser': did you mean 'optimizer'? There are:"
                        + " activation, dataset, initializer, layer, loss, method, metric, optimizer, schedule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.new.things", "org..x", "org-x", "1org"})
    void whatIsNotAPackageIsRefused(String pack) {
        assertThatThrownBy(() -> make("activation", "a", "--package", pack))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not a Java package name");
    }

    @Test
    void aNameThatWouldMakeAKeywordOfThePackageAsksForOne() {
        assertThatThrownBy(() -> make("activation", "default"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--package");
    }

    @Test
    void whatIsNotAGroupIsRefused() {
        assertThatThrownBy(() -> make("activation", "a", "--group", "<x>"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not a Maven group");
    }

    @Test
    void anEmptyDirectoryIsTaken() throws IOException {
        Files.createDirectory(made(""));
        make("activation", "a");
        assertThat(made("pom.xml")).exists();
    }

    @Test
    void aDirectoryThatIsNotEmptyIsRefusedAndLeftAsItIs() throws IOException {
        Files.createDirectory(made(""));
        Files.writeString(made("diary.txt"), "dear diary");
        assertThatThrownBy(() -> make("activation", "a"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not empty");
        assertThat(made("")).isDirectoryNotContaining("glob:**pom.xml");
        assertThat(made("diary.txt")).hasContent("dear diary");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws IOException {
        Files.writeString(made(""), "a file");
        assertThatThrownBy(() -> make("activation", "a"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void nextStepsArePrinted() {
        assertThat(make("method", "decay").out().lines().map(String::strip))
                .contains("mvn package")
                .anyMatch(line -> line.endsWith("rai install target/decay.jar"))
                .anyMatch(line -> line.endsWith("--method decay --steps 500"));
    }

    @Test
    void theJsonListsTheFiles() {
        var document = JsonParser.parseString(make("loss", "a", "--json").out()).getAsJsonObject();
        assertThat(document.get("directory").getAsString()).isEqualTo(made("").toString());
        assertThat(document.getAsJsonArray("files")).hasSize(5);
    }
}
