package rai.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies of the whole application on Spark: in one process, and on a standalone cluster of two workers. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkTest {
    /** As the build has made it. */
    private static final Path APPLICATION = Path.of("cnf/cache/application").toAbsolutePath();

    private static final Path TESTS = Path.of("rai.itest/generated/rai.itest.jar");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STUDY = """
        study: 1
        title: Small
        base:
          data:
            train: moons(n=200, noise=0.2)
          model:
            network: dense(8) {activation} dense
          phases:
          - steps: STEPS
            optimizer: adam(rate=0.01)
          faults:
            step_limit: 5
        axes:
          activation: [LEVELS]
        seeds: SEEDS
        """;

    @TempDir
    static Path temp;

    private Path home;
    private StandaloneCluster cluster;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "this system has no /bin/sh");
        assumeTrue(Files.exists(APPLICATION.resolve("rai")), "the build has not made the application");
        fetch();
        home = temp.resolve("home");
        Files.createDirectories(home.resolve("bundles"));
        Files.copy(APPLICATION.resolve("rai"), home.resolve("rai"));
        for (String part : List.of("framework.properties", "system.list", "lib", "system")) {
            Linked.copy(
                    APPLICATION.resolve("dist").resolve(part),
                    home.resolve("dist").resolve(part));
        }
        for (String part : List.of("java.options", "log4j2.properties", "rai-spark.jar", "spark.sh")) {
            Linked.copy(
                    APPLICATION.resolve("dist/spark").resolve(part),
                    home.resolve("dist/spark").resolve(part));
        }
        extension("elliott-1.0.0.jar");
        extension("deadly-1.0.0.jar");
        cluster = new StandaloneCluster(APPLICATION.resolve("dist/spark"), temp, 2);
    }

    private static void fetch() throws IOException, InterruptedException {
        Process fetching = new ProcessBuilder(
                        "/bin/sh", APPLICATION.resolve("rai").toString(), "spark", "fetch")
                .redirectErrorStream(true)
                .start();
        String said = new String(fetching.getInputStream().readAllBytes());
        assertThat(fetching.waitFor()).as(said).isZero();
    }

    private void extension(String name) throws IOException {
        try (JarFile tests = new JarFile(TESTS.toFile());
                InputStream jar = tests.getInputStream(tests.getEntry(name))) {
            Files.copy(jar, home.resolve("bundles").resolve(name));
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Path study(String name, String levels, int steps, int seeds) throws IOException {
        String text = STUDY.replace("LEVELS", levels)
                .replace("STEPS", String.valueOf(steps))
                .replace("SEEDS", String.valueOf(seeds));
        return Files.writeString(temp.resolve(name + ".yaml"), text);
    }

    /** What a study has done. */
    private record Done(int exit, String out, String err, Path directory) {
        private List<JsonNode> lines(String file) throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(directory.resolve(file))) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }

        Map<String, String> hashes() throws IOException {
            Map<String, String> hashes = new TreeMap<>();
            for (JsonNode row : lines("journal.jsonl")) {
                String hash = row.path("result").path("state_hash").asText();
                assertThat(hashes.put(row.path("id").asText(), hash)).isNull();
            }
            return hashes;
        }

        Map<String, String> reasons() throws IOException {
            Map<String, String> reasons = new TreeMap<>();
            for (JsonNode row : lines("journal.jsonl")) {
                reasons.put(
                        row.path("factors").path("activation").asText(),
                        row.path("reason").asText());
            }
            return reasons;
        }
    }

    private Done run(Path study, String place, String... options) throws IOException, InterruptedException {
        Started started = start(study, place, options);
        assertThat(started.process.waitFor(300, TimeUnit.SECONDS)).as("it ends").isTrue();
        return started.done();
    }

    private record Started(Process process, Path out, Path err, Path directory) {
        Done done() throws IOException {
            return new Done(process.exitValue(), Files.readString(out), Files.readString(err), directory);
        }
    }

    private Started start(Path study, String place, String... options) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(place));
        Path directory = folder.resolve("study");
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                home.resolve("rai").toString(),
                "study",
                "run",
                study.toString(),
                "--out",
                directory.toString()));
        command.addAll(List.of(options));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_HOME", cluster.home().toString());
        return new Started(builder.start(), out, err, directory);
    }

    @Test
    void aLocalMasterGivesTheBitsOfAPlainProcess() throws IOException, InterruptedException {
        Path study = study("local", "relu, elliott", 100, 3);
        Done here = run(study, "local-here");
        Done spark = run(study, "local-spark", "--on", "local[2]", "--verify", "100%");
        assertThat(spark.exit()).as(spark.err()).isZero();
        assertThat(spark.hashes()).hasSize(6).isEqualTo(here.hashes());
        assertThat(spark.lines("cluster.jsonl"))
                .allMatch(line -> line.path("again").path("equal").asBoolean());
        assertThat(Files.readString(spark.directory().resolve("report.html")))
                .contains("6 of 6 trials trained twice had the same bits");
    }

    /** With an extension that both workers get, and one of them killed in the middle. */
    @Test
    void aClusterGivesTheBitsOfAPlainProcessAlsoIfAnExecutorIsKilled() throws IOException, InterruptedException {
        Path study = study("cluster", "relu, elliott", 3000, 10);
        Done here = run(study, "cluster-here");
        Started started = start(study, "cluster-spark", "--on", cluster.master(), "--verify", "20%");
        String first = executorOfTheFirstTrial(started);
        List<ProcessHandle> killed = cluster.executors(first);
        killed.forEach(ProcessHandle::destroyForcibly);
        assertThat(killed).as("the processes of executor %s", first).isNotEmpty();
        assertThat(started.process().waitFor(300, TimeUnit.SECONDS)).isTrue();
        Done spark = started.done();
        assertThat(spark.exit()).as(spark.err()).isZero();
        assertThat(spark.hashes()).hasSize(20).isEqualTo(here.hashes());
        assertThat(spark.lines("cluster.jsonl"))
                .as("trials that another executor has trained")
                .anyMatch(line -> !line.path("executor").asText().equals(first));
    }

    /** Killed is the one that has trained, so that another has to train what is left, however slowly that one starts. */
    private static String executorOfTheFirstTrial(Started started) throws IOException, InterruptedException {
        Path placements = started.directory().resolve("cluster.jsonl");
        while (true) {
            if (Files.exists(placements)) {
                String text = Files.readString(placements);
                int end = text.indexOf('\n');
                if (end > 0) {
                    return JSON.readTree(text.substring(0, end))
                            .path("executor")
                            .asText();
                }
            }
            assertThat(started.process().isAlive())
                    .as(Files.readString(started.err()))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    @Test
    void aDataFileBesideTheStudyTravelsWithItsTrials() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(temp.resolve("a table"));
        StringBuilder table = new StringBuilder("x,y,side\n");
        for (int i = 0; i < 40; i++) {
            table.append(i % 7).append(',').append(i % 5).append(i % 7 < i % 5 ? ",left\n" : ",right\n");
        }
        Files.writeString(folder.resolve("table.csv"), table);
        Path study = Files.writeString(
                folder.resolve("table.yaml"),
                Files.readString(study("table", "relu, tanh", 20, 2)).replace("moons(n=200, noise=0.2)", "table.csv"));
        Done here = run(study, "table-here");
        Done spark = run(study, "table-spark", "--on", cluster.master());
        assertThat(spark.exit()).as(spark.err()).isZero();
        assertThat(spark.hashes()).hasSize(4).isEqualTo(here.hashes());
    }

    @Test
    void trialsThatEndTheirProcessOrHangAreNamedAndTheOthersFinish() throws IOException, InterruptedException {
        Path study = study(
                "deadly",
                "\"deadly(how=exit)\", \"deadly(how=segfault)\", \"deadly(how=hang)\", \"deadly(how=memory)\", relu,"
                        + " tanh, elliott",
                50,
                1);
        Done done = run(study, "deadly", "--on", cluster.master(), "--failures", "0");
        assertThat(done.exit()).as(done.err()).isEqualTo(1);
        Map<String, String> reasons = done.reasons();
        assertThat(reasons).hasSize(7);
        assertThat(reasons.get("deadly(how=exit)")).contains("its worker was lost 3 times");
        assertThat(reasons.get("deadly(how=segfault)")).contains("its worker was lost 3 times");
        assertThat(reasons.get("deadly(how=hang)")).isNotEmpty();
        assertThat(reasons.get("deadly(how=memory)")).isNotEmpty();
        assertThat(List.of("relu", "tanh", "elliott"))
                .allSatisfy(name -> assertThat(reasons.get(name)).isEmpty());
    }

    @Test
    void aWorkerWithAnotherVersionOfABundleRefusesAndSaysWhich() throws IOException, InterruptedException {
        Path other = changed("rai.activations");
        Done done =
                run(study("version", "relu", 20, 1), "version", "--on", cluster.master(), "--dist", other.toString());
        assertThat(done.exit()).isEqualTo(1);
        assertThat(done.reasons().get("relu"))
                .contains("the bundle rai.activations")
                .contains("is another one here (SHA-256 ")
                .contains("give all workers the same");
    }

    /** A distribution like that of the application, but for one bundle. */
    private Path changed(String bundle) throws IOException {
        Path dist = APPLICATION.resolve("dist");
        Path other = temp.resolve("other/dist");
        for (String part : List.of("framework.properties", "system.list", "lib")) {
            Linked.copy(dist.resolve(part), other.resolve(part));
        }
        Files.createDirectories(other.resolve("system"));
        try (Stream<Path> jars = Files.list(dist.resolve("system"))) {
            for (Path jar : (Iterable<Path>) jars::iterator) {
                Path copy = other.resolve("system").resolve(jar.getFileName());
                if (jar.getFileName().toString().startsWith(bundle + "-")) {
                    change(jar, copy);
                } else {
                    Linked.copy(jar, copy);
                }
            }
        }
        return other;
    }

    private static void change(Path jar, Path copy) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Changed", "yes");
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (ZipEntry entry : from.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new ZipEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                    }
                }
            }
        }
    }

    @Test
    void whatIsWrongIsOneSentence() throws IOException, InterruptedException {
        Path study = study("wrong", "relu", 20, 1);
        Done nobody = run(study, "nobody", "--on", "spark://127.0.0.1:1");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err())
                .startsWith("rai: no Spark master answers at 127.0.0.1:1")
                .hasLineCount(1);
        Done yarn = run(study, "yarn", "--on", "yarn");
        assertThat(yarn.exit()).isEqualTo(2);
        assertThat(yarn.err()).contains("this Spark has nothing for YARN").hasLineCount(1);
        Done port = run(study, "port", "--on", "spark://127.0.0.1:99999");
        assertThat(port.exit()).isEqualTo(2);
        assertThat(port.err()).contains("names no port from 1 to 65535").hasLineCount(1);
        assertThat(run(study, "share", "--on", "local[1]", "--verify", "200%").err())
                .contains("--verify must be a percentage from 0% to 100%, not 200%");
        Done without = run(study, "without", "--verify", "2%");
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("--verify is for studies on a cluster: say which with --on");
    }
}
