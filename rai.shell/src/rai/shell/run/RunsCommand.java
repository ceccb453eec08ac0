package rai.shell.run;

import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.run.Runs;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;
import rai.shell.text.Times;

/** {@code runs}: the runs of this process and those that are kept. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "runs"})
public final class RunsCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public RunsCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "runs",
            description = "List the runs that train in the background and those that were saved.",
            footer = "States: queued (until there are threads and memory for it), preparing, running, paused (by a"
                    + " user), waiting (for a missing service, or for space on the disk), ended, interrupted"
                    + " (resume continues it), failed (before it began: delete removes it from the list), damaged.")
    private final class Use extends DataInvocation {
        @Option(
                names = "--dir",
                paramLabel = Labels.DIRECTORY,
                description = "The folder of runs (default: ${DEFAULT-VALUE}).")
        Path folder = RunFinder.FOLDER;

        @Override
        protected void run(Console console) {
            List<RunSummary> all =
                    new RunFinder(runs).all(folder).stream().map(RunSummary::of).toList();
            if (json) {
                console.out()
                        .println(
                                Json.text(all.stream().map(RunSummary::document).toList()));
                return;
            }
            if (all.isEmpty()) {
                console.say("there is no run in this process, nor in " + folder);
                return;
            }
            Table table = new Table(List.of(
                    "run", "state", "step", "method", "objective", "train", "test", "steps/s", "left", "started"));
            all.forEach(run -> table.row(
                    run.name(),
                    run.stateText(),
                    run.stepText(),
                    run.method(),
                    Double.isNaN(run.objective()) ? "" : Numbers.metric(run.objective()),
                    RunSummary.first(run.train()),
                    RunSummary.first(run.test()),
                    run.stepsPerSecond() > 0 ? Numbers.text(run.stepsPerSecond()) : "",
                    RunSummary.duration(run.secondsLeft()),
                    Times.local(run.started())));
            console.print(table);
        }
    }
}
