package rai.shell.train;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.LineChart;
import rai.plot.Series;
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
import rai.shell.text.Table;

/** {@code find-rate}: raises the learning rate step by step, and reports where the objective fell fastest. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "find-rate"})
public final class FindRateCommand extends ShellCommand {
    private static final String NAME = "find-rate";
    private static final String RATE = "rate";
    private static final String FACTOR = "factor";
    private static final long STEPS = 200;
    private static final int ROWS = 20;

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
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = OutFiles.DESCRIPTION + " (default: ${DEFAULT-VALUE}).")
        Path out = Path.of(NAME);

        @Mixin
        private final PictureOptions picture = new PictureOptions();

        @Override
        Optional<Path> directory(String name, Optional<Path> set) {
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
            RateRange test = sweep(request, console);
            report(test, given, hasRate ? RATE : FACTOR, files, console);
        }

        private void requireSensible() {
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

        private RateRange sweep(RunRequest request, Console console) {
            long[] total = {0};
            try (Run run = trainer.prepare(request);
                    Interrupts interrupts = Interrupts.during(run::stop, console);
                    Progress progress = Progress.on(console, "steps")) {
                return rangeTest.train(run, from, to, event -> {
                    if (event instanceof RunEvent.Started started) {
                        total[0] = started.totalSteps();
                    } else if (event instanceof RunEvent.Stepped stepped) {
                        progress.at(stepped.step(), total[0], () -> "objective " + Numbers.text(stepped.objective()));
                    } else {
                        EventSentences.of("the run", event).ifPresent(progress::say);
                    }
                });
            }
        }

        private void report(RateRange test, Spec given, String what, OutFiles files, Console console)
                throws IOException {
            Files.createDirectories(files.directory());
            Path drawn = files.picture();
            Path file = files.file(".json");
            picture.write(picture(test, given, what), drawn);
            Map<String, Object> document = document(test, given, what, List.of(file, drawn));
            Files.writeString(file, Json.text(document) + "\n");
            if (json) {
                console.out().println(Json.text(document));
            } else {
                console.print(text(test, given, what));
                console.out().println("written: " + file + ", " + drawn);
            }
            console.out().flush();
        }
    }

    private static Spec withRate(Spec spec, double rate) {
        Map<String, String> settings = new LinkedHashMap<>(spec.settings());
        settings.put(RATE, Settings.number(rate));
        return new Spec(spec.name(), spec.positional(), settings);
    }

    /** Two significant digits: there is no more in it. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }

    private static Map<String, Object> document(RateRange test, Spec given, String what, List<Path> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("optimizer", given.toString());
        document.put("swept", what);
        document.put("steps", test.rates().length);
        document.put("suggested", test.steepest() < 0 ? null : rounded(test.rates()[test.steepest()]));
        document.put("lowest", test.rates()[test.lowest()]);
        document.put("diverged", test.diverged() < 0 ? null : test.rates()[test.diverged()]);
        document.put("rates", list(test.rates()));
        document.put("objectives", list(test.objectives()));
        document.put("smoothed", list(test.smoothed()));
        document.put("files", files);
        return document;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toList());
    }

    private static List<String> text(RateRange test, Spec given, String what) {
        Table table = new Table(List.of("step", what, "objective", "smoothed"));
        int last = test.rates().length - 1;
        for (int row = 0; row <= ROWS; row++) {
            int i = row * last / ROWS;
            if (row == 0 || i > (row - 1) * last / ROWS) {
                table.row(
                        Integer.toString(i + 1),
                        Numbers.text(test.rates()[i]),
                        Numbers.metric(test.objectives()[i]),
                        i < test.smoothed().length ? Numbers.metric(test.smoothed()[i]) : "");
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("lowest objective at the " + what + " " + Numbers.text(test.rates()[test.lowest()])
                + (test.diverged() < 0 ? "" : ", too much at " + Numbers.text(test.rates()[test.diverged()])));
        if (test.steepest() < 0) {
            lines.add("the objective never fell: there is no " + what + " to suggest");
        } else {
            double best = rounded(test.rates()[test.steepest()]);
            lines.add("the objective fell fastest at the " + what + " " + Settings.number(best)
                    + (what.equals(RATE) ? ": try --optimizer \"" + withRate(given, best) + "\"" : " of " + given));
        }
        return lines;
    }

    private static Figure picture(RateRange test, Spec given, String what) {
        int n = test.smoothed().length;
        double[] rates = Arrays.copyOf(test.rates(), n);
        List<Series> series = new ArrayList<>();
        series.add(Series.of("objective", rates, Arrays.copyOf(test.objectives(), n)));
        series.add(Series.of("smoothed", rates, test.smoothed()));
        if (test.steepest() >= 0) {
            double at = test.rates()[test.steepest()];
            double low = Arrays.stream(test.smoothed()).min().orElseThrow();
            double high = Arrays.stream(test.smoothed()).max().orElseThrow();
            String name = "falls fastest: " + Numbers.text(at);
            series.add(Series.of(name, new double[] {at, at}, new double[] {low, high})
                    .withDashes());
        }
        return Figure.of(new LineChart(
                "Range test of the learning rate",
                List.of(given.toString()),
                Axis.of(what).logarithmic(),
                Axis.of("objective"),
                series));
    }
}
