package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
import rai.shell.picture.Scale;
import rai.shell.plot.RunGroups.Group;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code plot history}: how runs went, and what happened to them. */
@Command(
        name = "history",
        description = "Draw objective and metrics of runs over their steps, with their events.",
        footer = {
            "Marks show changes of services, pauses, phases, the step whose state early stopping kept, and the steps at"
                    + " which an interrupted run continued. A run may still be training.",
            "Runs that differ only in their seeds are one curve: the mean, and a band from the smallest to the largest"
                    + " value. The legend names the options that differ. An axis is logarithmic if its values are"
                    + " positive and span a factor of 100."
        })
final class PlotHistory extends DataInvocation {
    /** The data of an evaluation, and how their curves are drawn. */
    private static final Map<String, UnaryOperator<Series>> SETS = new LinkedHashMap<>();

    private static final List<String> STYLES = List.of("solid", "dotted", "dashed");

    static {
        SETS.put("train", UnaryOperator.identity());
        SETS.put("valid", Series::withDots);
        SETS.put("test", Series::withDashes);
    }

    private static final int MOST_IN_A_ROW = 3;
    private static final int MOST_MARKERS = 25;
    private static final double SPACE = 0.02;

    private final Runs kept;
    /** Those whose name the legend of a panel says: the others have the same colours. */
    private final Set<Group> named = new HashSet<>();

