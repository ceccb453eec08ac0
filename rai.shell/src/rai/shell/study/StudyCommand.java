package rai.shell.study;

import java.io.IOException;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code study}: runs a named experiment. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "study"})
public final class StudyCommand extends ShellCommand {
    private final Catalog catalog;

    /** @param catalog knows studies */
    @Activate
    public StudyCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "study", description = "Run a named experiment; list study lists them.")
    private final class Use extends StudyOptions {
        @Parameters(paramLabel = Labels.STUDY, description = "The study.")
        String study;

        @Override
        protected void run(Console console) throws IOException {
            run(console, catalog, study);
        }
    }
}
