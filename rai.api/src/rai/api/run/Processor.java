package rai.api.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor of this machine: products of matrices have other last bits on another one. */
public final class Processor {
    private static final Path FILE = Path.of("/proc/cpuinfo");
    private static final String NAME = read();

    private Processor() {}

    /** @return its name, such as {@code AMD EPYC}; empty if the system does not report it */
    public static String name() {
        return NAME;
    }

    private static String read() {
        try (Stream<String> lines = Files.lines(FILE, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return ""; // not every system has this file
        }
    }
}
