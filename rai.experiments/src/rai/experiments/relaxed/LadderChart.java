package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rai.api.report.Chart;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The field's common picture: accuracy against depth, a line per method. */
final class LadderChart {
    private static final double LEVEL = 0.95;

    private LadderChart() {}

    /** @param settings a sentence on how the settings of the methods were chosen */
    static Chart of(Map<String, Ladder> ladders, String settings) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Ladder ladder : ladders.values()) {
            lines.add(line(ladder));
        }
        return new Chart.Lines(
                "ladder",
                "Test accuracy over depth",
                "Mean over the seeds, with its 95 % interval (Student's t). " + settings,
                Chart.Axis.of("hidden layers").logarithmic(),
                Chart.Axis.of("test accuracy"),
                lines);
    }

    private static Chart.Line line(Ladder ladder) {
        int n = ladder.rungs().size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        int i = 0;
        for (Map.Entry<Integer, Column> rung : ladder.rungs().entrySet()) {
            double[] values = rung.getValue().values(DepthLadder.ACCURACY);
            Interval interval = Intervals.t(values, LEVEL);
            x[i] = rung.getKey();
            y[i] = values.length == 0 ? Double.NaN : Summary.of(values).mean();
            low[i] = interval.isDefined() ? interval.low() : y[i];
            high[i] = interval.isDefined() ? interval.high() : y[i];
            i++;
        }
        return new Chart.Line(ladder.method(), ladder.method(), x, y, low, high, List.of());
    }
}
