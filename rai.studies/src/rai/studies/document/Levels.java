package rai.studies.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** Reads the levels of an axis: a list, or {@code logspace}, {@code linspace} or {@code range}. */
final class Levels {
    private static final String LOGSPACE = "logspace";
    private static final String LINSPACE = "linspace";
    private static final String RANGE = "range";
    private static final int MOST = 10_000;
    /** Enough for levels that are spread over decades, and short enough for a table. */
    private static final int DIGITS = 4;
    /** Of a linear spacing, so that errors of rounding do not show. */
    private static final int LINEAR_DIGITS = 12;

    private static final int DOUBLE_DIGITS = 17;

    private Levels() {}

    static Axis axis(String name, Part part) {
        List<Level> levels = part.isList() ? list(part) : spaced(part);
        if (levels.isEmpty()) {
            throw part.wrong("has no levels: give at least one, or leave the axis out");
        }
        Set<Object> seen = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Level level : levels) {
            if (!labels.add(level.label()) || !seen.add(level.factor())) {
                throw part.source()
                        .error(level.path(), part.path() + " has the level " + level + " twice: leave out one");
            }
        }
        return new Axis(name, levels, part.path());
    }

    private static List<Level> list(Part part) {
        List<Level> levels = new ArrayList<>();
        for (Part element : part.elements()) {
            if (element.isList()) {
                throw element.wrong("is a list, but a level is a text or a number, or a map with label and set");
            }
            levels.add(element.isMap() ? labelled(element) : Level.of(element.value(), element.path()));
        }
        return levels;
    }

    private static Level labelled(Part part) {
        part.requireKeys("label", "value", "set");
        Map<String, Object> set = new LinkedHashMap<>();
        part.get("set").ifPresent(keys -> set.putAll(keys.document()));
        boolean hasValue = ((Map<?, ?>) part.value()).containsKey("value");
        if (!hasValue && set.isEmpty()) {
            throw part.wrong("has neither value nor set: a level gives a template its value, or sets keys");
        }
        Part value = part.at("value");
        if (value.isList() || value.isMap()) {
            throw value.wrong("must be a text or a number, but is " + value.shown());
        }
        String label = Level.text(part.at("label").value());
        if (!part.at("label").isPresent()
                || part.at("label").isMap()
                || part.at("label").isList()) {
            throw part.wrong("needs a label: a short text by which results name this level");
        }
        return new Level(label, label, value.value(), hasValue, set, part.path());
    }

    private static List<Level> spaced(Part part) {
        if (!(part.value() instanceof String text)) {
            throw part.wrong(
                    "must be a list of levels, or logspace(-4, -1, 7), linspace(0, 1, 5) or range(1, 10), but is "
                            + part.shown());
        }
        List<BigDecimal> numbers;
        try {
            numbers = numbers(Spec.parse(text));
        } catch (SpecException e) {
            throw part.source().error(part.path(), part.path() + ": " + e.getMessage());
        }
        return numbers.stream().map(number -> Level.of(number, part.path())).toList();
    }

    private static List<BigDecimal> numbers(Spec spec) {
        List<String> names = List.of(LOGSPACE, LINSPACE, RANGE);
        if (!names.contains(spec.name())) {
            throw spec.positional().isEmpty() && spec.settings().isEmpty()
                    ? new SpecException("'" + spec.name() + "' is not a list of levels: write [" + spec.name()
                            + ", ...], logspace(-4, -1, 7), linspace(0, 1, 5) or range(1, 10)")
                    : Words.unknown("spacing", spec.name(), names);
        }
        boolean range = spec.name().equals(RANGE);
        int given = spec.positional().size();
        if (!spec.settings().isEmpty() || given != 3 && !(range && given == 2)) {
            throw new SpecException(
                    range
                            ? "range needs the first number, the last, and a step if it is not 1, as in range(1, 10)"
                            : spec.name() + " needs the first " + (spec.name().equals(LOGSPACE) ? "exponent" : "number")
                                    + ", the last, and how many levels there are, as in " + spec.name()
                                    + "(-4, -1, 7)");
        }
        List<BigDecimal> arguments =
                spec.positional().stream().map(Levels::number).toList();
        BigDecimal from = arguments.get(0);
        BigDecimal to = arguments.get(1);
        if (range) {
            return range(from, to, given == 3 ? arguments.get(2) : BigDecimal.ONE);
        }
        int count = count(arguments.get(2), spec.name());
        return spec.name().equals(LOGSPACE) ? logspace(from, to, count) : linspace(from, to, count);
    }

    private static BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs(number.doubleValue()) <= Float.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SpecException("'" + text + "' is not a number of a usual size");
    }

    private static int count(BigDecimal count, String name) {
        if (count.stripTrailingZeros().scale() > 0
                || count.compareTo(BigDecimal.valueOf(2)) < 0
                || count.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw new SpecException(name + " needs from 2 to " + MOST + " levels, but has " + count.toPlainString());
        }
        return count.intValue();
    }

    /** Both ends are included, if the steps reach the last. */
    private static List<BigDecimal> range(BigDecimal from, BigDecimal to, BigDecimal step) {
        int direction = to.compareTo(from);
        if (step.signum() == 0 || direction != 0 && step.signum() != direction) {
            throw new SpecException("the steps of " + Level.text(step) + " do not lead from " + Level.text(from)
                    + " to " + Level.text(to)
                    + (step.signum() == 0 ? "" : ": exchange the ends, or change the sign of the step"));
        }
        BigDecimal steps = to.subtract(from).divideToIntegralValue(step);
        if (steps.compareTo(BigDecimal.valueOf(MOST)) >= 0) {
            throw new SpecException("range has more than " + MOST + " levels: use a larger step");
        }
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i <= steps.intValue(); i++) {
            numbers.add(from.add(step.multiply(BigDecimal.valueOf(i))));
        }
        return numbers;
    }

    private static List<BigDecimal> linspace(BigDecimal from, BigDecimal to, int count) {
        MathContext digits = new MathContext(LINEAR_DIGITS, RoundingMode.HALF_EVEN);
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal exact = from.add(to.subtract(from)
                    .multiply(BigDecimal.valueOf(i))
                    .divide(BigDecimal.valueOf(count - 1L), MathContext.DECIMAL128));
            numbers.add(i == 0 ? from : i == count - 1 ? to : exact.round(digits));
        }
        return numbers;
    }

    /** Powers of ten, with four significant digits, or more if the levels would be equal otherwise. */
    private static List<BigDecimal> logspace(BigDecimal from, BigDecimal to, int count) {
        for (int digits = DIGITS; ; digits++) {
            List<BigDecimal> numbers = new ArrayList<>();
            for (BigDecimal exponent : linspace(from, to, count)) {
                // StrictMath has the same bits on every machine
                double power = StrictMath.pow(10, exponent.doubleValue());
                if (!(power > 0) || Double.isInfinite(power)) {
                    throw new SpecException("logspace takes exponents of ten, as in logspace(-4, -1, 7), but 10 to the"
                            + " power of " + Level.text(exponent) + " is not a number");
                }
                numbers.add(new BigDecimal(power).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
            }
            if (digits == DOUBLE_DIGITS || new HashSet<>(numbers).size() == numbers.size()) {
                return numbers;
            }
        }
    }
}
