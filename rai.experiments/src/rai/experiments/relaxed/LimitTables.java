package rai.experiments.relaxed;

import static rai.experiments.Show.number;
import static rai.experiments.Show.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rai.api.report.Block;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.experiments.Show;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The verdicts, and the figures that they are computed from. */
final class LimitTables {
    private static final String INTERVAL = ", mean [95 % interval by t] over the seeds";
    /** The settings of the table of accuracies: all but the choices of maps. */
    static final List<String> SETTINGS = List.of(
            LimitCells.SIGMOID,
            LimitCells.SIGMOID + LimitCells.OTHER,
            LimitCells.TANH,
            LimitCells.TANH + LimitCells.OTHER,
            LimitCells.RELU,
            LimitCells.RELU + LimitCells.SMALLER,
            LimitCells.RELU + LimitCells.OTHER,
            LimitCells.LEAKY_RELU);

    private LimitTables() {}

    static DataTable verdicts(List<Limit> limits, LimitCells cells) {
        List<DataTable.Column> columns = new ArrayList<>(List.of(text("method", "method"), layers()));
        limits.forEach(limit -> columns.add(text(name(limit.name()), limit.name())));
        List<List<Entry>> rows = new ArrayList<>();
        for (String method : cells.methods()) {
            List<Entry> row = new ArrayList<>(List.of(Entry.of(method), depth(cells.deepest(method))));
            limits.forEach(limit -> row.add(Entry.of(limit.of(cells, method).text())));
            rows.add(row);
        }
        return new DataTable(
                "limits",
                "Which limit remains, for each method, at the largest depth that it was trained at",
                columns,
                rows,
                true);
    }

    static DataTable accuracies(LimitCells cells) {
        List<DataTable.Column> columns = new ArrayList<>(List.of(text("method", "method"), layers()));
        SETTINGS.forEach(setting -> columns.add(number(name(setting), setting)));
        columns.add(number("relu_minus_smooth", "relu minus better of sigmoid and tanh"));
        columns.add(text("relu_lost", "relu runs lost"));
        columns.add(text("verdict", "verdict"));
        List<List<Entry>> rows = new ArrayList<>();
        for (String method : cells.methods()) {
            for (int depth : cells.depths(method)) {
                List<Entry> row = new ArrayList<>(List.of(Entry.of(method), depth(depth)));
                for (String setting : SETTINGS) {
                    Column cell = cells.of(method, depth, setting);
                    row.add(mean(cell.values(Column.ACCURACY), cell.ids()));
                }
                Column relu = cells.of(method, depth, LimitCells.RELU);
                Optional<Column> smooth = ReluLimit.smooth(cells, method, depth);
                row.add(mean(
                        smooth.map(best -> ReluLimit.differences(relu, best)).orElse(new double[0]), relu.ids()));
                int runs = relu.outcomes().size();
                row.add(runs == 0 ? Entry.of("-") : Entry.of(Show.share(LimitCells.lost(relu), runs)));
                row.add(Entry.of(ReluLimit.of(cells, method, depth).text()));
                rows.add(row);
            }
        }
        return new DataTable(
                "relu",
                "Test accuracy" + INTERVAL + ". A run is lost if it diverged or ended at most at " + LimitCells.CHANCE
                        + "; its share has Wilson's interval",
                columns,
                rows,
                true);
    }

    /** Where something is not a number; rows without such a thing are left out. */
    static List<Block> undefined(LimitCells cells, LimitNetworks networks) {
        List<List<Entry>> rows = new ArrayList<>();
        for (String method : cells.methods()) {
            for (int depth : cells.depths(method)) {
                for (String setting : cells.settings(method, depth)) {
                    Column cell = cells.of(method, depth, setting);
                    int runs = LimitCells.undefined(cell);
                    double[] shares = networks.undefined(cell);
                    if (runs > 0 || Arrays.stream(shares).anyMatch(share -> share > 0)) {
                        rows.add(List.of(
                                Entry.of(method),
                                depth(depth),
                                Entry.of(setting),
                                Entry.of(Show.share(runs, cell.outcomes().size())),
                                cell.entry(shares),
                                mean(cell.values(Column.ACCURACY), cell.ids())));
                    }
                }
            }
        }
        return List.of(new DataTable(
                "undefined",
                "All cells with runs that diverged or with a loss that is not finite, or with networks that are not a"
                        + " number on a part of [-3, 3]² (50 x 50 cells, mean [min, max] over the kept networks)",
                List.of(
                        text("method", "method"),
                        layers(),
                        text("setting", "setting"),
                        text("runs", "runs not finite"),
                        number("cells", "NaN on [-3, 3]²"),
                        number("test_accuracy", "test accuracy")),
                rows,
                true));
    }

