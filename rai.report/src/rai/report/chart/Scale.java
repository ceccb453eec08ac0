package rai.report.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;

/**
 * Places values along an axis.
 *
 * @param low the lower end
 * @param high the upper end
 * @param log whether it is logarithmic
 * @param whole whether only whole numbers may have ticks
 * @param from where the lower end is, in pixels
 * @param to where the upper end is
 */
record Scale(double low, double high, boolean log, boolean whole, double from, double to) {
    private static final double MARGIN = 0.04;
    /** Beyond these, quotients of two values and their margins would not be finite. */
    private static final double LARGEST = 1e250;

    private static final double SMALLEST = 1e-250;

    Scale(double low, double high, boolean log, double from, double to) {
        this(low, high, log, false, from, to);
    }

    /**
     * The ends of an axis: as asked, otherwise those of the data with a margin.
     *
     * @param axis the axis
     * @param values the data; what can't be shown on the axis is ignored
     * @param margin whether to leave a margin
     */
    static Scale of(Chart.Axis axis, DoubleStream values, boolean margin) {
        double[] shown = values.filter(v -> Math.abs(v) <= LARGEST)
                .filter(v -> !axis.log() || v >= SMALLEST)
                .toArray();
        double low = DoubleStream.of(shown).min().orElse(axis.log() ? 0.1 : 0);
        double high = DoubleStream.of(shown).max().orElse(1);
        if (axis.from().isPresent() && usable(axis, axis.from().getAsDouble())) {
            low = axis.from().getAsDouble();
            high = Math.max(low, high);
        }
        if (axis.to().isPresent() && usable(axis, axis.to().getAsDouble())) {
            high = axis.to().getAsDouble();
            low = Math.min(low, high);
        }
        return axis.log() ? logarithmic(low, high, axis, margin) : linear(low, high, axis, margin);
    }

    private static boolean usable(Chart.Axis axis, double end) {
        return Math.abs(end) <= LARGEST && (!axis.log() || end >= SMALLEST);
    }

    private static Scale linear(double low, double high, Chart.Axis axis, boolean margin) {
        if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) {
            double half = low == 0 ? 0.5 : Math.abs(low) * 0.1;
            return new Scale(low - half, high + half, false, 0, 1);
        }
        double extra = margin ? MARGIN * (high - low) : 0;
        double from = axis.from().isPresent() ? low : low - extra;
        double to = axis.to().isPresent() ? high : high + extra;
        return new Scale(from, to, false, 0, 1);
    }

    private static Scale logarithmic(double low, double high, Chart.Axis axis, boolean margin) {
        if (high / low < 1 + 1e-9) {
            return new Scale(low / 2, high * 2, true, 0, 1);
        }
        double factor = margin ? Math.exp((Math.log(high) - Math.log(low)) * MARGIN) : 1;
        double from = axis.from().isPresent() ? low : low / factor;
        double to = axis.to().isPresent() ? high : high * factor;
        return new Scale(from, to, true, 0, 1);
    }

    /** The same values, between two pixels. */
    Scale between(double first, double last) {
        return new Scale(low, high, log, whole, first, last);
    }

    /** The same, with ticks at whole numbers only if all values are whole, as numbers of layers and steps are. */
    Scale wholeIf(DoubleStream values) {
        boolean all = values.filter(Double::isFinite).allMatch(value -> value == Math.rint(value));
        return new Scale(low, high, log, all, from, to);
    }

    /** Where a value is; NaN if it can't be shown on this axis. */
    double at(double value) {
        if (log) {
            return value > 0
                    ? from + (to - from) * (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                    : Double.NaN;
        }
        return from + (to - from) * (value - low) / (high - low);
    }

    /** A value, or the end that is nearest to it. */
    double clamped(double value) {
        return at(Math.max(low, Math.min(high, value)));
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    List<Ticks.Tick> ticks(ToDoubleFunction<String> space) {
        double length = Math.abs(to - from);
        return log ? Ticks.logarithmic(low, high, length, whole, space) : Ticks.linear(low, high, length, whole, space);
    }
}
