package rai.shell.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Exit;

/** {@code exit} or {@code quit}: leaves the shell. */
final class ExitCommand extends ShellCommand {
    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "exit", description = "Leave the shell.")
    private static final class Use extends Invocation {
        @Parameters(
                arity = "0..1",
                paramLabel = "CODE",
                description = "The exit code (default: ${DEFAULT-VALUE}).",
                defaultValue = "0")
        int code;

        @Override
        protected void run(Console console) {
            throw new Exit(code);
        }
    }
}
