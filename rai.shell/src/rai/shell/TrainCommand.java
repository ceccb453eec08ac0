package rai.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
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
                "Ctrl-C ends a training after its step, evaluates it and keeps it."
            })
    private final class Use extends TrainOptions {
        @ArgGroup
        Keeping keeping = new Keeping();

        @Override
        Optional<Path> directory(String name) {
            if (keeping.no) {
                return Optional.empty();
            }
            return Optional.of(keeping.out != null ? keeping.out : fresh(Path.of("runs", name)));
        }

        @Override
        void run(Console console) {
            RunRequest request = request(LocalDateTime.now());
            try (Run run = trainer.prepare(request);
                    Interrupts interrupts = Interrupts.during(run::stop, console)) {
                RunResult result = train(run, console);
                if (json) {
                    Map<String, Object> document = new LinkedHashMap<>(result.asMap());
                    request.directory().ifPresent(directory -> document.put("directory", directory.toString()));
                    console.out().println(Json.text(document));
                } else {
                    console.print(TrainReport.lines(result, request.directory()));
                }
                console.out().flush();
                if (result.stopped() == RunResult.Stop.NAN || result.stopped() == RunResult.Stop.FAILED) {
                    throw new Failure(result.reason());
                }
            }
        }

        private RunResult train(Run run, Console console) {
            try (Progress progress = Progress.on(console, "steps")) {
                long[] total = {0};
                return run.train(event -> {
                    if (event instanceof RunEvent.Stepped stepped) {
                        progress.at(stepped.step(), total[0],
                                () -> stepped.method() + ", objective " + Numbers.text(stepped.objective()));
                    } else if (event instanceof RunEvent.Started started) {
                        total[0] = started.totalSteps();
                    } else if (event instanceof RunEvent.Paused paused) {
                        progress.say("the run waits after step " + paused.step() + ": " + paused.reason());
                    } else if (event instanceof RunEvent.Resumed resumed) {
                        progress.say("the run goes on after step " + resumed.step());
                    } else if (event instanceof RunEvent.WentBack back) {
                        progress.say(back.reason());
                    } else if (event instanceof RunEvent.Swapped swapped) {
                        progress.say("from step " + (swapped.step() + 1) + " on, " + swapped.service() + " is that of "
                                + swapped.provider());
                    }
                });
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
