package rai.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;

/** Runs a command and holds what it wrote. */
final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Console console;

    Captured() {
        this(null);
    }

    /** @param session what the command is part of */
    Captured(CommandSession session) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                session);
    }

    static Captured of(ShellCommand command, String... arguments) {
        Captured captured = new Captured();
        command.execute(captured.console, List.of(arguments));
        return captured;
    }

    /** In a process that goes on after the command. */
    static Captured lasting(ShellCommand command, String... arguments) {
        Captured captured = new Captured(FakeSession.with(Map.of(Console.LASTING, true)));
        command.execute(captured.console, List.of(arguments));
        return captured;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
