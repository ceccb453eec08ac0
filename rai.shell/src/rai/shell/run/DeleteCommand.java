package rai.shell.run;

import java.io.IOException;
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
import rai.api.run.Runs;
import rai.api.run.Runs.Kept;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Question;

/** {@code delete}: deletes runs. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "delete"})
public final class DeleteCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public DeleteCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(name = "delete", description = "Delete runs and their directories; on a terminal only after a question.")
    private final class Use extends Invocation {
        @Parameters(
                arity = "1..*",
                paramLabel = Labels.JOB,
                description = "Runs that are not training: their full names or directories.")
        List<String> wanted;

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        boolean yes;

        @Override
        protected void run(Console console) throws IOException {
            RunFinder finder = new RunFinder(runs);
            // all are looked for before the first is deleted
            Map<String, RunFinder.Found> all = new LinkedHashMap<>();
            for (String text : wanted) {
                RunFinder.Found found = finder.require(text);
                if (found.present().isPresent()) {
                    throw new Failure("the run " + found.name() + " is being trained: stop it, then delete it");
                }
                all.put(found.name(), found);
            }
            String which = all.size() == 1 ? "the run " : all.size() + " runs, ";
            if (!yes && !Question.agreed("delete " + which + String.join(", ", all.keySet()) + "?", console)) {
                console.say("nothing was deleted");
                return;
            }
            all.forEach((name, found) -> {
                found.kept().map(Kept::directory).ifPresent(runs::delete);
                found.job().ifPresent(runs::forget);
                console.out().println(name + " is deleted");
            });
        }
    }
}
