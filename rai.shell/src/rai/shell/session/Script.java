package rai.shell.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import rai.shell.console.Console;
import rai.shell.console.Exit;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.JobNotices;
import rai.shell.train.Background;

/** Commands of a file or of stdin, one after another; the first that fails ends them, and is reported with its line. */
final class Script {
    /** The ending of files that {@code ./rai} runs without a command before them. */
    static final String ENDING = ".rai";

    /** Session variable: the names of the scripts that are being run, the outermost first. */
    private static final String RUNNING = ".rai.scripts";

    private final String name;
    private final TextLines lines;

    /** @param name what the lines come from */
    Script(String name, InputStream text) {
        this.name = name;
        lines = new TextLines(text);
    }

    /** A process that runs the commands of stdin. */
    static void ofStdin(BundleContext context, CommandProcessor processor, Console console) throws Exception {
        new Script("standard input", System.in).run(context, processor, console);
    }

    /** A process that runs the commands of a file. */
    static void ofFile(Path file, BundleContext context, CommandProcessor processor, Console console) throws Exception {
        try (InputStream text = Files.newInputStream(file)) {
            new Script(file.toString(), text).run(context, processor, console);
        }
    }

    private void run(BundleContext context, CommandProcessor processor, Console console) throws Exception {
        try (GogoCommands basics = new GogoCommands(context, processor);
                CommandSession session = basics.session(System.in, console.out(), console.err())) {
            JobNotices notices = new JobNotices();
            session.put(Console.LASTING, true);
            session.put(JobNotices.VARIABLE, notices);
            notices.follow(session);
            boolean whole = false;
            try {
                notices.open(console.err()::println);
                run(session, console, notices);
                notices.awaitCommands();
                Background.with(context, runs -> Background.awaitAll(runs, console));
                whole = true;
            } finally {
                notices.open(console.err()::println);
                if (!whole) {
                    Background.with(context, runs -> Background.stopAll(runs, console));
                }
            }
        }
    }

    /** Between two commands, what has happened in the background is reported. */
    private void run(CommandSession session, Console console, JobNotices notices) throws Exception {
        run(session, console, () -> {
            notices.open(console.err()::println);
            notices.close();
        });
    }

    /**
     * Runs the commands in a session that is there already.
     *
     * @throws Failure with the line of the command that failed, or of the mistake
     */
    void run(CommandSession session, Console console) throws Exception {
        run(session, console, () -> {});
    }

    private void run(CommandSession session, Console console, Runnable between) throws Exception {
        List<?> outer = session.get(RUNNING) instanceof List<?> names ? names : List.of();
        if (outer.contains(name)) {
            throw new Failure(name + " is being run already: a script cannot run itself");
        }
        List<Object> all = new ArrayList<>(outer);
        all.add(name);
        session.put(RUNNING, all);
        int line = 1;
        try {
            for (String statement = next(); statement != null; statement = next()) {
                between.run();
                OneCommand.show(session, console, session.execute(statement));
                if (Interrupts.any() && !console.interactive()) {
                    throw new Failure(ExitCode.INTERRUPTED, "interrupted: the commands that follow were not run");
                }
                if (console.out().checkError()) {
                    throw new Failure(ExitCode.FAILED, "the output could not be written");
                }
                line = lines.number() + 1;
            }
        } catch (Exit e) {
            throw e;
        } catch (SyntaxError e) {
            throw at(line, new Failure("the command cannot be read: " + e.getMessage()));
        } catch (Exception e) {
            throw at(line, e);
        } finally {
            session.put(RUNNING, outer);
        }
    }

    private Failure at(int line, Exception e) {
        boolean ofGogo = e.getClass().getName().startsWith("org.apache.felix.gogo.runtime.");
        return (ofGogo ? new Failure(String.valueOf(e.getMessage())) : Failure.of(e)).at(name + ", line " + line);
    }

    /** A line, or as many lines as a statement with open braces or quotes needs; null at the end. */
    private String next() throws IOException {
        String statement = line();
        while (statement != null) {
            try {
                new Parser(statement).program();
                return statement;
            } catch (EOFError e) {
                String more = line();
                if (more == null) {
                    throw e;
                }
                statement += "\n" + more;
            }
        }
        return null;
    }

    private String line() throws IOException {
        String line;
        try {
            line = lines.next();
        } catch (CharacterCodingException e) {
            throw notText("is not in UTF-8");
        }
        if (line != null && line.indexOf(0) >= 0) {
            throw notText("has a NUL character");
        }
        return line;
    }

    /** The line is added as that of any command that fails. */
    private static Failure notText(String what) {
        return new Failure("the line " + what + ": save the script as a text in UTF-8");
    }
}
