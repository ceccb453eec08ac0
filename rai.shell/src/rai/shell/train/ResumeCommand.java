package rai.shell.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.Run;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.DocumentException;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;

/** {@code resume}: continues an interrupted training. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "resume"})
public final class ResumeCommand extends ShellCommand {
    private final Trainer trainer;
    private final Runs runs;
    private final RunExecutor executor;

    /**
     * @param trainer makes interrupted runs ready
     * @param runs knows the runs
     * @param executor trains them in the background
     */
    @Activate
    public ResumeCommand(@Reference Trainer trainer, @Reference Runs runs, @Reference RunExecutor executor) {
        this.trainer = trainer;
        this.runs = runs;
        this.executor = executor;
    }

    /** How long the last phase of a run that has ended is to be. */
    static final class Length {
        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "Continue the last phase of a run that has ended, until it has done N steps in all.")
        Long steps;

        @Option(
                names = "--epochs",
                paramLabel = "N",
                description = "Continue the last phase of a run that has ended, until it has done N passes over the"
                        + " data in all.")
        Long epochs;

        private Optional<Extension> extension() {
            try {
                return steps == null && epochs == null
                        ? Optional.empty()
                        : Optional.of(new Extension(Optional.ofNullable(steps), Optional.ofNullable(epochs)));
            } catch (DocumentException e) {
                throw new Failure(e.message("--" + e.path()));
            }
        }
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "resume",
            description = "Continue a training that was paused, or interrupted by Ctrl-C, a crash, or a power failure;"
                    + " with --steps or --epochs one that has ended.",
            footer = {
                "An interrupted run continues from its newest intact checkpoint, and ends with the same numbers"
                        + " to the last bit as if nothing had happened.",
                "A run that has ended continues its last phase, and ends with the same numbers as if it had been asked"
                        + " for that length at once; if a schedule or early stopping depends on where the phase ends,"
                        + " a sentence says so."
            })
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @ArgGroup
        Length length = new Length();

        @Option(
                names = "--background",
                description = "Train in the background of RAI's shell, and print the run's name.")
        boolean background;

        @Override
        protected void run(Console console) {
            Optional<Extension> longer = length.extension();
            RunFinder.Found found = new RunFinder(runs).find(run);
            if (found.present().isPresent()) {
                if (longer.isPresent()) {
                    throw new Failure("the run " + found.name() + " has not ended: --steps and --epochs make a run"
                            + " longer that has");
                }
                proceed(found.present().get(), console);
                return;
            }
            Path directory = found.directory()
                    .orElseThrow(
                            () -> new Failure("the run " + found.name() + " was not saved, so it cannot continue"));
            if (Background.isWanted(background)) {
                Background.start(() -> resume(directory, longer, notice(found.name(), console)), json, console);
                return;
            }
            try (Run again = longer.isPresent()
                    ? trainer.extend(directory, longer.get(), console::say)
                    : trainer.resume(directory, console::say)) {
                Foreground.train(again, Optional.of(directory), json, console);
            }
        }

        private Job resume(Path directory, Optional<Extension> longer, Consumer<String> notice) {
            return longer.isPresent()
                    ? executor.extend(directory, longer.get(), notice)
                    : executor.resume(directory, notice);
        }

        /** Reports above the prompt, which is back by the time the run starts. */
        private static Consumer<String> notice(String name, Console console) {
            return text -> console.notices()
                    .ifPresentOrElse(notices -> notices.say(name, "rai: " + text), () -> console.say(text));
        }

        private void proceed(Job job, Console console) {
            Job.Status status = job.status();
            if (status.state() != Job.State.PAUSED) {
                String state =
                        switch (status.state()) {
                            case WAITING -> "is waiting, and continues by itself after that: " + status.reason();
                            case QUEUED -> "is queued and begins by itself; it waits " + status.reason();
                            default -> "is being trained: watch " + job.name() + " shows its progress";
                        };
                throw new Failure("the run " + job.name() + " " + state);
            }
            job.proceed();
            if (json) {
                Background.tell(job, console);
            } else {
                console.out().println(job.name() + " continues after step " + status.step());
            }
        }
    }
}
