package rai.shell.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.Runs;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.EventLine;
import rai.shell.text.EventSentences;
import rai.shell.text.Json;

/** {@code swap}: changes what a run trains with. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "swap"})
public final class SwapCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public SwapCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "swap",
            description = "Change the specs of a run in the background, between two steps.",
            footer = "The part of the state that the new services can use is kept: the parameters always, and variables"
                    + " of methods and vectors of optimizers of the same name and size. The rest is reset.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run in the background: its name or a prefix of it.")
        String run;

        @Option(
                names = "--activation",
                paramLabel = Labels.ACTIVATION,
                description = "The activation of all hidden layers; or OLD=NEW to replace one of several.")
        String activation;

        @Option(names = "--loss", paramLabel = Labels.LOSS, description = "The loss.")
        String loss;

        @Option(
                names = "--method",
                paramLabel = Labels.METHOD,
                description = "The method, for the rest of the current phase.")
        String method;

        @Option(
                names = "--optimizer",
                paramLabel = Labels.OPTIMIZER,
                description = "The optimizer, for the rest of the current phase.")
        String optimizer;

        @Option(
                names = "--schedule",
                paramLabel = Labels.SCHEDULE,
                description = "The schedule of the learning rate, or none.")
        String schedule;

        @Override
        protected void run(Console console) {
            Job job = OwnRun.of(new RunFinder(runs).find(run), "change it");
            List<RunEvent.Swapped> swaps = job.swap(new Change(
                    Optional.ofNullable(activation),
                    Optional.ofNullable(loss),
                    Optional.ofNullable(method),
                    Optional.ofNullable(optimizer),
                    Optional.ofNullable(schedule).map(spec -> spec.equals(EventLine.NONE) ? "" : spec)));
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("run", job.name());
                document.put(
                        "swapped", swaps.stream().map(SwapCommand::document).toList());
                console.out().println(Json.text(document));
            } else if (swaps.isEmpty()) {
                console.out().println("nothing has changed: " + job.name() + " already uses that");
            } else {
                swaps.forEach(swap -> console.out().println(EventSentences.swap(swap)));
            }
        }
    }

    private static Map<String, Object> document(RunEvent.Swapped swap) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from_step", swap.step() + 1);
        map.put("kind", swap.kind());
        map.put("from", swap.from().asMap());
        map.put("to", swap.to().asMap());
        map.put("state", swap.state());
        return map;
    }
}
