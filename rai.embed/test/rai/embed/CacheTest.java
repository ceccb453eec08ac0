package rai.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the application gets from the class path into the folder of the user's cache. */
@Timeout(300)
class CacheTest {
    @TempDir
    Path temp;

    private String before;

    @BeforeEach
    void useAnEmptyFolder() throws IOException {
        assumeTrue(Jars.exist(), "the build has not made the artifacts");
        before = System.getProperty(Cache.PROPERTY);
        System.setProperty(Cache.PROPERTY, temp.toString());
        Thread.currentThread().setContextClassLoader(Jars.loader("rai-app", "rai-natives"));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(CacheTest.class.getClassLoader());
        if (before == null) {
            System.clearProperty(Cache.PROPERTY);
        } else {
            System.setProperty(Cache.PROPERTY, before);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aFileThatIsMissingOrShortIsUnpackedAgain() throws IOException {
        Path dist = Cache.dist();
        List<Path> whole = files(dist);
        Files.delete(dist.resolve("system.list"));
        Files.writeString(dist.resolve("lib/framework.jar"), "half");
        assertThat(Cache.dist()).isEqualTo(dist);
        assertThat(files(dist)).isEqualTo(whole);
        assertThat(dist.resolve("lib/framework.jar").toFile().length()).isGreaterThan(100_000);
    }

    @Test
    void ofSeveralProcessesOneUnpacksAndTheOthersWait() throws Exception {
        String path = Path.of("rai.embed/bin").toAbsolutePath() + ":"
                + Path.of("rai.embed/bin_test").toAbsolutePath() + ":"
                + String.join(":", paths("rai-app")) + ":" + String.join(":", paths("rai-natives"));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-D" + Cache.PROPERTY + "=" + temp,
                            "-cp",
                            path,
                            Unpacks.class.getName())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.strip()).endsWith("dist");
        }
        assertThat(files(temp)).noneMatch(file -> file.toString().endsWith(".part"));
        assertThat(files(temp))
                .filteredOn(file -> file.endsWith("rai.launcher.jar"))
                .hasSize(1);
    }

    private static List<String> paths(String artifact) throws IOException {
        return Jars.of(artifact).stream().map(Path::toString).toList();
    }

    @Test
    void withoutTheNativeLibrariesTheDependencyIsNamed() throws IOException {
        Thread.currentThread().setContextClassLoader(Jars.loader("rai-app"));
        assertThatThrownBy(Cache::dist)
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("io.github.rai-lab:rai-natives with the classifier");
        assertThat(files(temp)).isEmpty();
    }

    @Test
    void aFolderThatCanNotBeWrittenIsNamedWithWhatToDo() {
        try {
            Files.writeString(temp.resolve("file"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(Cache.PROPERTY, temp.resolve("file/cache").toString());
        assertThatThrownBy(Cache::dist)
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("file/cache")
                .hasMessageContaining("the system property rai.cache names another folder");
    }
}
