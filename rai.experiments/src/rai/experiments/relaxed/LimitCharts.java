package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.data.Dataset;
import rai.api.report.Chart;
import rai.api.study.Outcome;

/** What the methods reach by activation, start and step, and what their relu networks say. */
final class LimitCharts {
    private LimitCharts() {}

    /** Methods by settings, at the largest depth of each. */
    static Chart accuracy(LimitCells cells) {
        List<String> methods = cells.methods();
        int width = LimitTables.SETTINGS.size();
        double[][] values = new double[methods.size()][width];
        String[][] notes = new String[methods.size()][width];
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < methods.size(); row++) {
            int depth = cells.deepest(methods.get(row));
            rows.add(methods.get(row) + ", " + depth);
            for (int column = 0; column < width; column++) {
                Column cell = cells.of(methods.get(row), depth, LimitTables.SETTINGS.get(column));
                values[row][column] = LimitCells.mean(cell);
                int lost = LimitCells.lost(cell);
                notes[row][column] =
                        lost == 0 ? "" : lost + " of " + cell.outcomes().size() + " lost";
            }
        }
        return new Chart.HeatMap(
                "accuracy",
                "Test accuracy by activation, start and step",
                "Mean over the seeds; 0.5 is chance. The number after a method is that of its hidden layers. A lost"
                        + " run diverged, or ended no better than chance.",
                LimitTables.SETTINGS,
                rows,
                "activation, and what is changed",
                "method",
                "test accuracy",
                values,
                notes,
                true);
    }

    /** The relu networks of the first seed; empty if none was kept. */
    static Optional<Chart> landscapes(LimitCells cells, LimitNetworks networks) {
        List<Chart.Panel> panels = new ArrayList<>();
        Optional<Dataset> data = networks.data();
        for (String method : data.isPresent() ? cells.methods() : List.<String>of()) {
            Column relu = cells.of(method, cells.deepest(method), LimitCells.RELU);
            relu.outcomes().stream()
                    .filter(outcome -> networks.of(outcome).isPresent())
                    .findFirst()
                    .ifPresent(first -> panels.add(panel(method, first, networks, data.get())));
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart.Landscapes(
                        "relu-networks",
                        "What the relu networks say",
                        "The probability of class 1 on [-3, 3]² from the method's own start, of the first seed; cells"
                                + " that are not a number are marked.",
                        panels));
    }

    private static Chart.Panel panel(String method, Outcome shown, LimitNetworks networks, Dataset data) {
        double[][] landscape = networks.of(shown).orElseThrow();
        return new Chart.Panel(
                method,
                List.of(
                        "test accuracy " + Column.number(shown.metric(Column.ACCURACY)),
                        "not a number: " + Column.number(100 * Plane.undefined(landscape)) + " %"),
                data.featureNames(),
                LimitNetworks.PLANE.range(),
                landscape,
                Plane.points(data));
    }
}
