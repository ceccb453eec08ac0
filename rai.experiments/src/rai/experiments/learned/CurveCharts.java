package rai.experiments.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rai.api.report.Block;
import rai.api.report.Chart;

/** The curves: a grid per base, a panel per outer network and activation network. */
final class CurveCharts {
    private static final List<String> SIZES = List.of("small", "medium", "large");
    /** The source draws [-3, 3). */
    private static final int DRAWN = Shape.POINTS - 1;

    private CurveCharts() {}

    /**
     * @param curves those of one task, with all their seeds
     * @return a grid per base
     */
    static List<Block> of(List<Learnt> curves) {
        List<Block> charts = new ArrayList<>();
        for (String base : curves.stream().map(Learnt::base).distinct().toList()) {
            List<Learnt> own =
                    curves.stream().filter(curve -> curve.base().equals(base)).toList();
            List<String> inner = SIZES.stream()
                    .filter(size -> own.stream().anyMatch(curve -> curve.inner().equals(size)))
                    .toList();
            List<String> outer = SIZES.stream()
                    .filter(size -> own.stream().anyMatch(curve -> curve.outer().equals(size)))
                    .toList();
            charts.add(new Chart.Facets(
                    "curves-" + base,
                    "Activations learnt from " + base,
                    "A line per seed, at steps of 0.1. All panels have the same axes.",
                    Chart.Axis.of("z"),
                    Chart.Axis.of("learnt activation"),
                    "activation network",
                    inner,
                    "outer network",
                    outer,
                    outer.stream()
                            .map(row -> inner.stream()
                                    .map(column -> lines(own, row, column))
                                    .toList())
                            .toList()));
        }
        return charts;
    }

    private static List<Chart.Line> lines(List<Learnt> curves, String outer, String inner) {
        return curves.stream()
                .filter(curve -> curve.outer().equals(outer) && curve.inner().equals(inner))
                .map(CurveCharts::line)
                .toList();
    }

    private static Chart.Line line(Learnt curve) {
        String seed = "seed " + curve.seed();
        return new Chart.Line(
                seed,
                seed,
                Arrays.copyOf(Shape.grid(), DRAWN),
                Arrays.copyOf(curve.y(), DRAWN),
                new double[0],
                new double[0],
                List.of());
    }
}
