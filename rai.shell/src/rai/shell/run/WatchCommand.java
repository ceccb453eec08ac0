package rai.shell.run;

import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.run.Runs;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;

/** {@code watch}: shows the progress of a run. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "watch"})
public final class WatchCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public WatchCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "watch",
            description = "Show the progress of a run until it ends; Ctrl-C stops watching, not the run.")
    private final class Use extends Invocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Override
        protected void run(Console console) throws InterruptedException {
            RunFinder finder = new RunFinder(runs);
            RunFinder.Found found = finder.find(run);
            if (found.present().isPresent()) {
                Watching.job(found.present().get(), console);
            } else if (RunSummary.of(found).state().equals("running")) {
                Watching.directory(runs, found.directory().orElseThrow(), console);
            } else {
                RunSummary summary = RunSummary.of(found);
                console.out()
                        .println("the run " + found.name() + " is not being trained: " + summary.stateText()
                                + " after step " + summary.step());
            }
        }
    }
}
