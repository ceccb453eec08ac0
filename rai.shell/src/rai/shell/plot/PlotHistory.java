package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.run.RunReader;
import rai.api.run.Runs;
import rai.api.spec.Spec;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.Flag;
import rai.plot.LineChart;
import rai.plot.Series;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** {@code plot history}: how runs went, and what happened to them. */
@Command(
        name = "history",
        description = "Draw objective and metrics of runs over their steps, with their events.",
        footer = "Marks show changes of services, pauses, phases, and the steps at which an interrupted run continued."
                + " A run may still be training.")
final class PlotHistory extends DataInvocation {
    private static final String TRAIN = "train_";
    private static final String TEST = "test_";
    private static final int MOST_IN_A_ROW = 3;
    /** From so many times the smallest value on an axis is logarithmic. */
    private static final double DECADES = 100;

    private final Runs kept;

    @Parameters(arity = "1..*", paramLabel = Labels.RUN, description = "The directories of runs.")
    List<Path> runs = new ArrayList<>();

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            description = "Draw these metrics only, separated by commas; none: only the objective (default: all).")
    String metrics;

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description = "The picture, .png, .svg or .pdf (default: history.png, for one run in its directory).")
    Path out;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    /** @param kept opens runs */
    PlotHistory(Runs kept) {
        this.kept = kept;
    }

    @Override
    protected void run(Console console) throws IOException {
        picture.check(file());
        List<RunHistory> histories = new ArrayList<>();
        for (Path directory : runs) {
            histories.add(RunHistory.of(kept.open(directory)));
        }
        List<String> names = names(histories);
        List<String> shown = metrics(histories);
        long steps = histories.stream().mapToLong(RunHistory::steps).max().orElseThrow();
        Axis x = steps > 0 ? Axis.of("step").from(0, steps) : Axis.of("step");
        List<LineChart> panels = new ArrayList<>();
        panels.add(objective(histories, names, x));
        shown.forEach(metric -> panels.add(metric(metric, histories, names, x)));
        List<List<Flag>> flags = histories.stream().map(HistoryFlags::of).toList();
        for (int i = 0; i < panels.size(); i++) {
            panels.set(i, panels.get(i).withFlags(flags(flags, i == 0)));
        }
        int columns = panels.size() <= MOST_IN_A_ROW ? panels.size() : (int) Math.ceil(Math.sqrt(panels.size()));
        picture.write(
                Figure.grid(columns, panels)
                        .withTitle(histories.size() == 1 ? names.get(0) : histories.size() + " runs"),
                file());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file().toString());
            document.put("metrics", shown);
            document.put(
                    "runs",
                    IntStream.range(0, histories.size())
                            .mapToObj(i -> document(names.get(i), histories.get(i), flags.get(i)))
                            .toList());
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + file());
        }
    }

    private static Map<String, Object> document(String name, RunHistory history, List<Flag> flags) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", name);
        document.put("directory", history.directory());
        document.put("steps", history.steps());
        for (String kind : List.of(HistoryFlags.SWAP, HistoryFlags.PAUSE, HistoryFlags.RESUME, HistoryFlags.PHASE)) {
            document.put(
                    kind + "s",
                    flags.stream().filter(flag -> flag.kind().equals(kind)).count());
        }
        return document;
    }

    private Path file() {
        if (out != null) {
            return out;
        }
        return runs.size() == 1 ? runs.get(0).resolve("history.png") : Path.of("history.png");
    }

    /** The names of the directories; if two are alike, as they were typed. */
    private List<String> names(List<RunHistory> histories) {
        List<String> names = histories.stream().map(RunHistory::name).toList();
        return Set.copyOf(names).size() == names.size()
                ? names
                : runs.stream().map(Path::toString).toList();
    }

    private List<String> metrics(List<RunHistory> histories) {
        Set<String> known = new LinkedHashSet<>();
        for (RunHistory history : histories) {
            for (RunReader.Row row : history.rows()) {
                row.metrics().keySet().forEach(column -> known.add(column.substring(column.indexOf('_') + 1)));
            }
        }
        if (metrics == null) {
            return List.copyOf(known);
        }
        List<String> asked = metrics.isBlank() || metrics.strip().equals("none")
                ? List.of()
                : Spec.split(metrics, ',').stream()
                        .map(String::strip)
                        .distinct()
                        .toList();
        for (String one : asked) {
            if (!known.contains(one)) {
                throw new Failure(
                        "there is no metric '" + one + "' in " + (histories.size() == 1 ? "this run" : "these runs")
                                + ": choose from " + String.join(", ", known));
            }
        }
        return asked;
    }

    private static LineChart objective(List<RunHistory> histories, List<String> names, Axis x) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            series.add(series(
                            histories.size() == 1 ? "" : names.get(i),
                            histories.get(i),
                            row -> row.objective().isPresent() ? row.objective().getAsDouble() : null)
                    .withColour(i));
        }
        return new LineChart("objective", List.of(), x, axis(series), series);
    }

    private static LineChart metric(String metric, List<RunHistory> histories, List<String> names, Axis x) {
        boolean one = histories.size() == 1;
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            Series test = series(
                            one ? "test" : "",
                            histories.get(i),
                            row -> row.metrics().get(TEST + metric))
                    .withColour(i);
            series.add(series(
                            one ? "train" : names.get(i),
                            histories.get(i),
                            row -> row.metrics().get(TRAIN + metric))
                    .withColour(i));
            if (test.size() > 0) {
                series.add(test.withDashes());
            }
        }
        boolean tested = series.size() > histories.size();
        List<String> captions = one || !tested ? List.of() : List.of("solid: train, dashed: test");
        return new LineChart(metric, captions, x, axis(series), series);
    }

    private static Series series(String name, RunHistory history, Function<RunReader.Row, Double> value) {
        List<RunReader.Row> rows =
                history.rows().stream().filter(row -> value.apply(row) != null).toList();
        return Series.of(
                name,
                rows.stream().mapToDouble(RunReader.Row::step).toArray(),
                rows.stream().mapToDouble(value::apply).toArray());
    }

    /** Logarithmic if the values span decades. */
    private static Axis axis(List<Series> series) {
        double[] all = series.stream()
                .flatMapToDouble(s -> Arrays.stream(s.y()))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(0);
        return low > 0 && high >= DECADES * low ? Axis.of("").logarithmic() : Axis.of("");
    }

    /** Those of several runs have the colours of the runs. Texts and counts stand in the first panel only. */
    private static List<Flag> flags(List<List<Flag>> ofRuns, boolean texts) {
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < ofRuns.size(); i++) {
            for (Flag flag : ofRuns.get(i)) {
                flags.add(new Flag(
                        flag.x(), flag.kind(), texts ? flag.text() : "", ofRuns.size() == 1 ? flag.colour() : i));
            }
        }
        return flags;
    }
}
