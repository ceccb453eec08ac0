package rai.shell.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rai.api.run.RecordedEvent;
import rai.api.run.RefusalException;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;
import rai.shell.text.Json;

/** {@code train}: trains a network. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "train"})
public final class TrainCommand extends ShellCommand {
    /** The directory of a document whose run is not saved. */
    private static final String NONE = "none";
    /** Directories that runs of this process were given: one that has just begun may not have made its own yet. */
    private static final Set<Path> GIVEN = new HashSet<>();

    private final Trainer trainer;
    private final RunExecutor executor;
    private final Runs runs;

    /**
     * @param trainer makes runs
     * @param executor trains them in the background
     * @param runs knows the runs that another one can start from
     */
    @Activate
    public TrainCommand(@Reference Trainer trainer, @Reference RunExecutor executor, @Reference Runs runs) {
        this.trainer = trainer;
        this.executor = executor;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    /** Where the run is kept. */
    static final class Keeping {
        @Sets("keeping.directory")
        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description =
                        "The directory of the run (default: runs/METHOD-ACTIVATION-sSEED-TIME); none does not save"
                                + " it, like --no-save.")
        Path out;

        @Sets("keeping.directory")
        @Option(names = "--no-save", description = "Do not save the run.")
        boolean no;

        /** As in a document; a directory of that name is ./none. */
        boolean nowhere() {
            return no || out != null && out.toString().equals(NONE);
        }
    }

    @Command(
            name = "train",
            description = "Train a network and evaluate its true forward pass.",
            footer = {
                "A value such as moons(n=100, noise=0.1) is a spec: a name and settings. Quote it. The command"
                        + " list prints the names, and describe the settings.",
                "Ctrl-C ends a training after its current step, evaluates and saves it; the command resume continues"
                        + " it.",
                "In RAI's shell, --background (or & at the end) lets it train in the background; the command runs"
                        + " lists such trainings, and watch, show, pause, resume, swap and stop take their names."
            })
    private final class Use extends TrainOptions {
        @ArgGroup
        Keeping keeping = new Keeping();

        @Mixin
        ProbeSettings probing = new ProbeSettings();

        @Sets("keeping.checkpoint_every")
        @Option(
                names = "--checkpoint",
                paramLabel = "N",
                description =
                        "Write the state every N steps, 1epoch or 5min, so that resume can continue from there; 0 means"
                                + " once a minute (default: 0).")
        String checkpoint;

        @Sets("keeping.keep")
        @Option(
                names = "--keep",
                paramLabel = "N",
                description = "Keep the newest N checkpoints until the run has ended (default: "
                        + RunRequestBuilder.KEEP + ").")
        Integer keep;

        @Sets("faults.pin")
        @Option(names = "--pin", description = "Keep the versions of all services with which the training begins.")
        boolean pin;

        @Sets("faults.wait_limit")
        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                description = "End, with the state kept, if a service has been missing for this long; 0 means to wait"
                        + " indefinitely (default: 0).")
        Double waitLimit;

        @Sets("faults.step_limit")
        @Option(
                names = "--step-limit",
                paramLabel = "SECONDS",
                description =
                        "How long a step, or loading the data, may take; after that the run ends with its last good"
                                + " state, or does not begin; 0 means no limit (default: "
                                + RunRequestBuilder.STEP_LIMIT + ").")
        Double stepLimit;

        @Option(
                names = "--from",
                paramLabel = Labels.FILE,
                description = "Train what a YAML or JSON file says, as --print writes it; options that are given take"
                        + " precedence, those of a phase in all its phases.")
        Path from;

        @Sets("model.start_from")
        @Option(
                names = "--from-run",
                paramLabel = Labels.JOB,
                description = "Start with what a run has learnt: its name, a prefix of it, or its directory. Layers of"
                        + " the same name and shape are taken, others are new. What is not given is as in that run; if"
                        + " --method or --then is given, none of its phases is.")
        String fromRun;

        @Option(
                names = "--print",
                description = "Print the run as a document (YAML; with --json JSON) instead of training it.")
        boolean print;

        @Option(
                names = "--background",
                description = "Train in the background of RAI's shell, and print the run's name.")
        boolean background;

        /** Whether options or file say that the run is not saved. */
        private boolean unkept;

        @Override
        Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set) {
            unkept = keeping.nowhere() || keeping.out == null && request.isUnkept();
            if (unkept) {
                return Optional.empty();
            }
            if (keeping.out != null) {
                return Optional.of(keeping.out);
            }
            return set.isPresent() || print ? set : Optional.of(fresh(Path.of("runs", name)));
        }

        @Override
        String missingData() {
            return from == null ? super.missingData() : from + ": data.train is missing: set it there, or give --data";
        }

        @Override
        void setMore(RunRequestBuilder request) {
            probing.set(request);
            given(checkpoint, request::checkpointEvery);
            given(keep, request::keep);
            if (pin) {
                request.pin(true);
            }
            given(waitLimit, request::waitLimit);
            given(stepLimit, request::stepLimit);
            request.command(typed);
        }

        @Override
        protected void run(Console console) throws IOException {
            RunRequest request = asked();
            if (print) {
                Map<String, Object> document = request.asMap();
                @SuppressWarnings("unchecked") // as RunRequest makes it
                Map<String, Object> group = (Map<String, Object>) document.get("keeping");
                group.remove("command");
                if (unkept) {
                    group.put("directory", NONE);
                }
                console.out().print(json ? Json.text(document) + "\n" : YamlDocument.text(document));
                return;
            }
            if (unkept && !request.evaluation().probes().isEmpty()) {
                throw new Failure(
                        "a run that is not saved has nowhere to keep what probes measure: leave out --no-save,"
                                + " or give --probe none");
            }
            if (Background.isWanted(background)) {
                Background.start(() -> with(request, executor::submit), json, console);
                return;
            }
            try (Run run = with(request, trainer::prepare)) {
                Foreground.train(run, request.keeping().directory(), json, console);
            }
        }

        private RunRequest asked() throws IOException {
            if (from != null) {
                return read(from);
            }
            return fromRun == null ? request(LocalDateTime.now()) : request(start(), LocalDateTime.now());
        }

        /** What the run asked for that this one starts from, in another directory. */
        private RunRequestBuilder start() {
            Path there = startDirectory();
            RunReader reader = runs.open(there);
            RunRequestBuilder request =
                    reader.request().toBuilder().directory(null).startFrom(there.toString());
            if (isChangedInActivations(reader) && reader.document().get("spec") instanceof Map<?, ?> spec) {
                request.network(String.valueOf(spec.get("network")));
            }
            return method == null && then.isEmpty() ? request : request.clearPhases();
        }

        private Path startDirectory() {
            RunFinder.Found found = new RunFinder(runs).find(fromRun);
            return found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved"));
        }

        private static boolean isChangedInActivations(RunReader reader) {
            return reader.events().stream()
                    .map(RecordedEvent::event)
                    .anyMatch(event -> event instanceof RunEvent.Swapped swap
                            && swap.kind().equals("activation")
                            && !swap.from().spec().equals(swap.to().spec()));
        }

        /** What the file and the options on top of it ask for. */
        private RunRequest read(Path file) throws IOException {
            RunRequestBuilder request = builder(RunFile.read(file), file);
            if (fromRun != null) {
                request.startFrom(startDirectory().toString());
            }
            return request(request, LocalDateTime.now());
        }

        private RunRequestBuilder builder(Map<?, ?> document, Path file) {
            try {
                return RunRequest.builder(requestIn(document, file));
            } catch (DocumentException e) {
                throw elsewhere(e);
            }
        }

        @Override
        Failure elsewhere(SpecException wrong) {
            Failure failure = super.elsewhere(wrong);
            if (from == null) {
                return failure;
            }
            return wrong instanceof RefusalException refused
                    ? failure.saying(from + ": " + refused.fact() + ": " + refused.keys())
                    : failure.at(from.toString());
        }
    }

    /** @return the request in the {@code run.json} of a run; any other document as it is */
    private static Map<?, ?> requestIn(Map<?, ?> document, Path file) {
        if (!document.containsKey("format") || !(document.get("request") instanceof Map<?, ?> request)) {
            return document;
        }
        if (!Set.of("data", "model", "phases").stream().allMatch(request::containsKey)) {
            throw new Failure(file + " is of a run that an earlier version of RAI trained: rerun "
                    + file.toAbsolutePath().getParent() + " repeats it");
        }
        return request;
    }

    /** A directory that is not there and was not given yet: this one, or the same with {@code -2}, {@code -3}, ... */
    static Path fresh(Path directory) {
        synchronized (GIVEN) {
            Path candidate = directory;
            for (int i = 2; Files.exists(candidate) || GIVEN.contains(candidate); i++) {
                candidate = directory.resolveSibling(directory.getFileName() + "-" + i);
            }
            GIVEN.add(candidate);
            return candidate;
        }
    }
}
