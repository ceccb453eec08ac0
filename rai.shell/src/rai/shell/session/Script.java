package rai.shell.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.JobNotices;
import rai.shell.train.Background;

/** Commands from stdin, one after another; the first that fails ends them. */
final class Script {
    private Script() {}

    static void run(BundleContext context, CommandProcessor processor, Console console) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (GogoCommands basics = new GogoCommands(context, processor);
                CommandSession session = basics.session(System.in, console.out(), console.err())) {
            JobNotices notices = new JobNotices();
            session.put(Console.LASTING, true);
            session.put(JobNotices.VARIABLE, notices);
            notices.follow(session);
            boolean whole = false;
            try {
                notices.open(console.err()::println);
                for (String statement = next(lines); statement != null; statement = next(lines)) {
                    notices.close();
                    OneCommand.show(session, console, session.execute(statement));
                    notices.open(console.err()::println);
                }
                notices.awaitCommands();
                Background.with(context, runs -> Background.awaitAll(runs, console));
                whole = true;
            } finally {
                notices.open(console.err()::println);
                if (!whole) {
                    Background.with(context, runs -> Background.stopAll(runs, console));
                }
            }
        } catch (SyntaxError e) {
            throw new Failure("the script has a mistake in it: " + e.getMessage());
        }
    }

    /** A line, or as many lines as a statement with open braces or quotes needs. */
    private static String next(BufferedReader lines) throws IOException {
        String statement = lines.readLine();
        while (statement != null) {
            try {
                new Parser(statement).program();
                return statement;
            } catch (EOFError e) {
                String more = lines.readLine();
                if (more == null) {
                    throw e;
                }
                statement += "\n" + more;
            }
        }
        return null;
    }
}
