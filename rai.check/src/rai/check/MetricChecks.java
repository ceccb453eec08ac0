package rai.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/** The contract of every metric. */
public final class MetricChecks {
    private final Supplier<? extends Metric> metric;

    private MetricChecks(Supplier<? extends Metric> metric) {
        this.metric = metric;
    }

    /**
     * The checks of a metric.
     *
     * @param metric gives the metric, configured
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Metric> metric) {
        return new MetricChecks(metric).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("it is for at least one task", this::tasks),
                Check.of("predicting the targets is better than predicting at random", this::direction),
                Check.of("examples in reverse order give the same value", this::order),
                Check.of("the same examples twice give the same value", this::twice),
                Check.of("two classes are judged alike, whether they have one output or two", this::binary),
                Check.of("a NaN among perfect predictions makes the value NaN, or not better", this::nan),
                Check.of(
                        "a single example, and examples whose targets are all equal, are taken without complaint",
                        this::degenerate),
                Check.of("four threads at once get bit for bit what one gets", this::threads));
    }

    /** Otherwise it could not be used. */
    private String tasks() throws Violation {
        Require.that(!metric.get().tasks().isEmpty(), "tasks() is empty");
        return String.join(
                        ", ",
                        metric.get().tasks().stream()
                                .sorted()
                                .map(t -> t.name().toLowerCase(Locale.ROOT))
                                .toList())
                + (metric.get().largerIsBetter() ? "; larger is better" : "; smaller is better");
    }

    /** The direction is the declared one. */
    private void direction() throws Violation {
        for (Guesses guesses : Guesses.all(metric.get())) {
            double perfect = metric.get().value(guesses.perfect().predictions());
            double random = metric.get().value(guesses.predictions());
            Require.that(
                    metric.get().largerIsBetter() ? perfect > random : perfect < random,
                    "%s: it is %s for the targets themselves and %s at random, where %s is better",
                    guesses,
                    perfect,
                    random,
                    metric.get().largerIsBetter() ? "larger" : "smaller");
        }
    }

    /** Examples have no order. */
    private void order() throws Violation {
        for (Guesses guesses : Guesses.all(metric.get())) {
            double expected = metric.get().value(guesses.predictions());
            Require.within(
                    metric.get().value(guesses.reversed().predictions()),
                    expected,
                    1e-12 * Math.abs(expected),
                    guesses + ", in reverse order");
        }
    }

    /** The number of examples has no influence. */
    private void twice() throws Violation {
        for (Guesses guesses : Guesses.all(metric.get())) {
            double expected = metric.get().value(guesses.predictions());
            Require.within(
                    metric.get().value(guesses.twice().predictions()),
                    expected,
                    1e-12 * Math.abs(expected),
                    guesses + ", the same examples twice");
        }
    }

    /** A loss of logits may give one output or two. */
    private void binary() throws Violation, NotApplicable {
        if (!metric.get().tasks().contains(Task.BINARY)) {
            throw new NotApplicable("it is not for two classes");
        }
        Guesses one = Guesses.of(Task.BINARY, 1);
        double expected = metric.get().value(one.predictions());
        Require.within(
                metric.get().value(one.withAnOutputForEachClass().predictions()),
                expected,
                1e-12 * Math.abs(expected),
                "with an output for each class");
    }

    /** NaN must not disappear. */
    private void nan() throws Violation {
        for (Guesses guesses : Guesses.all(metric.get())) {
            double perfect = metric.get().value(guesses.perfect().predictions());
            double spoiled = metric.get().value(guesses.perfect().spoiled().predictions());
            Require.that(
                    Double.isNaN(spoiled) || (metric.get().largerIsBetter() ? spoiled <= perfect : spoiled >= perfect),
                    "%s: it is %s, and with a NaN %s, which is better",
                    guesses,
                    perfect,
                    spoiled);
        }
    }

    /** A metric that is not defined is NaN: it must not end a run. */
    private void degenerate() {
        for (Guesses guesses : Guesses.all(metric.get())) {
            metric.get().value(guesses.first(1).predictions());
            metric.get().value(guesses.withEqualTargets().predictions());
        }
    }

    /** One service serves many runs at once, and a run gives the same numbers every time. */
    private void threads() throws Exception {
        Metric shared = metric.get();
        List<Callable<Void>> calls = new ArrayList<>();
        for (Guesses guesses : Guesses.all(shared)) {
            for (int examples = 57; examples <= 60; examples++) {
                Predictions predictions = guesses.first(examples).predictions();
                double expected = shared.value(predictions);
                calls.add(() -> {
                    for (int again = 0; again < 200; again++) { // often enough that the threads surely meet
                        double value = shared.value(predictions);
                        Require.that(
                                Double.compare(value, expected) == 0,
                                "while other threads call it is %s instead of %s",
                                value,
                                expected);
                    }
                    return null;
                });
            }
        }
        Threads.all(calls);
    }
}
