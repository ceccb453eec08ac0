package rai.shell.data;

import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rai.api.catalog.Catalog;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code data}: lists and fetches published data; each is a subcommand. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "data"})
public final class DataCommand extends ShellCommand {
    private final Catalog catalog;

    /** @param catalog knows datasets */
    @Activate
    public DataCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Override
    public CommandLine parser() {
        CommandLine parser = super.parser();
        parser.addSubcommand(new DataList(catalog));
        parser.addSubcommand(new DataFetch(catalog));
        return parser;
    }

    @Command(name = "data", description = "List published data, such as mnist, or fetch them from their publisher.")
    private static final class Use extends Invocation {
        @Override
        protected void run(Console console) {
            throw new IllegalStateException("data itself does nothing");
        }
    }
}
