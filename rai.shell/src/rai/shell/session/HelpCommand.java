package rai.shell.session;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.spec.Words;
import rai.shell.command.Commands;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.text.Table;

/** {@code help}: what commands there are, or all about one. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "help"})
public final class HelpCommand extends ShellCommand {
    private final Commands commands;
    private final String version;

    /** @param context the bundle's context */
    @Activate
    public HelpCommand(BundleContext context) {
        commands = new Commands(context);
        version = context.getBundle().getVersion().toString();
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "help", description = "List the commands, or describe one.")
    private final class Use extends Invocation {
        @Parameters(arity = "0..*", paramLabel = Labels.COMMAND, description = "A command.")
        List<String> command = new ArrayList<>();

        @Override
        protected void run(Console console) {
            if (command.isEmpty()) {
                console.print(overview(console.width()));
                return;
            }
            String name = Commands.plain(command.get(0));
            if (!commands.all().containsKey(name)) {
                throw Words.unknown("command", name, commands.all().keySet(), "help");
            }
            commands.own(name)
                    .ifPresentOrElse(
                            own -> {
                                CommandLine parser = own.parser();
                                for (String word : command.subList(1, command.size())) {
                                    CommandLine sub = parser.getSubcommands().get(word);
                                    if (sub == null) {
                                        throw Words.unknown(
                                                "word after "
                                                        + parser.getCommandSpec()
                                                                .qualifiedName(),
                                                word,
                                                parser.getSubcommands().keySet());
                                    }
                                    parser = sub;
                                }
                                parser.usage(console.out(), ShellCommand.colours(console.width()));
                            },
                            () -> console.out().println(name + "  " + commands.about(name)));
        }

        private List<String> overview(int width) {
            Table table = new Table(List.of("command", ""));
            commands.all().keySet().forEach(name -> table.row(name, commands.about(name)));
            List<String> lines = new ArrayList<>();
            lines.add(
                    "RAI " + version + ", a laboratory for activation functions, initialisation and relaxed training.");
            lines.add("");
            table.lines(width - 2).forEach(line -> lines.add("  " + line));
            lines.add("");
            lines.add("help COMMAND lists the options of a command. Most accept --json.");
            lines.add("./rai COMMAND ... runs one command, ./rai alone opens a shell that completes names with the tab"
                    + " key.");
            lines.add("");
            lines.add("exit codes:");
            lines.addAll(ExitCode.lines());
            return lines;
        }
    }
}
