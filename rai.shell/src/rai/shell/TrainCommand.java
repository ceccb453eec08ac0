package rai.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.run.Checkpoints;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;

/** {@code train}: trains a network. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "train"})
public final class TrainCommand extends ShellCommand {
    private final Trainer trainer;

    /** @param trainer makes runs */
    @Activate
    public TrainCommand(@Reference Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    Invocation invocation() {
        return new Use();
    }

    /** Where the run is kept. */
    static final class Keeping {
        @Option(names = "--out", paramLabel = Labels.DIRECTORY,
                description = "Keep the run there (default: runs/METHOD-ACTIVATION-sSEED-TIME).")
        Path out;

        @Option(names = "--no-save", description = "Keep the run nowhere.")
        boolean no;
    }

    @Command(
            name = "train",
            description = "Train a network and evaluate its true forward pass.",
            footer = {
                "A value such as moons(n=100, noise=0.1) is a spec: a name and settings. Put it in quotes. The command list"
                        + " tells the names, and describe the settings.",
                "Ctrl-C ends a training after its step, evaluates it and keeps it; the command resume goes on with it."
            })
    private final class Use extends TrainOptions {
        @ArgGroup
        Keeping keeping = new Keeping();

        @Option(names = "--checkpoint", paramLabel = "N",
                description = "Write the state every N steps, so that resume can go on from there; 0 is once a minute"
                        + " (default: ${DEFAULT-VALUE}).")
        long checkpoint = Checkpoints.USUAL.every();

        @Option(names = "--keep", paramLabel = "N",
                description = "Keep the newest N checkpoints until the run has ended (default: ${DEFAULT-VALUE}).")
        int keep = Checkpoints.USUAL.keep();

        @Override
        Optional<Path> directory(String name) {
            if (keeping.no) {
                return Optional.empty();
            }
            return Optional.of(keeping.out != null ? keeping.out : fresh(Path.of("runs", name)));
        }

        @Override
        void run(Console console) {
            RunRequest request = request(LocalDateTime.now()).with(new Checkpoints(checkpoint, keep)).typed(typed);
            try (Run run = trainer.prepare(request)) {
                Session.train(run, request.directory(), json, console);
            }
        }
    }

    /** A directory that is not there yet: the given one, or the same with {@code -2}, {@code -3}, ... */
    static Path fresh(Path directory) {
        Path candidate = directory;
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = directory.resolveSibling(directory.getFileName() + "-" + i);
        }
        return candidate;
    }
}
