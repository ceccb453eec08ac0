package rai.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A master and workers of one core each, as processes on the loopback address, from Maven's jars. */
final class StandaloneCluster implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final Path home;
    private final Path options;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** @param spark the directory {@code dist/spark}, with its jars */
    StandaloneCluster(Path spark, Path folder, int workers) throws IOException, InterruptedException {
        home = Files.createDirectories(folder.resolve("spark-home"));
        options = spark.resolve("java.options").toRealPath();
        Linked.copy(spark.resolve("jars"), home.resolve("jars"));
        port = freePort();
        start("master", "master.Master", "--port", String.valueOf(port), "--webui-port", "0");
        awaitMaster();
        for (int i = 0; i < workers; i++) {
            start(
                    "worker" + i,
                    "worker.Worker",
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "2g",
                    master());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options,
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-Dspark.deploy.maxExecutorRetries=-1",
                "-cp",
                home.resolve("jars") + File.separator + "*",
                "org.apache.spark.deploy." + type,
                "--host",
                "127.0.0.1"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        process.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13", // else a worker looks for the folder of a build
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_WORKER_DIR",
                        home.resolve("work").toString()));
        processes.add(process.start());
    }

    private void awaitMaster() throws IOException, InterruptedException {
        for (long waited = 0; ; waited += 200) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException e) {
                if (waited > PATIENCE_MILLIS) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** @return what SPARK_HOME may be */
    Path home() {
        return home;
    }

    /** @return the processes of the executors that there are now */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(process -> process.descendants())
                .filter(handle -> handle.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** @return the processes of the executors with an id; each application counts its own */
    List<ProcessHandle> executors(String id) {
        return executors().stream()
                .filter(handle -> handle.info().commandLine().orElse("").contains(" --executor-id " + id + " "))
                .toList();
    }

    /** @return what all executors have printed */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files.filter(path -> path.endsWith("stderr"))::iterator) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
