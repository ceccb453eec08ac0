package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.report.Chart;
import rai.api.report.Chart.Axis;
import rai.api.report.Chart.Line;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;

/**
 * The curves that swish has learnt, one per layer.
 *
 * @param answer how far beta has moved
 * @param section the curves
 */
record LearntSwish(List<Statement> answer, Section section) {
    private static final String PROBE = "activation-curve";
    private static final String SWISH = "swish";

    /**
     * @param outcomes of the grid and of the best rate
     * @return the curves of the training at the best rate; empty if it has not ended
     */
    static Optional<LearntSwish> of(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> Cells.activation(outcome).equals(SWISH))
                .filter(outcome -> outcome.trial().stage().equals("test"))
                .filter(outcome -> outcome.state() == Outcome.State.DONE)
                .findFirst()
                .flatMap(outcome -> outcome.curves().probes().stream()
                        .filter(series -> series.probe().startsWith(PROBE))
                        .findFirst()
                        .map(series -> of(outcome, series)));
    }

    private static LearntSwish of(Outcome outcome, ProbeSeries series) {
        List<Long> steps = series.steps();
        long last = steps.get(steps.size() - 1);
        int z = series.index("z");
        int a = series.index("a");
        List<Line> lines = new ArrayList<>();
        List<String> betas = new ArrayList<>();
        for (String layer : series.layers()) {
            Line line = line(layer, rows(series, layer, last), z, a);
            lines.add(line);
            betas.add(Cells.figure(beta(line)) + " in " + layer);
        }
        Line first = line("at the start", rows(series, series.layers().get(0), steps.get(0)), z, a);
        lines.add(0, first);
        Statement moved = Statement.remark("Swish learnt beta " + String.join(" and ", betas) + "; it began with "
                + Cells.figure(beta(first)) + " in each layer (rate " + Cells.text(Cells.rate(outcome)) + ", " + last
                + " steps).");
        return new LearntSwish(
                List.of(moved),
                new Section(
                        "The curves that swish learnt",
                        List.of(new Chart.Lines(
                                "learnt-swish",
                                "Swish before and after training, by layer",
                                "z / (1 + exp(-beta z)), trained on all rows at the best rate.",
                                Axis.of("z"),
                                Axis.of("swish(z)"),
                                lines))));
    }

    private static List<Row> rows(ProbeSeries series, String layer, long step) {
        return series.rows().stream()
                .filter(row -> row.step() == step && row.layer().equals(layer))
                .toList();
    }

    private static Line line(String label, List<Row> rows, int z, int a) {
        return new Line(
                label,
                label,
                rows.stream().mapToDouble(row -> row.values().get(z)).toArray(),
                rows.stream().mapToDouble(row -> row.values().get(a)).toArray(),
                new double[0],
                new double[0],
                List.of());
    }

    /** From the point nearest to z = 1: a = z / (1 + exp(-beta z)). */
    private static double beta(Line line) {
        int nearest = 0;
        for (int i = 1; i < line.x().length; i++) {
            if (Math.abs(line.x()[i] - 1) < Math.abs(line.x()[nearest] - 1)) {
                nearest = i;
            }
        }
        double z = line.x()[nearest];
        return -Math.log(z / line.y()[nearest] - 1) / z;
    }
}
