package rai.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import rai.api.run.Processor;

/** What the measurements were made on. */
final class Machine {
    private static final long BYTES = 128L << 20;
    private static final int COPIES = 5;

    private Machine() {}

    /** @return names and values */
    static Map<String, Object> describe() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cpu", Processor.name().isEmpty() ? System.getProperty("os.arch") : Processor.name());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put("openblas", openblas.OPENBLAS_VERSION.strip());
        for (String name : new String[] {"OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}) {
            machine.put(name.toLowerCase(Locale.ROOT), System.getenv(name));
        }
        machine.put("copy_gb_per_second", copyGigabytesPerSecond());
        return machine;
    }

    /** The bandwidth of the roofline: the best of a few copies by one thread, far larger than a cache; read and written bytes count. */
    private static double copyGigabytesPerSecond() {
        try (BytePointer from = new BytePointer(BYTES);
                BytePointer to = new BytePointer(BYTES)) {
            Pointer.memset(from, 1, BYTES);
            Pointer.memset(to, 1, BYTES);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < COPIES; i++) {
                long began = System.nanoTime();
                Pointer.memcpy(to, from, BYTES);
                best = Math.min(best, System.nanoTime() - began);
            }
            return 2.0 * BYTES / best;
        }
    }
}
