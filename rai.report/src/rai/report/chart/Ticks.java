package rai.report.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Where an axis has ticks: at multiples of 1, 2 or 5 times a power of ten, or at powers of ten. */
final class Ticks {
    /**
     * A tick.
     *
     * @param value where it stands
     * @param label its text; empty for one between those with labels
     */
    record Tick(double value, String label) {}

    private static final int[] STEPS = {1, 2, 5};
    private static final int MOST = 9;
    private static final double ROUNDING = 1e-9;

    private Ticks() {}

    /**
     * @param low the lower end of the axis
     * @param high the upper end, larger
     * @param length its length in pixels
     * @param whole whether ticks are at whole numbers only
     * @param space the pixels that a label needs along the axis
     */
    static List<Tick> linear(double low, double high, double length, boolean whole, ToDoubleFunction<String> space) {
        int exponent = (int) Math.floor(Math.log10((high - low) / MOST)) - 1;
        if (whole) {
            exponent = Math.max(0, exponent);
        }
        for (; ; exponent++) {
            for (int step : STEPS) {
                List<Tick> ticks = multiples(low, high, BigDecimal.valueOf(step).scaleByPowerOfTen(exponent));
                double room = length * step * Math.pow(10, exponent) / (high - low);
                if (ticks.size() <= 2
                        || ticks.size() <= MOST
                                && ticks.stream().allMatch(tick -> space.applyAsDouble(tick.label()) <= room)) {
                    return ticks;
                }
            }
        }
    }

    private static List<Tick> multiples(double low, double high, BigDecimal step) {
        double first = Math.ceil(low / step.doubleValue() - ROUNDING);
        double last = Math.min(Math.floor(high / step.doubleValue() + ROUNDING), first + 10 * MOST);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        boolean plain = largest < 1e6 && largest >= 1e-3;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= last - first; i++) {
            BigDecimal value = new BigDecimal(first + i).multiply(step);
            ticks.add(new Tick(value.doubleValue(), Figures.tick(value, plain)));
        }
        return ticks;
    }

    /** The ends are positive values, not their logarithms. */
    static List<Tick> logarithmic(
            double low, double high, double length, boolean whole, ToDoubleFunction<String> space) {
        double from = Math.log10(low);
        double to = Math.log10(high);
        int first = (int) Math.ceil(from - ROUNDING);
        int last = (int) Math.floor(to + ROUNDING);
        return last > first ? decades(from, to, first, last, length, space) : within(low, high, length, whole, space);
    }

    private static List<Tick> decades(
            double from, double to, int first, int last, double length, ToDoubleFunction<String> space) {
        double decade = length / (to - from);
        double widest = 0;
        for (int exponent = first; exponent <= last; exponent++) {
            widest = Math.max(widest, space.applyAsDouble(power(exponent)));
        }
        int stride = Math.max(1, (int) Math.ceil(widest / decade));
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first - 1; exponent <= last; exponent++) {
            if (exponent >= first) {
                boolean labelled = Math.floorMod(exponent, stride) == 0 || last - first < stride;
                ticks.add(new Tick(Math.pow(10, exponent), labelled ? power(exponent) : ""));
            }
            for (int digit = 2; digit <= 9 && decade > 24; digit++) {
                double value = digit * Math.pow(10, exponent);
                if (Math.log10(value) >= from - ROUNDING && Math.log10(value) <= to + ROUNDING) {
                    ticks.add(new Tick(value, ""));
                }
            }
        }
        return ticks;
    }

    private static String power(int exponent) {
        return Figures.tick(BigDecimal.ONE.scaleByPowerOfTen(exponent), exponent >= -4 && exponent <= 4);
    }

    /** Less than two powers of ten: multiples of 1, 2 and 5, or those of a linear axis. */
    private static List<Tick> within(
            double low, double high, double length, boolean whole, ToDoubleFunction<String> space) {
        List<Tick> few = new ArrayList<>();
        for (int exponent = whole ? 0 : (int) Math.floor(Math.log10(low)) - 1;
                Math.pow(10, exponent) <= high;
                exponent++) {
            for (int step : STEPS) {
                BigDecimal value = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent);
                double at = value.doubleValue();
                if (at >= low * (1 - ROUNDING) && at <= high * (1 + ROUNDING)) {
                    few.add(new Tick(at, Figures.tick(value, exponent >= -4 && exponent <= 4)));
                }
            }
        }
        double closest = length * Math.log10(2) / Math.log10(high / low);
        if (few.size() >= 3 && few.stream().allMatch(tick -> space.applyAsDouble(tick.label()) <= closest)) {
            return few;
        }
        return linear(low, high, length, whole, label -> 1.6 * space.applyAsDouble(label));
    }
}
