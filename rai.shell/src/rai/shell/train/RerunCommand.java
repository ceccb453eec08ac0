package rai.shell.train;

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
import rai.api.run.Archive;
import rai.api.run.Archive.Again;
import rai.api.run.Archive.Comparison;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code rerun}: repeats a training, and says whether the same came out. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "rerun"})
public final class RerunCommand extends ShellCommand {
    private final Trainer trainer;
    private final Archive archive;

    /**
     * @param trainer makes runs
     * @param archive knows runs that have ended
     */
    @Activate
    public RerunCommand(@Reference Trainer trainer, @Reference Archive archive) {
        this.trainer = trainer;
        this.archive = archive;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "rerun",
            description =
                    "Repeat a training with its original request, and report whether the result is the same to the"
                            + " last bit.",
            footer = "If not, the exit code is 1, and it reports what else differs: bundles, Java, machine, data."
                    + " A run that was stopped or changed by hand is stopped and changed after the same"
                    + " steps; bundles that were replaced in its course are not replaced again.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.RUN, description = "The directory of a run that has ended.")
        Path run;

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = "The directory of the repeated run (default: RUN-rerun, next to the run).")
        Path out;

        @Override
        protected void run(Console console) {
            Path into = out != null
                    ? out
                    : TrainCommand.fresh(
                            run.resolveSibling(run.toAbsolutePath().normalize().getFileName() + "-rerun"));
            Again again = archive.again(run, into);
            try (Run repeated = trainer.prepare(
                            again.request().toBuilder().command(typed).build());
                    Interrupts interrupts = Interrupts.during(repeated::stop, console)) {
                Repetition repetition = new Repetition(repeated, again);
                RunResult result = Foreground.train(repeated, console, repetition);
                repetition.requireMade();
                requireComplete(result, again, into);
            }
            Comparison comparison = archive.compare(run, into);
            if (!json) {
                console.print(report(into, comparison));
            } else if (comparison.identical()) {
                console.out().println(Json.text(document(into, comparison)));
            }
            console.out().flush();
            if (!comparison.identical()) {
                throw new Failure(ExitCode.FAILED, verdict(comparison)).with(document(into, comparison));
            }
        }

        /** What was interrupted differs, of course: it is not compared. */
        private void requireComplete(RunResult result, Again again, Path into) {
            if (result.stopped() == RunResult.Stop.INTERRUPTED && result.steps() != again.steps()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("run", run);
                document.put("directory", into);
                throw new Failure(
                                ExitCode.INTERRUPTED,
                                "interrupted after step " + result.steps() + ", so " + into + " was not compared with "
                                        + run + ": rerun " + run + " repeats it again")
                        .with(document);
            }
        }

        private Map<String, Object> document(Path into, Comparison comparison) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("run", run);
            document.put("directory", into);
            document.put("identical", comparison.identical());
            document.put("verdict", verdict(comparison));
            document.put("differences", comparison.results());
            document.put("circumstances", comparison.circumstances());
            document.put("swaps", comparison.swaps());
            return document;
        }

        private List<String> report(Path into, Comparison comparison) {
            Facts facts = new Facts();
            facts.add("run", run);
            facts.add("repeated in", into);
            comparison.results().forEach(phrase -> facts.add("differs", phrase));
            comparison.circumstances().forEach(phrase -> facts.add("circumstances", phrase));
            comparison.swaps().forEach(phrase -> facts.add("swapped", phrase));
            if (comparison.identical()) {
                facts.add("verdict", verdict(comparison));
            }
            return facts.lines();
        }

        private String verdict(Comparison comparison) {
            int swaps = comparison.swaps().size();
            String swapped = swaps == 1
                    ? "the bundle of a service was replaced"
                    : "bundles of services were replaced " + swaps + " times";
            if (comparison.identical()) {
                return "identical: state, metrics and history are the same to the last bit"
                        + (swaps == 0 ? "" : ", though " + swapped + " in the course of the first run");
            }
            String differs = "the run in " + run + " was not repeated to the last bit";
            if (swaps > 0) {
                return differs + ": " + swapped + " in its course";
            }
            return differs + (comparison.circumstances().isEmpty() ? ", though nothing is known to differ" : "");
        }
    }
}
