package rai.shell.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;

/**
 * Where a command writes, and what it is part of.
 *
 * @param out results, and nothing else
 * @param err progress, warnings, errors
 * @param interactive whether a prompt comes back after the command
 * @param session the session that the command is part of; null if the process ends with it
 */
public record Console(PrintStream out, PrintStream err, boolean interactive, CommandSession session) {
    /** Session variable: this session has a prompt. */
    public static final String PROMPT = ".rai.prompt";
    /** Session variable: the process continues after a command of this session. */
    public static final String LASTING = ".rai.lasting";

    public Console(PrintStream out, PrintStream err, boolean interactive) {
        this(out, err, interactive, null);
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    public void say(String message) {
        err.println("rai: " + message);
        err.flush();
    }

    /** @return whether the process continues after the command */
    public boolean lasting() {
        return session != null && session.get(LASTING) != null;
    }

    /** @return whether the command was called with {@code &}: the prompt is there while it works */
    public static boolean behind() {
        Job job = Job.Utils.current();
        return job != null && job.status() == Job.Status.Background;
    }

    /** @return what reports on runs in the background, if anything does */
    public Optional<JobNotices> notices() {
        return session != null && session.get(JobNotices.VARIABLE) instanceof JobNotices notices
                ? Optional.of(notices)
                : Optional.empty();
    }
}
