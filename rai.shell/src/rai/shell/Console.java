package rai.shell;

import java.io.PrintStream;
import java.util.List;

/**
 * Where a command writes.
 *
 * @param out results, and nothing else
 * @param err progress, warnings, errors
 * @param interactive whether a prompt comes back after the command
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {
    void print(List<String> lines) {
        lines.forEach(out::println);
    }

    void say(String message) {
        err.println("rai: " + message);
        err.flush();
    }
}
