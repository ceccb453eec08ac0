package rai.studies.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import rai.studies.journal.Host;

/** What of this process a result may depend on, and where it is found. */
final class Machine {
    static final String NAME = Host.NAME;

    private static final String PROCESSOR = processor();

    private Machine() {}

    static Map<String, Object> here() {
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("host", NAME);
        here.put("pid", ProcessHandle.current().pid());
        here.put("java", System.getProperty("java.version"));
        here.put("processor", PROCESSOR);
        return here;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
