package rai.shell.console;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import rai.shell.text.Table;

/**
 * Where a command writes, and what it is part of.
 *
 * @param out results, and nothing else
 * @param err progress, warnings, errors
 * @param interactive whether a prompt comes back after the command
 * @param session the session that the command is part of; null if the process ends with it
 * @param width the columns of the terminal that {@code out} is; 0 if it is a file or a pipe
 */
public record Console(PrintStream out, PrintStream err, boolean interactive, CommandSession session, int width) {
    /** Session variable: RAI has made this session, and not the shell of another framework. */
    public static final String OWN = ".rai.own";
    /** Session variable: this session has a prompt. */
    public static final String PROMPT = ".rai.prompt";
    /** Session variable: the process continues after a command of this session. */
    public static final String LASTING = ".rai.lasting";

    private static final String SCOPE = "rai:";

    /** Words that no shell takes for more than they are. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+,=-]+");

    public Console(PrintStream out, PrintStream err, boolean interactive) {
        this(out, err, interactive, null);
    }

    public Console(PrintStream out, PrintStream err, boolean interactive, CommandSession session) {
        this(out, err, interactive, session, 0);
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    /** Prints a table that fits the terminal. */
    public void print(Table table) {
        print(table.lines(width));
    }

    public void say(String message) {
        err.println("rai: " + message);
        err.flush();
    }

    /** The property in which the script that started RAI has its own name as it was typed. */
    public static final String COMMAND = "rai.command";

    /** @return a command as it can be typed next: at the prompt, in the shell of another framework, or in the system's shell */
    public String command(String... words) {
        String line = Arrays.stream(words).map(Console::quoted).collect(Collectors.joining(" "));
        if (!interactive && isOfAnotherShell()) {
            return SCOPE + line;
        }
        return interactive ? line : quoted(System.getProperty(COMMAND, "./rai")) + " " + line;
    }

    /** @return whether the command was called by a shell that is not RAI's, such as Gogo's own or that of Apache Karaf */
    private boolean isOfAnotherShell() {
        return session != null && session.get(OWN) == null && session.get(LASTING) == null;
    }

    /** @return a word as it can be typed */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
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
