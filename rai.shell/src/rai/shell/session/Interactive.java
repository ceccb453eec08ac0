package rai.shell.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import rai.shell.console.Console;
import rai.shell.console.Exit;
import rai.shell.console.Failure;
import rai.shell.console.JobNotices;
import rai.shell.train.Background;

/** The shell with a prompt. */
final class Interactive {
    private static final String PROMPT = "rai> ";

    private final BundleContext context;
    private final CommandProcessor processor;
    private final Console console;
    private final JobNotices notices = new JobNotices();
    private volatile boolean stopping;

    Interactive(BundleContext context, CommandProcessor processor, Console console) {
        this.context = context;
        this.processor = processor;
        this.console = console;
    }

    int run() throws IOException, InterruptedException {
        // JLine looks for its ways to a terminal in this loader, and would find but a dumb one
        Thread.currentThread().setContextClassLoader(Terminal.class.getClassLoader());
        try (Terminal terminal = TerminalBuilder.builder()
                        .name("rai")
                        .system(true)
                        .nativeSignals(true)
                        .signalHandler(SignalHandler.SIG_IGN)
                        .build();
                GogoCommands basics = new GogoCommands(context, processor);
                // what Gogo writes through would stay in the terminal's buffer otherwise
                PrintStream out = new PrintStream(terminal.output(), true, terminal.encoding());
                CommandSession session = basics.session(terminal.input(), out, out)) {
            session.put(Console.PROMPT, true);
            session.put(Console.LASTING, true);
            session.put(JobNotices.VARIABLE, notices);
            notices.follow(session);
            session.put(Shell.VAR_TERMINAL, terminal);
            session.put(Shell.VAR_PROCESSOR, processor);
            session.put(Shell.VAR_SESSION, session);
            LineReader reader = reader(terminal, new Completion(context, session), History.file());
            session.put(Shell.VAR_READER, reader);
            terminal.writer()
                    .println("RAI " + context.getBundle().getVersion()
                            + ": activation functions, initialisation and relaxed training of deep networks.");
            terminal.writer().println("Type help for the commands, use the tab key for names, and leave with exit.");
            try {
                return loop(session, terminal, reader);
            } finally {
                notices.open(terminal.writer()::println);
                Background.with(context, runs -> Background.stopAll(runs, console));
                terminal.flush();
            }
        }
    }

    /**
     * What reads lines at the prompt.
     *
     * @param history where the lines are kept for the next session; empty if nowhere
     */
    static LineReader reader(Terminal terminal, Completer completer, Optional<Path> history) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("rai")
                .terminal(terminal)
                .parser(new LineParser())
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true);
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    private int loop(CommandSession session, Terminal terminal, LineReader reader) {
        terminal.handle(Terminal.Signal.INT, signal -> {
            Job job = session.foregroundJob();
            if (job != null) {
                job.interrupt();
            }
        });
        Thread main = Thread.currentThread();
        SynchronousBundleListener ending = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
                stopping = true;
                if (session.foregroundJob() == null) {
                    main.interrupt(); // it waits for a line
                }
            }
        };
        context.addBundleListener(ending);
        try {
            while (!stopping) {
                try {
                    notices.open(reader::printAbove);
                    String line = reader.readLine(PROMPT);
                    notices.close();
                    Object result = session.execute(line);
                    if (result != null) {
                        terminal.writer().println(session.format(result, Converter.INSPECT));
                    }
                } catch (UserInterruptException e) {
                    continue; // Ctrl-C at the prompt drops the line
                } catch (EndOfFileException e) {
                    return 0;
                } catch (Exit e) {
                    return e.code();
                } catch (InterruptedException e) {
                    terminal.writer().println("interrupted");
                } catch (Exception e) {
                    complain(terminal, e);
                }
            }
            return 0;
        } finally {
            if (!stopping) {
                context.removeBundleListener(ending);
            }
        }
    }

    private void complain(Terminal terminal, Exception e) {
        boolean ofGogo = e.getClass().getName().startsWith("org.apache.felix.gogo.runtime.");
        String message = ofGogo ? e.getMessage() : Failure.of(e, console.err()).getMessage();
        terminal.writer()
                .println(new AttributedStringBuilder()
                        .styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED), message)
                        .toAnsi(terminal));
        terminal.flush();
    }
}
