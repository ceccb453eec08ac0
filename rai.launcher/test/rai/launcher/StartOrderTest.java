package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundles of the application, installed and started in other orders than that of the launcher. Each in a process of its own. */
@Timeout(300)
class StartOrderTest {
    private static final Path DIST = Path.of("cnf/cache/application/dist").toAbsolutePath();

    @TempDir
    static Path temp;

    private static Started usual;

    /** What a start has led to. */
    private record Started(List<String> services, String sha256) {}

    @BeforeAll
    static void startAsTheLauncherDoes() throws Exception {
        assumeTrue(Files.exists(DIST.resolve("system.list")), "the build has not made the application");
        usual = start("list", "all");
        assertThat(usual.services()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest(name = "{0}, started {1}")
    @CsvSource({
        "ours-first, all", // so that SCR finds all of them active
        "ours-first, one",
        "ours-last, one", // so that ND4J can be started before its natives have come
        "1, all",
        "2, one"
    })
    void inAnyOrderTheSameServicesAreThereAndTheSameNetworkIsTrained(String order, String how) throws Exception {
        Started started = start(order, how);
        assertThat(started.services()).isEqualTo(usual.services());
        assertThat(started.sha256()).isEqualTo(usual.sha256());
    }

    private static Started start(String order, String how) throws Exception {
        Path folder = temp.resolve(order + "-" + how);
        Files.createDirectories(folder);
        Path listed = folder.resolve("services");
        Path said = folder.resolve("said");
        Process process = process(folder, said, order, how, listed).start();
        try {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return new Started(Files.readAllLines(listed), sha256(folder.resolve("run/checkpoint/parameters.npy")));
    }

    private static ProcessBuilder process(Path folder, Path said, String order, String how, Path listed) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = String.join(
                File.pathSeparator,
                DIST.resolve("lib/framework.jar").toString(),
                DIST.resolve("lib/rai.launcher.jar").toString(),
                Path.of("rai.launcher/bin_test").toAbsolutePath().toString());
        List<String> command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + DIST.resolve("cache/javacpp"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                path,
                "rai.launcher.AnyOrder",
                DIST.toString(),
                folder.resolve("framework").toString(),
                order,
                how,
                listed.toString(),
                "train",
                "--data",
                "moons(n=40, seed=1)",
                "--steps",
                "20",
                "--seed",
                "7",
                "--threads",
                "1",
                "--out",
                folder.resolve("run").toString());
        return PlainJava.environment(new ProcessBuilder(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new BigInteger(1, hash).toString(16);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
