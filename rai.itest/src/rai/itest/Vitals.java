package rai.itest;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * What this process holds, once the garbage is collected.
 *
 * @param heap bytes of the Java heap in use
 * @param resident bytes of memory that the process occupies, as the system counts them; 0 where it does not tell
 * @param arrays bytes of native memory that arrays hold
 * @param metaspace bytes that classes hold
 * @param classes how many classes are loaded
 * @param threads how many threads live
 */
record Vitals(long heap, long resident, long arrays, long metaspace, int classes, int threads) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Vitals now() {
        for (int i = 0; i < 3; i++) { // what holds native memory is let go of by other threads, after a collection
            System.gc();
            pause();
        }
        return new Vitals(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                residentBytes(),
                Pointer.totalBytes(),
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                        .sum(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    private static long residentBytes() {
        try {
            return !Files.exists(STATUS)
                    ? 0
                    : Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                            .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