    @Parameters(arity = "1..*", paramLabel = Labels.RUN, description = "The directories of runs.")
    List<Path> runs = new ArrayList<>();

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            description = "Draw these metrics only, separated by commas; none: only the objective (default: all).")
    String metrics;

    @Option(
            names = "--each",
            description =
                    "Draw a curve per run (default: the mean and the range of runs that differ only in their seeds).")
    boolean each;

    @Option(
            names = "--smooth",
            paramLabel = "N",
            description = "Replace each value by the mean over a window of N steps around it (default: no smoothing).")
    double smooth;

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
        if (!(smooth >= 0) || Double.isInfinite(smooth)) {
            throw new Failure("--smooth must be a number of steps, 0 or more, not " + smooth);
        }
        List<RunHistory> histories = new ArrayList<>();
        for (Path directory : runs) {
            histories.add(RunHistory.of(kept.open(directory)));
        }
        List<String> names = names(histories);
        List<Group> groups = each ? RunGroups.each(histories, names) : RunGroups.of(histories, names);
        List<String> shown = metrics(histories);
        long steps = histories.stream().mapToLong(RunHistory::steps).max().orElseThrow();
        // a little longer, so that markers at its ends are not cut off
        Axis x = steps > 0 ? Axis.of("step").from(-SPACE * steps, (1 + SPACE) * steps) : Axis.of("step");
        List<LineChart> panels = new ArrayList<>();
        panels.add(objective(groups, x));
        shown.forEach(metric -> panels.add(metric(metric, groups, x)));
        for (int i = 0; i < panels.size(); i++) {
            panels.set(i, panels.get(i).withFlags(flags(groups, i == 0)));
        }
        int columns = panels.size() <= MOST_IN_A_ROW ? panels.size() : (int) Math.ceil(Math.sqrt(panels.size()));
        boolean means = groups.stream().anyMatch(group -> group.runs().size() > 1);
        picture.write(
                Figure.grid(columns, panels)
                        .withTitle(histories.size() == 1 ? names.get(0) : histories.size() + " runs")
                        .withFooter(means ? "lines: mean over the seeds; bands: from the smallest to the largest" : ""),
                file());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file().toString());
            document.put("metrics", shown);
            document.put(
                    "runs",
                    IntStream.range(0, histories.size())
                            .mapToObj(i -> document(names.get(i), histories.get(i)))
                            .toList());
            document.put("groups", groups.stream().map(PlotHistory::document).toList());
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + file());
        }
    }

    private static Map<String, Object> document(Group group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("label", group.label());
        document.put("runs", group.runs().stream().map(RunHistory::name).toList());
        return document;
    }

    private static Map<String, Object> document(String name, RunHistory history) {
        List<Flag> flags = HistoryFlags.of(history);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", name);
        document.put("directory", history.directory());
        document.put("steps", history.steps());
        for (String kind : List.of(HistoryFlags.SWAP, HistoryFlags.PAUSE, HistoryFlags.RESUME, HistoryFlags.PHASE)) {
            document.put(
                    kind + "s",
                    flags.stream().filter(flag -> flag.kind().equals(kind)).count());
        }
        document.put(
                "kept_steps", history.kept().stream().map(RunHistory.Kept::step).toList());
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

    private LineChart objective(List<Group> groups, Axis x) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            List<Trace> traces = traces(
                    group,
                    row -> row.objective().isPresent(),
                    row -> row.objective().getAsDouble());
            if (!traces.isEmpty()) {
                named.add(group);
                series.add(Trace.mean(group.legend(), traces).withColour(i));
            }
        }
        return new LineChart("objective", captions(List.of()), x, Scale.axis("", series), series);
    }

    private LineChart metric(String metric, List<Group> groups, Axis x) {
        List<Series> series = new ArrayList<>();
        List<String> styles = new ArrayList<>();
        boolean one = groups.size() == 1;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            String name = named.add(group) ? group.legend() : "";
            for (Map.Entry<String, UnaryOperator<Series>> set : SETS.entrySet()) {
                String word = set.getKey();
                Optional<Series> curve = curve(one ? set(word, group) : name, group, word + "_" + metric);
                if (curve.isPresent()) {
                    series.add(set.getValue().apply(curve.get().withColour(i)));
                    name = ""; // the others of its colour need none
                    styles.add(word);
                }
            }
        }
        List<String> used = SETS.keySet().stream().filter(styles::contains).toList();
        return new LineChart(metric, captions(one ? List.of() : styles(used)), x, Scale.axis("", series), series);
    }

    /** What the kinds of lines mean, if there are several. */
    private static List<String> styles(List<String> sets) {
        return sets.size() < 2
                ? List.of()
                : List.of(sets.stream()
                        .map(set -> STYLES.get(List.copyOf(SETS.keySet()).indexOf(set)) + ": " + set)
                        .collect(Collectors.joining(", ")));
    }

    private List<String> captions(List<String> first) {
        List<String> captions = new ArrayList<>(first);
        if (smooth > 0) {
            captions.add("smoothed over " + Numbers.text(smooth) + " steps");
        }
        return captions;
    }

    private static String set(String set, Group group) {
        return group.legend().isEmpty() ? set : set + ", " + group.legend();
    }

    /** Few points have markers; a single one would not be seen without. */
    private Optional<Series> curve(String name, Group group, String column) {
        List<Trace> traces = traces(
                group,
                row -> row.metrics().get(column) != null,
                row -> row.metrics().get(column));
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        Series mean = Trace.mean(name, traces);
        return Optional.of(mean.size() <= MOST_MARKERS ? mean.withMarkers() : mean);
    }

    private List<Trace> traces(Group group, Predicate<RunReader.Row> has, ToDoubleFunction<RunReader.Row> value) {
        return group.runs().stream()
                .map(run -> Trace.of(run.rows(), has, value))
                .filter(trace -> trace.size() > 0)
                .map(trace -> smooth > 0 ? trace.smooth(smooth) : trace)
                .toList();
    }

    /** Those of several groups have the colours of their curves. Texts and counts stand in the first panel only. */
    private static List<Flag> flags(List<Group> groups, boolean texts) {
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (RunHistory run : groups.get(i).runs()) {
                for (Flag flag : HistoryFlags.of(run)) {
                    flags.add(new Flag(
                            flag.x(), flag.kind(), texts ? flag.text() : "", groups.size() == 1 ? flag.colour() : i));
                }
            }
        }
        return flags;
    }
}
