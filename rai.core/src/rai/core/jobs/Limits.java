package rai.core.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.spec.SpecException;
import rai.core.guard.MemoryLimit;

/**
 * What all runs in training may have at once.
 *
 * @param threads how many threads
 * @param bytes how much memory, in bytes
 */
record Limits(int threads, double bytes) {
    /** Environment variable: how many threads. */
    static final String THREADS = "RAI_RUN_THREADS";
    /** Environment variable: how much memory, such as {@code 8G} or {@code 500M}. */
    static final String MEMORY = "RAI_RUN_MEMORY";

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)B?", Pattern.CASE_INSENSITIVE);
    /** The same part of the memory as a single run may take. */
    private static final double USABLE = 0.9;

    /**
     * @param environment the variables of the environment
     * @return what they say; without, all processors and 90 % of the memory of the machine or its container
     * @throws SpecException if a variable is malformed
     */
    static Limits of(Map<String, String> environment) {
        String threads = environment.getOrDefault(THREADS, "");
        String memory = environment.getOrDefault(MEMORY, "");
        return new Limits(
                threads.isBlank() ? Runtime.getRuntime().availableProcessors() : threads(threads.strip()),
                memory.isBlank() ? USABLE * MemoryLimit.bytes() : bytes(memory.strip()));
    }

    private static int threads(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new SpecException(THREADS + " must be a number of threads of at least 1, but is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static double bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || Double.parseDouble(size.group(1)) == 0) {
            throw new SpecException(MEMORY + " must be a size such as 8G or 500M, but is '" + text + "'");
        }
        int power =
                " KMGT".indexOf(size.group(2).isEmpty() ? " " : size.group(2).toUpperCase(Locale.ROOT));
        return Double.parseDouble(size.group(1)) * Math.pow(1024, power);
    }
}
