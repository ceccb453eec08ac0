package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.data.NpyFile;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Npz;

/** A process with little memory trains on a file that is larger: 200 MB of bytes, which are 1.6 GB as float64. */
class BoundedMemoryTest {
    private static final int ROWS = 250_000;
    private static final int WIDTH = 800;
    private static final long HEAP_MB = 128;
    /** Arrays off the heap. */
    private static final long ARRAYS_MB = 192;

    @TempDir
    Path folder;

    /** What runs in the process: trains, and prints how it ended. */
    public static final class Training {
        private Training() {}

        public static void main(String[] args) {
            ServiceCatalog catalog = Fixtures.catalog();
            catalog.add(new Offer(Kind.DATASET, "npz", 0, 0, "none", "0", Npz::new));
            RunRequest request = RunRequest.builder()
                    .train("npz(file=\"" + args[0] + "\", targets=\"" + args[1] + "\", mapped=true)")
                    .data("holdout", 0.2)
                    .standardize(true)
                    .network("dense(8) bend dense")
                    .init("spread")
                    .optimizer("descent(rate=0.01)")
                    .phase("down", 300)
                    .batch(64)
                    .seed(1)
                    .threads(2)
                    .build();
            try (Run run = new DefaultTrainer(catalog).prepare(request)) {
                RunResult result = run.train(event -> {});
                System.out.println(
                        "trained " + result.steps() + " steps on " + run.data().get("rows") + " rows, test loss "
                                + result.test().get("loss"));
            }
        }
    }

    @Test
    void aFileLargerThanTheMemoryOfTheProcessIsTrained() throws Exception {
        Path features = folder.resolve("X.npy");
        Path targets = folder.resolve("y.npy");
        write(features, targets);
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxbytes=" + ARRAYS_MB + "m",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName(),
                        features.toString(),
                        targets.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        long mostMb = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            mostMb = Math.max(mostMb, anonymousMb(process.pid()));
        }
        String out = Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8);
        assertThat(out).contains("trained 300 steps on 200000 rows, test loss 0.");
        assertThat(process.exitValue()).isZero();
        // heap, arrays, and what Java and the linear algebra library take for themselves
        assertThat(mostMb).isLessThan(HEAP_MB + ARRAYS_MB + 256);
    }

    /** What the process holds that is not a page of a file; 0 if this system does not say. */
    private static long anonymousMb(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended, or there is no such file
        }
    }

    /** Random bytes; the class says which of the first two features is larger. */
    private static void write(Path features, Path targets) throws IOException {
        Random random = new Random(3);
        byte[] row = new byte[WIDTH];
        random.nextBytes(row);
        try (OutputStream x = NpyFile.begin(features, "|u1", ROWS + ", " + WIDTH);
                OutputStream y = NpyFile.begin(targets, "|u1", ROWS + ",")) {
            for (int i = 0; i < ROWS; i++) {
                row[0] = (byte) random.nextInt(256);
                row[1] = (byte) random.nextInt(256);
                row[2 + i % (WIDTH - 2)] = (byte) i;
                x.write(row);
                y.write((row[0] & 0xff) > (row[1] & 0xff) ? 1 : 0);
            }
        }
    }
}
