package rai.shell.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.catalog.Catalog;
import rai.shell.command.Ending;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.command.WholeFile;
import rai.shell.console.Console;

/** {@code catalogue}: a page of all services. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "catalogue"})
public final class CatalogueCommand extends ShellCommand {
    private final Catalog catalog;

    /** @param catalog knows what is there */
    @Activate
    public CatalogueCommand(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "catalogue",
            description = "Write a page (Markdown) of all services, with formulas, settings and sources.",
            footer = "For programs, list --json and describe --json print the same.")
    private final class Use extends Invocation {
        @Option(names = "--out", paramLabel = Labels.FILE, description = "The file to write (default: stdout).")
        Path out;

        @Override
        protected void run(Console console) throws IOException {
            Ending.require(out, "catalogue writes a page in Markdown", List.of(".md", ".markdown", ".txt"));
            String page = CataloguePage.of(catalog);
            if (out == null) {
                console.out().print(page);
                return;
            }
            try (WholeFile file = WholeFile.begin(WholeFile.place(out, true))) {
                Files.writeString(file.partial(), page);
                file.replace();
            }
        }
    }
}
