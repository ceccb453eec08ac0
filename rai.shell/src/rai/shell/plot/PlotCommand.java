package rai.shell.plot;

import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rai.api.catalog.Catalog;
import rai.api.run.Runs;
import rai.api.run.Summaries;
import rai.api.run.Trainer;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code plot}: pictures; each is a subcommand. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "plot"})
public final class PlotCommand extends ShellCommand {
    private final Trainer trainer;
    private final Catalog catalog;
    private final Runs runs;
    private final Summaries summaries;

    /**
     * @param trainer opens runs
     * @param catalog knows datasets and activations
     * @param runs opens the directories of runs
     * @param summaries lists the layers of networks
     */
    @Activate
    public PlotCommand(
            @Reference Trainer trainer,
            @Reference Catalog catalog,
            @Reference Runs runs,
            @Reference Summaries summaries) {
        this.trainer = trainer;
        this.catalog = catalog;
        this.runs = runs;
        this.summaries = summaries;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Override
    public CommandLine parser() {
        CommandLine parser = super.parser();
        parser.addSubcommand(new PlotLandscape(trainer, catalog, runs));
        parser.addSubcommand(new PlotActivation(catalog));
        parser.addSubcommand(new PlotHistory(runs));
        parser.addSubcommand(new PlotProbe(runs));
        parser.addSubcommand(new PlotGraph(trainer, catalog, runs, summaries));
        return parser;
    }

    @Command(name = "plot", description = "Draw a picture of runs, of networks, or of activations.")
    private static final class Use extends Invocation {
        @Override
        protected void run(Console console) {
            throw new IllegalStateException("plot itself draws nothing");
        }
    }
}
