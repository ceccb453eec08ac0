package rai.shell.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rai.api.catalog.Catalog;
import rai.api.optimizer.Optimizer;
import rai.api.run.RateRange;
import rai.api.run.RateRangeTest;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.Trainer;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.picture.OutFiles;
import rai.shell.picture.PictureOptions;
import rai.shell.text.EventSentences;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code find-rate}: raises the learning rate step by step, and reports where the objective fell fastest. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "find-rate"})
public final class FindRateCommand extends ShellCommand {
    private static final String NAME = "find-rate";
    static final String RATE = "rate";
    private static final String FACTOR = "factor";
    private static final long STEPS = 200;

    private final Trainer trainer;
    private final Catalog catalog;
    private final RateRangeTest rangeTest;

    /**
     * @param trainer makes runs
     * @param catalog knows optimizers
     * @param rangeTest raises the rate and finds where the objective fell fastest
     */
    @Activate
    public FindRateCommand(@Reference Trainer trainer, @Reference Catalog catalog, @Reference RateRangeTest rangeTest) {
        this.trainer = trainer;
        this.catalog = catalog;
        this.rangeTest = rangeTest;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = NAME,
            description = "Raise the learning rate step by step, and report where the objective falls fastest.",
            footer = {
                "It accepts the options of train, and trains 200 steps unless --steps says otherwise. An"
                        + " optimizer without a rate, such as rprop, is tried with factors on its steps.",
                "The suggestion is a starting point for a search, not its result: it is based only on the beginning of"
                        + " a training."
            })
    private final class Use extends TrainOptions {
        @Option(names = "--from", paramLabel = "RATE", description = "The first rate (default: ${DEFAULT-VALUE}).")
        double from = 1e-6;

        @Option(names = "--to", paramLabel = "RATE", description = "The last rate (default: ${DEFAULT-VALUE}).")
        double to = 10;

        @Option(
                names = "--seeds",
                paramLabel = "N",
                description =
                        "Repeat the test with N seeds, from that of --seed on, and evaluate the mean (default: 1).")
        int seeds = 1;

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = OutFiles.DESCRIPTION + " (default: ${DEFAULT-VALUE}).")
        Path out = Path.of(NAME);

        @Mixin
        private final PictureOptions picture = new PictureOptions();

        @Override
        Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set) {
            return Optional.empty();
        }

        @Override
        protected void run(Console console) throws IOException {
            OutFiles files = OutFiles.of(out, NAME);
            picture.check(files.picture());
            requireSensible();
            Spec given = Spec.parse(optimizer != null ? optimizer : RunRequestBuilder.OPTIMIZER);
            boolean hasRate =
                    catalog.resolve(Optimizer.class, given).spec().settings().containsKey(RATE);
            optimizer = hasRate ? withRate(given, 1).toString() : optimizer;
            if (length.steps == null && length.epochs == null) {
                length.steps = STEPS;
            }
            RunRequest request = rangeTest.plan(request(LocalDateTime.now()), from, to);
            List<RateReport.Trial> trials = sweep(request, console);
            RateRange mean =
                    rangeTest.mean(trials.stream().map(RateReport.Trial::range).toList());
            report(new RateReport(trials, mean, given, hasRate ? RATE : FACTOR), files, console);
        }

        private void requireSensible() {
            if (seeds < 1) {
                throw new Failure("--seeds must be at least 1, not " + seeds);
            }
            if (!(from > 0) || !(to > from) || Double.isInfinite(to)) {
                throw new Failure("--from must be above 0 and --to above --from, but they are " + from + " and " + to);
            }
            if (schedule != null || stopEarly != null || !then.isEmpty()) {
                throw new Failure(
                        "find-rate has its own schedule and one method: omit --schedule, --stop-early and" + " --then");
            }
            if (length.steps != null && length.steps < RateRangeTest.FEWEST_STEPS) {
                throw new Failure("--steps must be at least " + RateRangeTest.FEWEST_STEPS + ", not " + length.steps);
            }
        }

        /** One test per seed; after Ctrl-C those that were completed, or the one that was not. */
        private List<RateReport.Trial> sweep(RunRequest request, Console console) {
            List<RateReport.Trial> trials = new ArrayList<>();
            long first = request.execution().seed();
            AtomicBoolean stopped = new AtomicBoolean();
            try (Progress progress = Progress.on(console, "steps")) {
                for (long seed = first; seed < first + seeds && !stopped.get(); seed++) {
                    RateRange range = sweep(
                            request.toBuilder().seed(seed).build(), (int) (seed - first), stopped, progress, console);
                    if (!stopped.get() || trials.isEmpty()) {
                        trials.add(new RateReport.Trial(seed, range));
                    }
                }
            }
            return trials;
        }

        private RateRange sweep(
                RunRequest request, int number, AtomicBoolean stopped, Progress progress, Console console) {
            long[] total = {0};
            try (Run run = with(request, trainer::prepare);
                    Interrupts interrupts = Interrupts.during(
                            () -> {
                                stopped.set(true);
                                run.stop();
                            },
                            console)) {
                return rangeTest.train(run, from, to, event -> {
                    if (event instanceof RunEvent.Started started) {
                        total[0] = started.totalSteps();
                    } else if (event instanceof RunEvent.Stepped stepped) {
                        progress.at(
                                number * total[0] + stepped.step(),
                                seeds * total[0],
                                () -> "objective " + Numbers.text(stepped.objective()));
                    } else {
                        EventSentences.of("the run", event).ifPresent(progress::say);
                    }
                });
            }
        }

        private void report(RateReport report, OutFiles files, Console console) throws IOException {
            Files.createDirectories(files.directory());
            Path drawn = files.picture();
            Path file = files.file(".json");
            picture.write(report.picture(), drawn);
            Map<String, Object> document = report.document(List.of(file, drawn));
            Files.writeString(file, Json.text(document) + "\n");
            if (json) {
                console.out().println(Json.text(document));
            } else {
                console.print(report.text());
                console.out().println("written: " + file + ", " + drawn);
            }
            console.out().flush();
        }
    }

    static Spec withRate(Spec spec, double rate) {
        Map<String, String> settings = new LinkedHashMap<>(spec.settings());
        settings.put(RATE, Settings.number(rate));
        return new Spec(spec.name(), spec.positional(), settings);
    }
}
