package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;
import rai.shell.text.Json;

/** {@code export}: writes the network of a run, or its history, in a format of other tools. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "export"})
public final class ExportCommand extends ShellCommand {
    private final Trainer trainer;
    private final Catalog catalog;
    private final Runs runs;

    /**
     * @param trainer opens runs
     * @param catalog knows the formats
     * @param runs knows the runs
     */
    @Activate
    public ExportCommand(@Reference Trainer trainer, @Reference Catalog catalog, @Reference Runs runs) {
        this.trainer = trainer;
        this.catalog = catalog;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "export",
            description = "Write the network of a run, or its history, in a format of other tools.",
            footer = {
                "The format follows from the name of the file, or is given: --to model.onnx, --to npz,"
                        + " --to \"java(pack=org.example)\" --out Model.java. list model-format and list"
                        + " history-format show all formats.",
                "Without --out, and without a name in --to, the file is called after the run and lies in the working"
                        + " directory."
            })
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--to",
                paramLabel = "FORMAT|FILE",
                description = "A format, as a spec; or the name of the file, whose ending is that of a format.")
        String to;

        @Option(names = "--out", paramLabel = Labels.FILE, description = "The file, or the directory, to write.")
        Path out;

        @Option(names = "--replace", description = "Replace what exists there.")
        boolean replace;

        @Override
        protected void run(Console console) throws IOException {
            RunFinder.Found found = new RunFinder(runs).find(run);
            Path directory =
                    found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved"));
            Export export = Export.of(catalog, to, out, found.name());
            List<String> notes = ExportFile.write(
                    export.out(),
                    replace,
                    destination -> export.model().isPresent()
                            ? export.model().get().write(trainer.open(directory), destination)
                            : export.history().orElseThrow().write(runs.open(directory), destination));
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("run", directory.toString());
                document.put("format", export.spec());
                document.put("out", export.out().toString());
                document.put("notes", notes);
                console.out().println(Json.text(document));
            } else {
                notes.forEach(console::say);
                console.out()
                        .println("wrote " + (export.model().isPresent() ? "the network" : "the history") + " of "
                                + found.name() + " to " + export.out());
            }
        }
    }
}
