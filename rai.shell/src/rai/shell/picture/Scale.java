package rai.shell.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import rai.plot.Axis;
import rai.plot.Series;

/** The one rule for the scale of a vertical axis whose values are not known before. */
public final class Scale {
    /** From so many times the smallest value on, an axis is logarithmic. */
    private static final double FACTOR = 100;

    private Scale() {}

    /**
     * An axis that is logarithmic if all values of the curves and their bands are positive and the largest is at least 100 times the
     * smallest, and linear otherwise. NaN and infinity don't count.
     *
     * @param label of the axis
     * @param series the curves
     */
    public static Axis axis(String label, List<Series> series) {
        double[] all = series.stream()
                .flatMapToDouble(one -> DoubleStream.concat(
                        Arrays.stream(one.y()),
                        DoubleStream.concat(Arrays.stream(one.low()), Arrays.stream(one.high()))))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(0);
        return low > 0 && high >= FACTOR * low ? Axis.of(label).logarithmic() : Axis.of(label);
    }
}
