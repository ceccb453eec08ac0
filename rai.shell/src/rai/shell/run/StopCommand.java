package rai.shell.run;

import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.run.Job;
import rai.api.run.Runs;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.JobSentences;

/** {@code stop}: ends a run in the background. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "stop"})
public final class StopCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public StopCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "stop",
            description =
                    "End a run in the background after its current step, evaluated and saved; resume continues it.")
    private final class Use extends Invocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run in the background: its name or a prefix of it.")
        String run;

        @Override
        protected void run(Console console) throws InterruptedException {
            Job job = OwnRun.of(new RunFinder(runs).find(run), "stop it");
            job.stop();
            if (OwnRun.await(job, console, state -> state == Job.State.ENDED)) {
                OwnRun.requireEnd(job);
                console.notices().ifPresent(notices -> notices.forget(job));
                console.out().println(JobSentences.end(job));
            } else {
                console.out().println(job.name() + " will end after its step");
            }
        }
    }
}
