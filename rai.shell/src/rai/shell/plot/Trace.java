package rai.shell.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import rai.api.run.RunReader.Row;
import rai.plot.Series;

/**
 * A value over the steps of a run.
 *
 * @param steps ascending, [n]
 * @param values [n]
 */
record Trace(double[] steps, double[] values) {
    /** The values of those rows that have one. */
    static Trace of(List<Row> rows, java.util.function.Predicate<Row> has, ToDoubleFunction<Row> value) {
        List<Row> some = rows.stream().filter(has).toList();
        return new Trace(
                some.stream().mapToDouble(Row::step).toArray(),
                some.stream().mapToDouble(value).toArray());
    }

    int size() {
        return steps.length;
    }

    /**
     * Each value replaced by the mean over a window around its step, which is symmetric, and so narrower at the ends; NaN
     * stays NaN, and is not part of other means.
     *
     * @param window its width in steps
     */
    Trace smooth(double window) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double reach = Math.min(window / 2, Math.min(steps[i] - steps[0], steps[steps.length - 1] - steps[i]));
            double sum = 0;
            int count = 0;
            for (int j = first(steps[i] - reach); j < steps.length && steps[j] <= steps[i] + reach; j++) {
                if (Double.isFinite(values[j])) {
                    sum += values[j];
                    count++;
                }
            }
            means[i] = Double.isFinite(values[i]) ? sum / count : values[i];
        }
        return new Trace(steps, means);
    }

    private int first(double step) {
        int at = Arrays.binarySearch(steps, step);
        return at >= 0 ? at : -at - 1;
    }

    /** The value at a step between the first and the last, on a straight line between its neighbours. */
    private double at(double step) {
        int next = first(step);
        if (steps[next] == step) {
            return values[next];
        }
        double share = (step - steps[next - 1]) / (steps[next] - steps[next - 1]);
        return values[next - 1] + share * (values[next] - values[next - 1]);
    }

    /**
     * The mean of traces with a band from the smallest to the largest value, over the steps that all of them cover; the trace
     * itself if there is one.
     *
     * @param traces none of them empty
     * @return without colour; empty if they have no step in common
     */
    static Series mean(String name, List<Trace> traces) {
        if (traces.size() == 1) {
            return Series.of(name, traces.get(0).steps, traces.get(0).values);
        }
        double from = traces.stream().mapToDouble(trace -> trace.steps[0]).max().orElse(0);
        double to = traces.stream()
                .mapToDouble(trace -> trace.steps[trace.size() - 1])
                .min()
                .orElse(0);
        double[] x = traces.stream()
                .flatMapToDouble(trace -> Arrays.stream(trace.steps))
                .filter(step -> step >= from && step <= to)
                .sorted()
                .distinct()
                .toArray();
        double[] mean = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double step = x[i];
            double[] all = traces.stream().mapToDouble(trace -> trace.at(step)).toArray();
            mean[i] = DoubleStream.of(all).sum() / all.length;
            low[i] = Double.isNaN(mean[i])
                    ? Double.NaN
                    : DoubleStream.of(all).min().orElseThrow();
            high[i] = Double.isNaN(mean[i])
                    ? Double.NaN
                    : DoubleStream.of(all).max().orElseThrow();
        }
        return Series.of(name, x, mean).withBand(low, high);
    }
}
