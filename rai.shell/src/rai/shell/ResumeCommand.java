package rai.shell;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.run.Run;
import rai.api.run.Trainer;

/** {@code resume}: goes on with an interrupted training. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "resume"})
public final class ResumeCommand extends ShellCommand {
    private final Trainer trainer;

    /** @param trainer knows runs */
    @Activate
    public ResumeCommand(@Reference Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "resume",
            description = "Go on with a training that was interrupted: by Ctrl-C, a crash, or a loss of power.",
            footer = "It goes on from its newest whole checkpoint, and ends with the same numbers to the last bit as if"
                    + " nothing had happened.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.RUN, description = "The directory of a run.")
        Path run;

        @Override
        void run(Console console) {
            try (Run again = trainer.resume(run, console::say)) {
                Session.train(again, Optional.of(run), json, console);
            }
        }
    }
}
