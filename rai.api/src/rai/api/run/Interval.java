package rai.api.run;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.spec.DocumentException;
import rai.api.spec.Scalar;
import rai.api.spec.Settings;

/**
 * How often something happens in a run: a count with a unit, such as {@code 20} (steps), {@code 1epoch} or {@code 5min}. In a
 * document, a number of steps is a number, anything else a text.
 *
 * @param amount how many; 0 is never
 * @param unit of what
 */
public record Interval(double amount, Unit unit) implements Scalar {
    /** What is counted. */
    public enum Unit {
        /** Steps of the whole run. */
        STEPS,
        /** Passes over the training data, counted from the beginning of a phase. */
        EPOCHS,
        /** Seconds. */
        SECONDS
    }

    /** Never. */
    public static final Interval NEVER = new Interval(0, Unit.STEPS);

    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");
    private static final Map<String, Unit> UNITS = Map.of(
            "", Unit.STEPS,
            "step", Unit.STEPS,
            "steps", Unit.STEPS,
            "epoch", Unit.EPOCHS,
            "epochs", Unit.EPOCHS,
            "s", Unit.SECONDS,
            "min", Unit.SECONDS,
            "h", Unit.SECONDS);
    private static final Map<String, Integer> SECONDS = Map.of("min", 60, "h", 3600);

    /** Checks the amount. */
    public Interval {
        if (!(amount >= 0) || Double.isInfinite(amount) || unit == Unit.STEPS && amount != Math.rint(amount)) {
            throw wrong(Settings.number(amount)
                    + (unit == Unit.STEPS ? "" : " " + unit.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private static DocumentException wrong(Object value) {
        return new DocumentException(
                "",
                "must be a whole number of steps, or a number with a unit such as 1epoch, 30s, 5min or 2h, but is "
                        + value);
    }

    /**
     * @param steps a number of steps; 0 is never
     * @return that interval
     */
    public static Interval steps(long steps) {
        return new Interval(steps, Unit.STEPS);
    }

    /**
     * Reads an interval.
     *
     * @param value a number of steps, or a text such as {@code 1epoch}, {@code 0.5epochs}, {@code 30s}, {@code 5min}, {@code 2h}
     * @return the interval
     * @throws DocumentException if it is none
     */
    public static Interval read(Object value) {
        if (value instanceof Number number) {
            return new Interval(number.doubleValue(), Unit.STEPS);
        }
        Matcher text = TEXT.matcher(value instanceof String given ? given.strip() : "-");
        if (!text.matches() || !UNITS.containsKey(text.group(2))) {
            throw wrong("'" + value + "'");
        }
        return new Interval(
                Double.parseDouble(text.group(1)) * SECONDS.getOrDefault(text.group(2), 1), UNITS.get(text.group(2)));
    }

    @Override
    public Object plain() {
        return switch (unit) {
            case STEPS -> (long) amount;
            case EPOCHS -> Settings.number(amount) + (amount == 1 ? "epoch" : "epochs");
            case SECONDS -> amount % 60 == 0 ? Settings.number(amount / 60) + "min" : Settings.number(amount) + "s";
        };
    }

    /** @return whether it never happens */
    public boolean isNever() {
        return amount == 0;
    }

    /**
     * Whether it happens between two steps. An interval in seconds never does so by itself: it depends on the time.
     *
     * @param completed the steps of the run that are done
     * @param done those of its phase
     * @param perEpoch the steps of an epoch in this phase
     * @return whether it is time
     */
    public boolean isDue(long completed, long done, long perEpoch) {
        if (isNever() || unit == Unit.SECONDS) {
            return false;
        }
        return unit == Unit.STEPS
                ? completed % (long) amount == 0
                : done % Math.max(1, Math.round(amount * perEpoch)) == 0;
    }

    @Override
    public String toString() {
        return String.valueOf(plain());
    }
}
