package build;

import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a JVM that runs tests is set up, plain or with a framework in it. */
final class TestJvm {
    private static final String VECTORS = "jdk.incubator.vector";

    /** ND4J loads native libraries and uses sun.misc.Unsafe; newer JVMs warn unless told that this is wanted. As in ./rai, the vector API is there. */
    static List<String> options() {
        int java = Runtime.version().feature();
        List<String> options = new ArrayList<>();
        if (java >= 22) options.add("--enable-native-access=ALL-UNNAMED");
        if (java >= 23) options.add("--sun-misc-unsafe-memory-access=allow");
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) options.add("--add-modules=" + VECTORS);
        return options;
    }

    static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("java.awt.headless", "true");
        properties.put(
                "org.bytedeco.javacpp.cachedir", Main.CACHE.resolve("javacpp").toString());
        properties.put("org.bytedeco.javacpp.maxbytes", "0");
        properties.put("org.bytedeco.javacpp.maxphysicalbytes", "0");
        properties.put("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // a test that hangs fails
        properties.put("junit.jupiter.execution.timeout.default", "5 m");
        // data and references beside the checkout, for tests that skip themselves without
        Path shared = Main.ROOT.resolveSibling("shared");
        if (Files.isDirectory(shared)) properties.put("rai.shared", shared.toString());
        return properties;
    }

    /** Products in one thread each, as ./rai has it. */
    static Map<String, String> environment() {
        return Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
    }

    private TestJvm() {}
}
