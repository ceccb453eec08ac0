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
import rai.shell.console.Failure;

/** {@code pause}: lets a run in the background stand still. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "pause"})
public final class PauseCommand extends ShellCommand {
    private final Runs runs;

    /** @param runs knows the runs */
    @Activate
    public PauseCommand(@Reference Runs runs) {
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "pause",
            description = "Pause a run in the background after its current step and write its state; resume lets it"
                    + " continue.")
    private final class Use extends Invocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run in the background: its name or a prefix of it.")
        String run;

        @Override
        protected void run(Console console) throws InterruptedException {
            Job job = OwnRun.of(new RunFinder(runs).find(run), "pause it");
            if (job.status().state() == Job.State.PAUSED) {
                throw new Failure("the run " + job.name() + " is paused already");
            }
            job.pause();
            OwnRun.await(job, console, state -> state != Job.State.RUNNING && state != Job.State.PREPARING);
            Job.Status now = job.status();
            console.out()
                    .println(job.name()
                            + switch (now.state()) {
                                case PAUSED -> " is paused after step " + now.step();
                                case WAITING -> " is waiting, and will be paused after that: " + now.reason();
                                case QUEUED -> " is queued, and will be paused before its first step";
                                case PREPARING -> " will be paused before its first step";
                                case RUNNING -> " will be paused after its step";
                                case ENDED -> " ended before it could be paused";
                            });
        }
    }
}
