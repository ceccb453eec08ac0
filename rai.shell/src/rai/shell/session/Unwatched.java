package rai.shell.session;

import java.util.List;
import java.util.function.IntConsumer;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Signals;
import rai.shell.command.DataInvocation;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.StandardOutput;
import rai.shell.console.Terminals;
import rai.shell.text.Json;

/**
 * Ctrl-C while a command does nothing that could end early and well, such as reading data: one sentence, and the process ends. What
 * the command says while all services are taken away from it would be wrong, and is not printed. Work that watches for Ctrl-C itself
 * takes precedence as long as it lasts.
 */
final class Unwatched implements AutoCloseable {
    private static final String SIGNAL = "INT";

    private final List<String> arguments;
    private final Console console;
    private final List<StandardOutput> streams;
    private final IntConsumer exit;
    private final Object previous;

    /**
     * @param arguments the command
     * @param console where it is said
     * @param streams what the console writes to
     * @param exit ends the process
     */
    Unwatched(List<String> arguments, Console console, List<StandardOutput> streams, IntConsumer exit) {
        this.arguments = arguments;
        this.console = console;
        this.streams = streams;
        this.exit = exit;
        previous = Signals.register(SIGNAL, this::interrupted);
    }

    void interrupted() {
        Failure failure = new Failure(ExitCode.INTERRUPTED, "interrupted");
        if (arguments.contains(DataInvocation.JSON)) {
            console.out().println(Json.text(failure.asMap()));
        }
        console.out().flush();
        if (Terminals.isTerminal(SystemStream.Error)) {
            console.err().println(); // the terminal has written ^C into the line of a progress bar
        }
        console.say(failure.getMessage());
        streams.forEach(StandardOutput::mute);
        exit.accept(ExitCode.INTERRUPTED.code());
    }

    @Override
    public void close() {
        Signals.unregister(SIGNAL, previous);
    }
}
