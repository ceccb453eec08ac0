package rai.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rai.api.report.Chart;

/** A made-up grid of curves: three by three panels, one of them empty. */
final class SampleGrid {
    private SampleGrid() {}

    static Chart chart() {
        List<String> sizes = List.of("small", "medium", "large, with a long name that has no room");
        double[] z = IntStream.range(0, 60).mapToDouble(i -> (i - 30) / 10.0).toArray();
        List<List<List<Chart.Line>>> panels = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            List<List<Chart.Line>> panel = new ArrayList<>();
            for (int column = 0; column < 3; column++) {
                double steep = 1 + row + 0.5 * column;
                List<Chart.Line> lines = new ArrayList<>();
                for (int seed = 0; seed < (row == 2 && column == 2 ? 0 : row == column ? 3 : 1); seed++) {
                    double shift = 0.2 * seed;
                    double[] y = Arrays.stream(z)
                            .map(at -> steep * (Math.abs(Math.tanh(at - shift)) - 1))
                            .toArray();
                    lines.add(new Chart.Line(
                            "seed " + seed, "seed " + seed, z, y, new double[0], new double[0], List.of()));
                }
                panel.add(lines);
            }
            panels.add(panel);
        }
        return new Chart.Facets(
                "grid",
                "Learnt activations",
                "A line per seed.",
                Chart.Axis.of("z"),
                Chart.Axis.of("learnt activation"),
                "activation network",
                sizes,
                "outer network",
                sizes,
                panels);
    }
}
