package rai.plot;

import java.awt.Font;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The ticks of an axis. Positions are those on the paper's scale: the value itself, or its decimal logarithm on a
 * logarithmic axis.
 *
 * @param low   lower end of the axis
 * @param high  upper end of the axis
 * @param marks from low to high
 */
record Ticks(double low, double high, List<Tick> marks) {

    /**
     * @param position where the tick stands
     * @param label    its text, empty for a tick without
     */
    record Tick(double position, String label) {}

    private static final int MOST = 7;
    private static final int[] STEPS = {1, 2, 5};
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final double ROUNDING = 1e-9;

    /** The ticks' labels that are not empty. */
    List<String> labels() {
        return marks.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
    }

    double widest(Font font) {
        return labels().stream()
                .mapToDouble(label -> Text.width(label, font))
                .max()
                .orElse(0);
    }

    /**
     * Ticks at multiples of 1, 2 or 5 times a power of ten, as close as the labels allow.
     *
     * @param length length of the axis on paper
     * @param extent the space that a label needs along the axis, including the gap to the next
     */
    static Ticks linear(double low, double high, double length, ToDoubleFunction<String> extent) {
        int exponent = (int) Math.floor(Math.log10((high - low) / MOST)) - 1;
        for (; ; exponent++) {
            for (int step : STEPS) {
                List<Tick> marks = multiples(low, high, BigDecimal.valueOf(step).scaleByPowerOfTen(exponent));
                double room = length * step * Math.pow(10, exponent) / (high - low);
                if (marks.size() <= MOST && marks.stream().allMatch(mark -> extent.applyAsDouble(mark.label()) <= room)
                        || marks.size() <= 2) {
                    return new Ticks(low, high, marks);
                }
            }
        }
    }

    private static List<Tick> multiples(double low, double high, BigDecimal step) {
        double width = step.doubleValue();
        double first = Math.ceil(low / width - ROUNDING);
        double last = Math.floor(high / width + ROUNDING);
        List<Tick> marks = new ArrayList<>();
        if (last - first > 10 * MOST) {
            last = first + 10 * MOST; // too many anyway
        }
        double largest = Math.max(Math.abs(low), Math.abs(high));
        boolean plain = largest < 1e5 && largest >= 1e-3;
        for (int i = 0; i <= last - first; i++) { // not k++, which may be too small a step for a large k
            BigDecimal value = new BigDecimal(first + i).multiply(step);
            marks.add(new Tick(Math.max(low, Math.min(high, value.doubleValue())), label(value, step, plain)));
        }
        return marks;
    }

    private static String label(BigDecimal value, BigDecimal step, boolean plain) {
        String text;
        if (plain) {
            text = value.setScale(Math.max(0, step.stripTrailingZeros().scale()))
                    .toPlainString();
        } else if (value.signum() == 0) {
            text = "0";
        } else {
            BigDecimal digits = value.stripTrailingZeros();
            int exponent = digits.precision() - digits.scale() - 1;
            text = digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        }
        return text.replace('-', '\u2212');
    }

    /**
     * Ticks of a logarithmic axis: powers of ten, with unlabelled ticks between them; if the axis is too short for that,
     * multiples of 1, 2 and
     * 5, or ticks as on a linear axis.
     *
     * @param low  decimal logarithm of the lower end
     * @param high decimal logarithm of the upper end
     */
    static Ticks logarithmic(double low, double high, double length, ToDoubleFunction<String> extent, Font font) {
        int first = (int) Math.ceil(low - ROUNDING);
        int last = (int) Math.floor(high + ROUNDING);
        if (last - first >= 1) {
            return powers(low, high, first, last, length, extent, font);
        }
        List<Tick> few = new ArrayList<>();
        for (int exponent = first - 1; exponent <= last + 1; exponent++) {
            for (int digit : STEPS) {
                double position = exponent + Math.log10(digit);
                if (position >= low - ROUNDING && position <= high + ROUNDING) {
                    BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                    few.add(new Tick(position, label(value, value, exponent >= -3 && exponent <= 4)));
                }
            }
        }
        double closest = length * Math.log10(2) / (high - low);
        if (few.size() >= 3 && few.stream().allMatch(mark -> extent.applyAsDouble(mark.label()) <= closest)) {
            return new Ticks(low, high, few);
        }
        Ticks linear =
                linear(Math.pow(10, low), Math.pow(10, high), length, label -> 1.6 * extent.applyAsDouble(label));
        return new Ticks(
                low,
                high,
                linear.marks().stream()
                        .map(mark -> new Tick(Math.log10(mark.position()), mark.label()))
                        .filter(mark -> mark.position() >= low - ROUNDING && mark.position() <= high + ROUNDING)
                        .toList());
    }

    private static Ticks powers(
            double low, double high, int first, int last, double length, ToDoubleFunction<String> extent, Font font) {
        double decade = length / (high - low);
        int stride = 1;
        while ((last - first) / stride >= MOST || widestPower(first, last, stride, extent, font) > stride * decade) {
            stride++;
        }
        List<Tick> marks = new ArrayList<>();
        for (int exponent = first - 1; exponent <= last; exponent++) {
            if (exponent >= first) {
                marks.add(new Tick(exponent, Math.floorMod(exponent, stride) == 0 ? power(exponent, font) : ""));
            }
            for (int digit = 2; digit <= 9 && decade > 30; digit++) {
                double position = exponent + Math.log10(digit);
                if (position >= low && position <= high) {
                    marks.add(new Tick(position, ""));
                }
            }
        }
        return new Ticks(low, high, marks);
    }

    private static double widestPower(int first, int last, int stride, ToDoubleFunction<String> extent, Font font) {
        double widest = 0;
        for (int exponent = first; exponent <= last; exponent++) {
            if (Math.floorMod(exponent, stride) == 0) {
                widest = Math.max(widest, extent.applyAsDouble(power(exponent, font)));
            }
        }
        return widest;
    }

    private static String power(int exponent, Font font) {
        StringBuilder text = new StringBuilder("10");
        if (exponent < 0) {
            text.append('⁻');
        }
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return font.canDisplayUpTo(text.toString()) < 0 ? text.toString() : "1e" + exponent;
    }
}
