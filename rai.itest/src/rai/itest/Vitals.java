package rai.itest;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;
import org.bytedeco.javacpp.Pointer;

/**
 * What this process holds, once the garbage is collected.
 *
 * @param heap bytes of the Java heap in use
 * @param resident bytes of memory that the process occupies, as the system counts them; 0 if it does not say
 * @param arrays bytes of native memory that arrays hold
 * @param metaspace bytes that classes hold
 * @param classes how many classes are loaded
 * @param threads how many threads live
 */
record Vitals(long heap, long resident, long arrays, long metaspace, int classes, int threads) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Vitals now() {
        awaitCompiler();
        long heap = Long.MAX_VALUE;
        long resident = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) { // what holds native memory is let go of by other threads, after a collection
            System.gc();
            heap = Math.min(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            pause(50);
            trim();
            resident = Math.min(resident, residentBytes());
        }
        return new Vitals(
                heap,
                resident,
                Pointer.totalBytes(),
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                        .sum(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** The compiler holds tens of megabytes while it works. */
    private static void awaitCompiler() {
        long before = -1;
        for (int i = 0; i < 20; i++) {
            long now = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
            if (now == before) {
                return;
            }
            before = now;
            pause(200);
        }
    }

    /** Has malloc give back what it keeps for later, if this Java can ask for it: it would look like a leak. */
    private static void trim() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            // it is not there before Java 17.0.9, and not everywhere
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
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
