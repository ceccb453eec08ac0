package rai.shell.session;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.jline.terminal.spi.SystemStream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import rai.shell.console.Console;
import rai.shell.console.Exit;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.StandardOutput;
import rai.shell.console.Terminals;

/**
 * Takes the arguments of the process on its main thread: one command, a script, or the interactive shell. In a framework that a
 * launcher has started, which passes arguments, this is a service; in any other, the terminal and the main thread are somebody else's.
 */
@Component(service = {})
public final class ShellMain implements Callable<Integer> {
    private static final String ARGUMENTS = "launcher.arguments";
    private static final String MAIN = "main.thread";

    private final BundleContext context;
    private final CommandProcessor processor;
    private final ThreadIO streams;
    private final Map<String, Object> launcher;
    private final ServiceRegistration<?> registration;

    /**
     * @param context the bundle's context
     * @param processor makes sessions
     * @param streams where System.out and the others of a thread lead to
     * @param launcher carries the arguments; null if there is no launcher that passes any
     */
    @Activate
    public ShellMain(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference ThreadIO streams,
            @Reference(
                            service = Object.class,
                            target = "(" + ARGUMENTS + "=*)",
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    Map<String, Object> launcher) {
        this.context = context;
        this.processor = processor;
        this.streams = streams;
        this.launcher = launcher;
        registration = launcher == null
                ? null
                : context.registerService(Callable.class.getName(), this, new Hashtable<>(Map.of(MAIN, Boolean.TRUE)));
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
    }

    @Override
    public Integer call() {
        List<String> arguments = List.of((String[]) launcher.get(ARGUMENTS));
        // not System.out: a session that writes there would write to itself
        StandardOutput output = new StandardOutput(FileDescriptor.out);
        StandardOutput errors = new StandardOutput(FileDescriptor.err);
        PrintStream out = stream(output);
        PrintStream err = stream(errors);
        streams.setStreams(System.in, out, err);
        Console console = new Console(out, err, false);
        try (SessionCommands commands = new SessionCommands(context);
                Unwatched untilWatched = new Unwatched(arguments, console, List.of(output, errors), System::exit)) {
            return exit(arguments, console, output);
        } finally {
            err.flush();
            streams.close();
        }
    }

    /** @return the exit code of the process; what went wrong has been said */
    private int exit(List<String> arguments, Console console, StandardOutput output) {
        int code;
        try {
            code = run(arguments, console);
        } catch (Exit e) {
            code = e.code();
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            Failure failure = Failure.of(e, console.err());
            console.say(failure.getMessage());
            code = failure.exit().code();
        }
        if (code == ExitCode.DONE.code() && Interrupts.any()) {
            code = ExitCode.INTERRUPTED.code();
        }
        console.out().flush();
        Optional<Failure> unwritten = output.failure();
        if (unwritten.isPresent() && code == ExitCode.DONE.code()) {
            Failure failure = unwritten.get();
            code = failure.exit().code();
            if (failure.exit() != ExitCode.PIPE_CLOSED) { // a reader such as head has what it wants
                console.say(failure.getMessage());
            }
        }
        return code;
    }

    private int run(List<String> arguments, Console console) throws Exception {
        if (arguments.equals(List.of("--version")) || arguments.equals(List.of("-V"))) {
            console.out().println("rai " + context.getBundle().getVersion());
            return 0;
        }
        if (!arguments.isEmpty() && arguments.get(0).endsWith(Script.ENDING)) {
            if (arguments.size() > 1) {
                throw new Failure("a script takes no arguments: '" + arguments.get(1) + "' is one word too many");
            }
            Script.ofFile(Path.of(arguments.get(0)), context, processor, console);
            return 0;
        }
        if (!arguments.isEmpty()) {
            OneCommand.run(processor, console, arguments);
            return 0;
        }
        if (Terminals.isTerminal(SystemStream.Input) && Terminals.isTerminal(SystemStream.Output)) {
            return new Interactive(context, processor, console).run();
        }
        Script.ofStdin(context, processor, console);
        return 0;
    }

    private static PrintStream stream(StandardOutput output) {
        return new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8);
    }
}
