package rai.shell.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** Runs a command and holds what it wrote. */
public final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    public final Console console;

    public Captured() {
        this(null);
    }

    /** @param session what the command is part of */
    public Captured(CommandSession session) {
        console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                session);
    }

    public static Captured of(ShellCommand command, String... arguments) {
        Captured captured = new Captured();
        command.execute(captured.console, List.of(arguments));
        return captured;
    }

    /** In a process that continues after the command. */
    public static Captured lasting(ShellCommand command, String... arguments) {
        Captured captured = new Captured(FakeSession.with(Map.of(Console.LASTING, true)));
        command.execute(captured.console, List.of(arguments));
        return captured;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