    static List<Block> maps(LimitCells cells) {
        List<List<Entry>> rows = new ArrayList<>();
        for (String method : cells.methods()) {
            for (String start : List.of("", LimitCells.OTHER)) {
                List<Column> choices = MapsLimit.choices(cells, method, start);
                if (choices.size() > 1) {
                    choices.forEach(cell -> rows.add(choice(method, start, cell)));
                    rows.add(spread(method, start, choices));
                }
            }
        }
        return List.of(new DataTable(
                "maps",
                "Test accuracy of sigmoid networks by the maps that are relaxed" + INTERVAL,
                List.of(
                        text("method", "method"),
                        text("start", "start"),
                        text("maps", "relaxed maps"),
                        number("test_accuracy", "test accuracy"),
                        text("trained", "trained")),
                rows,
                true));
    }

    private static List<Entry> choice(String method, String start, Column cell) {
        boolean all = !LimitCells.choosesMaps(cell.level());
        String level = cell.level().replace(LimitCells.OTHER, "");
        return List.of(
                Entry.of(method),
                start(start),
                Entry.of(all ? "all" : level),
                mean(cell.values(Column.ACCURACY), cell.ids()),
                Entry.of(LimitCells.isTrained(cell) ? "yes" : "no"));
    }

    private static List<Entry> spread(String method, String start, List<Column> choices) {
        Summary means =
                Summary.of(choices.stream().mapToDouble(LimitCells::mean).toArray());
        return List.of(
                Entry.of(method),
                start(start),
                Entry.of("best minus worst"),
                Show.entry(means.max() - means.min()),
                Entry.of(choices.stream().filter(LimitCells::isTrained).count() + " of " + choices.size()));
    }

    static List<Block> boundaries(LimitCells cells, LimitNetworks networks) {
        BoundaryLimit limit = new BoundaryLimit(networks);
        List<List<Entry>> rows = new ArrayList<>();
        for (String method : cells.methods()) {
            for (String start : List.of("", LimitCells.OTHER)) {
                Column cell = cells.of(method, cells.deepest(method), LimitCells.SIGMOID + start);
                double[] shares = networks.disagreement(cell).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                if (shares.length > 0) {
                    rows.add(List.of(
                            Entry.of(method),
                            depth(cells.deepest(method)),
                            start(start),
                            Show.entry(LimitCells.mean(cell)),
                            mean(shares, cell.ids()),
                            mean(limit.differences(cells, method, cell.level()), cell.ids())));
                }
            }
        }
        return List.of(new DataTable(
                "boundaries",
                "Share of [-3, 3]² on which the sigmoid network of a seed says another class than that of another seed"
                        + INTERVAL,
                List.of(
                        text("method", "method"),
                        layers(),
                        text("start", "start"),
                        number("test_accuracy", "test accuracy"),
                        number("disagreement", "disagreement"),
                        number("minus_backprop", "minus that of backprop")),
                rows,
                true));
    }

    private static Entry mean(double[] values, List<String> ids) {
        if (values.length == 0) {
            return new Entry(null, "-", ids);
        }
        double mean = Summary.of(values).mean();
        return new Entry(mean, number(mean) + interval(values), ids);
    }

    private static String interval(double[] values) {
        return values.length < 2 ? "" : " " + text(Intervals.t(values, 0.95));
    }

    private static Entry start(String start) {
        return Entry.of(start.isEmpty() ? "own" : "other");
    }

    private static Entry depth(int depth) {
        return Entry.of(depth, Integer.toString(depth));
    }

    private static DataTable.Column layers() {
        return number("hidden_layers", "hidden layers");
    }

    /** A name in CSV: {@code relu_other_start}. */
    private static String name(String title) {
        return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
