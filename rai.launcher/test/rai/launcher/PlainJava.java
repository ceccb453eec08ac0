package rai.launcher;

import java.util.List;

/** A Java that takes no options from the environment, and so does not print a line about them. */
final class PlainJava {
    private PlainJava() {}

    static ProcessBuilder environment(ProcessBuilder process) {
        process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return process;
    }
}
