package rai.experiments.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rai.api.report.Block;
import rai.api.report.Chart;

/** The curves, a chart per base and outer network with a line per activation network. */
final class CurveCharts {
    private static final List<String> SIZES = List.of("small", "medium", "large");
    /** The source draws [-3, 3). */
    private static final int DRAWN = Shape.POINTS - 1;

    private CurveCharts() {}

    static List<Block> of(List<Learnt> curves) {
        List<Block> charts = new ArrayList<>();
        for (String base : curves.stream().map(Learnt::base).distinct().toList()) {
            for (String outer : SIZES) {
                List<Chart.Line> lines = SIZES.stream()
                        .flatMap(inner -> curves.stream()
                                .filter(curve -> curve.base().equals(base)
                                        && curve.outer().equals(outer)
                                        && curve.inner().equals(inner)))
                        .map(CurveCharts::line)
                        .toList();
                if (!lines.isEmpty()) {
                    charts.add(new Chart.Lines(
                            "curves-" + base + "-" + outer,
                            "Learnt from " + base + ", " + outer + " outer network",
                            "A line per size of the activation network, at steps of 0.1; the first seed.",
                            Chart.Axis.of("z"),
                            Chart.Axis.of("learnt activation"),
                            lines));
                }
            }
        }
        return charts;
    }

    private static Chart.Line line(Learnt curve) {
        return new Chart.Line(
                curve.inner() + " activation network",
                curve.inner(),
                Arrays.copyOf(Shape.grid(), DRAWN),
                Arrays.copyOf(curve.y(), DRAWN),
                new double[0],
                new double[0],
                List.of());
    }
}
