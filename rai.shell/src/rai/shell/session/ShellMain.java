package rai.shell.session;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.jline.terminal.spi.SystemStream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.shell.console.Console;
import rai.shell.console.Exit;
import rai.shell.console.Failure;
import rai.shell.console.Terminals;

/** Takes the arguments of the process on its main thread: one command, a script, or the interactive shell. */
@Component(service = Callable.class, property = "main.thread:Boolean=true")
public final class ShellMain implements Callable<Integer> {
    private static final String ARGUMENTS = "launcher.arguments";

    private final BundleContext context;
    private final CommandProcessor processor;
    private final ThreadIO streams;
    private final Map<String, Object> launcher;

    /**
     * @param context the bundle's context
     * @param processor makes sessions
     * @param streams where System.out and the others of a thread lead to
     * @param launcher carries the arguments
     */
    @Activate
    public ShellMain(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference ThreadIO streams,
            @Reference(service = Object.class, target = "(" + ARGUMENTS + "=*)") Map<String, Object> launcher) {
        this.context = context;
        this.processor = processor;
        this.streams = streams;
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        List<String> arguments = List.of((String[]) launcher.get(ARGUMENTS));
        // not System.out: a session that writes there would write to itself
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        streams.setStreams(System.in, out, err);
        Console console = new Console(out, err, false);
        try {
            return run(arguments, console);
        } catch (Exit e) {
            return e.code();
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            console.say(Failure.of(e, err).getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
            streams.close();
        }
    }

    private int run(List<String> arguments, Console console) throws Exception {
        if (arguments.equals(List.of("--version")) || arguments.equals(List.of("-V"))) {
            console.out().println("rai " + context.getBundle().getVersion());
            return 0;
        }
        if (!arguments.isEmpty()) {
            OneCommand.run(processor, console, arguments);
            return 0;
        }
        if (Terminals.isTerminal(SystemStream.Input) && Terminals.isTerminal(SystemStream.Output)) {
            return new Interactive(context, processor, console).run();
        }
        Script.run(context, processor, console);
        return 0;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }
}
