package rai.shell.study;

import java.io.IOException;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import rai.api.catalog.Catalog;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code demo}: the study of that name, the first thing to try. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "demo"})
public final class DemoCommand extends ShellCommand {
    private static final String NAME_OF_STUDY = "demo";

    private final Catalog catalog;

    /** @param catalog knows studies */
    @Activate
    public DemoCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = NAME_OF_STUDY, description = "See the main result in about a minute: a table and a picture.")
    private final class Use extends StudyOptions {
        @Override
        protected void run(Console console) throws IOException {
            run(console, catalog, NAME_OF_STUDY);
        }
    }
}
