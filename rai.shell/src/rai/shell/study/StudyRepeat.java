package rai.shell.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code study repeat}: trains one trial of a study again, as a run of its own. */
@Command(
        name = "repeat",
        description = "Train one trial of a study again as a run of its own, and compare its state with the trial's.")
final class StudyRepeat extends StudyPlace {
    private final Trainer trainer;

    @Parameters(index = "1", paramLabel = Labels.TRIAL, description = "The trial, by the beginning of its id.")
    String trial;

    @Option(
            names = "--out",
            paramLabel = Labels.DIRECTORY,
            description = "The directory of the run (default: runs/STUDY-TRIAL).")
    Path out;

    StudyRepeat(Studies studies, Trainer trainer) {
        super(studies);
        this.trainer = trainer;
    }

    @Override
    protected void run(Console console) {
        Path directory = directory();
        Outcome before = one(studies.outcomes(directory));
        Path run = out != null
                ? out
                : Path.of("runs", directory.toAbsolutePath().normalize().getFileName() + "-" + shortId(before));
        RunRequest request = before.trial().request().toBuilder()
                .directory(run)
                .command(typed)
                .build();
        RunResult result = train(request, console);
        String hash = before.result().map(RunResult::stateHash).orElse("");
        boolean same = result.stateHash().equals(hash);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("trial", before.id());
        document.put("directory", run);
        document.put("state_hash", result.stateHash());
        document.put("same_state", same);
        document.put("result", result.asMap());
        if (json) {
            console.out().println(Json.text(document));
        } else {
            console.out()
                    .println("trained " + run + ": train loss "
                            + Numbers.metric(result.train().get("loss"))
                            + (same ? ", the same state as the trial, to the bit" : ""));
        }
        if (!same && !hash.isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the run ended in another state than the trial: " + result.stateHash() + " in place of " + hash
                            + "; was it trained with other versions, or on another processor?");
        }
    }

    private Outcome one(List<Outcome> outcomes) {
        List<Outcome> found = outcomes.stream()
                .filter(outcome -> outcome.id().startsWith(trial))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Failure(
                found.isEmpty()
                        ? "no trial that has ended has an id that begins with '" + trial + "': study trials lists them"
                        : "'" + trial + "' is the beginning of " + found.size() + " ids: write more of it");
    }

    private static String shortId(Outcome outcome) {
        return outcome.id()
                .substring(0, Math.min(StudyTrials.SHORT_ID, outcome.id().length()));
    }

    private RunResult train(RunRequest request, Console console) {
        long[] total = {0};
        try (Run run = trainer.prepare(request);
                Interrupts interrupts = Interrupts.during(run::stop, console);
                Progress progress = Progress.on(console, "steps")) {
            RunResult result = run.train(event -> {
                if (event instanceof RunEvent.Started started) {
                    total[0] = started.totalSteps();
                } else if (event instanceof RunEvent.Stepped stepped) {
                    progress.at(stepped.step(), total[0], () -> "objective " + Numbers.text(stepped.objective()));
                }
            });
            interrupts.requireNone("interrupted: the run in its directory can be resumed", Map.of());
            return result;
        }
    }
}
