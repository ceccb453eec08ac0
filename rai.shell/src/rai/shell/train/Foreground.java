package rai.shell.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.console.RunNews;
import rai.shell.text.Facts;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** A training in the foreground: shows its progress, ends it early on Ctrl-C, and says what came out. */
final class Foreground {
    private Foreground() {}

    /**
     * Trains a run to its end.
     *
     * @param run the run
     * @param directory where it is kept, if anywhere
     * @param json whether the result is printed as a JSON document
     * @param console where to print
     * @throws Failure if the run ended because of NaN, a service that failed, or Ctrl-C
     */
    static void train(Run run, Optional<Path> directory, boolean json, Console console) {
        try (Interrupts interrupts = Interrupts.during(run::stop, console)) {
            RunResult result = train(run, console, event -> {});
            Map<String, Object> document = new LinkedHashMap<>(result.asMap());
            if (!run.data().isEmpty()) {
                document.put("data", run.data());
            }
            directory.ifPresent(there -> document.put("directory", there.toString()));
            Optional<Failure> failure = failure(result, directory, console);
            if (!json) {
                console.print(TrainReport.lines(result, directory));
                if (failure.isEmpty()) {
                    directory.ifPresent(there -> console.print(next(there, result, console)));
                }
            } else if (failure.isEmpty()) {
                console.out().println(Json.text(document));
            }
            console.out().flush();
            if (failure.isPresent()) {
                throw failure.get().with(document);
            }
        }
    }

    /** What is usually done next. */
    private static List<String> next(Path directory, RunResult result, Console console) {
        String run = directory.toString();
        List<String> commands = new ArrayList<>();
        commands.add(console.command("plot", "history", run));
        commands.add(console.command("predict", run, "--data", "new.csv"));
        if (!result.test().isEmpty()) {
            commands.add(console.command("rerun", run));
        } else {
            commands.add(console.command(
                    "evaluate", run, "--data", String.valueOf(result.spec().get("data"))));
        }
        Facts facts = new Facts();
        facts.lines().add("");
        facts.add("next", commands.get(0));
        commands.stream().skip(1).forEach(command -> facts.add("", command));
        return facts.lines();
    }

    /** Why the command fails though there is a result. */
    private static Optional<Failure> failure(RunResult result, Optional<Path> directory, Console console) {
        return switch (result.stopped()) {
            case NAN -> Optional.of(new Failure(ExitCode.DIVERGED, result.reason()));
            case FAILED -> Optional.of(new Failure(ExitCode.FAILED, result.reason()));
            case INTERRUPTED ->
                Optional.of(new Failure(
                        ExitCode.INTERRUPTED,
                        "interrupted after step " + result.steps()
                                + directory
                                        .map(there -> "; to continue: " + console.command("resume", there.toString()))
                                        .orElse("; the run was not saved, so it cannot continue")));
            case STEPS, EARLY -> Optional.empty();
        };
    }

    /**
     * Trains a run to its end, and shows its progress.
     *
     * @param run the run
     * @param console where to print
     * @param listener notified of all events too
     * @return what came out
     */
    static RunResult train(Run run, Console console, Consumer<RunEvent> listener) {
        try (Progress progress = Progress.on(console, "steps");
                RunNews news = new RunNews("the run", progress::say)) {
            long[] total = {0};
            return run.train(event -> {
                listener.accept(event);
                if (event instanceof RunEvent.Stepped stepped) {
                    progress.at(
                            stepped.step(),
                            total[0],
                            () -> stepped.method() + ", objective " + Numbers.text(stepped.objective()));
                } else if (event instanceof RunEvent.Started started) {
                    total[0] = started.totalSteps();
                    ReadLines.of(run.data()).forEach(progress::say);
                } else {
                    news.report(event);
                }
            });
        }
    }
}
