package rai.check;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;
import rai.api.spec.Settings;
import rai.check.Tail.End;

/** The contract of every activation. */
public final class ActivationChecks {
    // Long because one short method per rule of the kind, all over the same samples.

    private static final double REACH = 6;
    /** With more kinks than this between -6 and 6, it is noise that bends the function. */
    private static final int MOST_KINKS = 32;
    /** A function without limits may be NaN farther out: the sine of an infinity is. */
    private static final double FAR = 1000;

    private static final double[] LARGE = {20, 50, 90, 100, 710, 750, 1000, 1e6, 1e10, 1e30};

    private final Supplier<? extends Activation> activation;
    private final Optional<double[]> kinks;
    private final boolean limits;

    private ActivationChecks(Supplier<? extends Activation> activation, Optional<double[]> kinks, boolean limits) {
        this.activation = activation;
        this.kinks = kinks;
        this.limits = limits;
    }

    /**
     * The checks of an activation about which nothing else is known.
     *
     * @param activation gives the activation
     * @return the checks; the last one measures its speed
     */
    public static List<Check> of(Supplier<? extends Activation> activation) {
        List<Check> all = new ArrayList<>(new ActivationChecks(activation, Optional.empty(), true).all());
        all.add(new Check("its speed can be measured", () -> Speed.of(activation.get())));
        return all;
    }

    /**
     * The checks of an activation whose author gives its kinks and limits.
     *
     * @param activation gives the activation
     * @param kinks where value or slope jump; the checks must not find others
     * @param limits whether value and derivative have limits at ±∞
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Activation> activation, double[] kinks, boolean limits) {
        return new ActivationChecks(activation, Optional.of(kinks), limits).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("the derivative agrees with central differences of the value", this::derivative),
                Check.of("value and derivative are finite at 0 and at tiny inputs", this::tiny),
                Check.of("large inputs give the limit, or what leads there, and never NaN", this::large),
                new Check("infinite inputs give the limits", this::infinities),
                Check.of("NaN in gives NaN out, at that element alone", this::nan),
                Check.of("backward multiplies the upstream gradient", this::upstream),
                new Check("float32 agrees with float64", this::floats),
                Check.of("inputs are not altered", this::inputs),
                Check.of("only the view is written, and its shape does not matter", this::views),
                Check.of("the result may overwrite its input", this::inPlace),
                Check.of("elements do not depend on their neighbours", this::neighbours),
                Check.of("the same input gives the same answer again", this::again),
                Check.of("several threads may call at once", this::threads),
                Check.of(
                        "tiles give what the scalar form gives, and touch nothing else",
                        () -> Tiles.check(activation.get())),
                new Check("the operations it is exported as compute its value", this::graph),
                new Check(
                        "the declared properties are true",
                        () -> PropertyCheck.check(activation.get(), this::value, this::slope)));
    }

    /** In float64, away from kinks. */
    private String derivative() throws Violation {
        double[] found = Kinks.of(this::value, -REACH - 0.05, REACH + 0.05);
        Require.that(
                found.length <= MOST_KINKS,
                "value jumps or bends at %s points between -6 and 6, at %s first: is it as precise as float64?",
                found.length,
                found.length == 0 ? "" : found[0]);
        if (kinks.isPresent()) {
            for (double k : found) {
                Require.that(
                        Arrays.stream(kinks.get()).anyMatch(ends -> Math.abs(ends - k) < 1e-3),
                        "value or slope jumps at z = %s, which kinks() does not name",
                        k);
            }
        }
        double[] left = DoubleStream.concat(Arrays.stream(found), Arrays.stream(kinks.orElse(new double[0])))
                .toArray();
        double[] z = DoubleStream.iterate(-REACH, x -> x <= REACH, x -> x + 0.0931)
                .filter(x -> Arrays.stream(left).allMatch(k -> Math.abs(x - k) > 1e-3))
                .toArray();
        double h = 1e-5;
        double[] above = value(Arrays.stream(z).map(x -> x + h).toArray());
        double[] below = value(Arrays.stream(z).map(x -> x - h).toArray());
        double[] derivative = slope(z);
        double worst = 0;
        double where = 0;
        for (int i = 0; i < z.length; i++) {
            double expected = (above[i] - below[i]) / (2 * h);
            Require.close(
                    derivative[i],
                    expected,
                    1e-7,
                    "backward at z = " + z[i] + " must agree with the central difference of value");
            double difference = Math.abs(derivative[i] - expected) / Math.max(1, Math.abs(expected));
            if (difference > worst) {
                worst = difference;
                where = z[i];
            }
        }
        return String.format(
                java.util.Locale.ROOT,
                "largest difference %.1e%s; %s",
                worst,
                worst == 0 ? "" : String.format(java.util.Locale.ROOT, " at z = %.3f", where),
                Kinks.text(found));
    }

    private void tiny() throws Violation {
        for (DataType type : Activations.TYPES) {
            double tiny = type == DataType.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE;
            double[] z = {0, -0.0, tiny, -tiny, 1e-30, -1e-30, 1e-8, -1e-8};
            double[] value = value(type, z);
            double[] derivative = derivative(type, z);
            for (int i = 0; i < z.length; i++) {
                Require.that(
                        Double.isFinite(value[i]), "value(%s) in %s must be finite: it is %s", z[i], type, value[i]);
                Require.that(
                        Double.isFinite(derivative[i]),
                        "the derivative at %s in %s must be finite: it is %s",
                        z[i],
                        type,
                        derivative[i]);
            }
        }
    }

    /**
     * An infinity is right only if the limit is infinite, as for e^z; and a function that has a limit must not miss it
     * because of an overflow.
     */
    private void large() throws Violation {
        for (int side : new int[] {-1, 1}) {
            Tail value = Tail.of(this::value, side);
            Tail slope = Tail.of(this::slope, side);
            for (DataType type : Activations.TYPES) {
                double[] z = DoubleStream.concat(
                                Arrays.stream(LARGE),
                                type == DataType.FLOAT
                                        ? DoubleStream.of(Float.MAX_VALUE)
                                        : DoubleStream.of(1e300, Double.MAX_VALUE))
                        .filter(x -> limits || x <= FAR)
                        .map(x -> side * x)
                        .toArray();
                double[] values = value(type, z);
                double[] slopes = derivative(type, z);
                for (int i = 0; i < z.length; i++) {
                    requireOnItsWay(values[i], value, z[i], "value(" + z[i] + ") in " + type);
                    requireOnItsWay(slopes[i], slope, z[i], "the derivative at " + z[i] + " in " + type);
                }
            }
        }
    }

    private void requireOnItsWay(double number, Tail tail, double z, String what) throws Violation {
        Require.that(!Double.isNaN(number), "%s must be a number: it is NaN", what);
        if (limits && tail.end() == End.FINITE) {
            Require.that(
                    Double.isFinite(number),
                    "%s must be finite: it is %s, but the limit is %s",
                    what,
                    number,
                    tail.limit());
            Require.that(
                    Math.abs(z) < 1e12 || tail.allows(number),
                    "%s must be near the limit %s: it is %s",
                    what,
                    tail.limit(),
                    number);
        }
    }

    private String infinities() throws Violation, NotApplicable {
        if (!limits) {
            throw new NotApplicable("its author says that it has none");
        }
        List<String> ends = new ArrayList<>();
        for (int side : new int[] {-1, 1}) {
            Tail value = Tail.of(this::value, side);
            Tail slope = Tail.of(this::slope, side);
            double z = side * Double.POSITIVE_INFINITY;
            for (DataType type : Activations.TYPES) {
                double is = value(type, new double[] {z})[0];
                double slopeIs = derivative(type, new double[] {z})[0];
                Require.that(
                        value.allows(is), "value(%s) in %s must be its limit %s: it is %s", z, type, value.limit(), is);
                Require.that(
                        slope.allows(slopeIs),
                        "the derivative at %s in %s must be its limit %s: it is %s",
                        z,
                        type,
                        slope.limit(),
                        slopeIs);
            }
            ends.add((side < 0 ? "at -∞ " : "at ∞ ") + text(value) + ", slope " + text(slope));
        }
        return String.join("; ", ends);
    }

    private static String text(Tail tail) {
        return switch (tail.end()) {
            case NONE -> "no limit";
            case INFINITE -> tail.limit() < 0 ? "-∞" : "∞";
            // as far as it is known, and without the sign of a zero
            case FINITE ->
                Math.abs(tail.limit()) <= tail.error() ? "0" : Settings.number(Math.round(tail.limit() * 1e6) / 1e6);
        };
    }

    private void nan() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = {-1.5, Double.NaN, 0.7, 2.1, Double.NaN};
            double[] value = value(type, z);
            double[] derivative = derivative(type, z);
            for (int i = 0; i < z.length; i++) {
                Require.that(
                        Double.isNaN(value[i]) == Double.isNaN(z[i]),
                        "value of %s in %s is %s",
                        Arrays.toString(z),
                        type,
                        Arrays.toString(value));
                Require.that(
                        Double.isNaN(derivative[i]) == Double.isNaN(z[i]),
                        "the derivative at %s in %s is %s",
                        Arrays.toString(z),
                        type,
                        Arrays.toString(derivative));
            }
        }
    }

    private void upstream() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(200);
            double[] upstream = Activations.ordinary(new SplittableRandom(2), 200);
            double[] derivative = derivative(type, z);
            double[] product = backward(type, z, upstream);
            for (int i = 0; i < z.length; i++) {
                Require.close(
                        product[i],
                        upstream[i] * derivative[i],
                        type == DataType.FLOAT ? 1e-6 : 1e-14,
                        "backward at z = " + z[i] + " with upstream " + upstream[i] + " in " + type
                                + " must be the upstream times the derivative");
            }
        }
    }

    private String floats() throws Violation {
        double[] z =
                Arrays.stream(Activations.ordinary(500)).map(x -> (float) x).toArray();
        double[] value = value(DataType.FLOAT, z);
        double[] derivative = derivative(DataType.FLOAT, z);
        double[] expected = value(DataType.DOUBLE, z);
        double[] slope = derivative(DataType.DOUBLE, z);
        double worst = 0;
        for (int i = 0; i < z.length; i++) {
            Require.close(value[i], expected[i], 1e-6, "value(" + z[i] + ") as float must agree with that as double");
            Require.close(
                    derivative[i],
                    slope[i],
                    1e-6,
                    "the derivative at " + z[i] + " as float must agree with that as double");
            worst = Math.max(worst, Math.abs(value[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
            worst = Math.max(worst, Math.abs(derivative[i] - slope[i]) / Math.max(1, Math.abs(slope[i])));
        }
        return String.format(java.util.Locale.ROOT, "largest difference %.1e", worst);
    }

    private void inputs() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(50);
            GuardedArray at = GuardedArray.of(type, z);
            GuardedArray a = GuardedArray.filled(type, 0, z.length);
            double[] before = at.values();
            activation.get().value(at.view(), a.view());
            Require.same(at.values(), before, "value must not alter z");
            GuardedArray upstream = GuardedArray.of(type, z);
            double[] valueBefore = a.values();
            GuardedArray gradient = GuardedArray.filled(type, 0, z.length);
            activation.get().backward(at.view(), a.view(), upstream.view(), gradient.view());
            Reference.reachabilityFence(gradient);
            Require.same(at.values(), before, "backward must not alter z");
            Require.same(a.values(), valueBefore, "backward must not alter a");
            Require.same(upstream.values(), before, "backward must not alter the upstream gradient");
        }
    }

    /** Views with an offset into a longer vector, of two and three dimensions; what they held is overwritten. */
    private void views() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(24);
            double[] value = value(type, z);
            double[] backward = backward(type, z, z);
            for (long[] shape : new long[][] {{4, 6}, {1, 24}, {24, 1}, {2, 3, 4}}) {
                String what = "with an array of shape " + Arrays.toString(shape) + " in " + type;
                GuardedArray at = GuardedArray.of(type, shape, z);
                GuardedArray out = GuardedArray.filled(type, Double.NaN, shape);
                activation.get().value(at.view(), out.view());
                Require.same(out.values(), value, "value " + what);
                out.requireGuards("value " + what);
                GuardedArray gradient = GuardedArray.filled(type, Double.NaN, shape);
                activation.get().backward(at.view(), out.view(), at.view(), gradient.view());
                Require.same(gradient.values(), backward, "backward " + what);
                gradient.requireGuards("backward " + what);
                Reference.reachabilityFence(at);
                Reference.reachabilityFence(out);
            }
        }
    }

    /** value(z, z) and backward(z, a, upstream, upstream). */
    private void inPlace() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(1500);
            GuardedArray both = GuardedArray.of(type, z);
            activation.get().value(both.view(), both.view());
            Require.same(both.values(), value(type, z), "value in place in " + type);
            GuardedArray upstream = GuardedArray.of(type, z);
            GuardedArray at = GuardedArray.of(type, z);
            activation.get().backward(at.view(), both.view(), upstream.view(), upstream.view());
            Reference.reachabilityFence(at);
            Reference.reachabilityFence(both);
            Require.same(upstream.values(), backward(type, z, z), "backward in place in " + type);
        }
    }

    /** The trainer may pass an array whole or in parts. */
    private void neighbours() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(1500);
            double[] whole = value(type, z);
            double[] gradient = backward(type, z, z);
            for (int cut : new int[] {1, 13, 512, 1037}) {
                double[] first = Arrays.copyOfRange(z, 0, cut);
                double[] rest = Arrays.copyOfRange(z, cut, z.length);
                String parts = " in two parts, cut at " + cut + ", in " + type;
                Require.same(join(value(type, first), value(type, rest)), whole, "value" + parts);
                Require.same(
                        join(backward(type, first, first), backward(type, rest, rest)), gradient, "backward" + parts);
            }
        }
    }

    private static double[] join(double[] first, double[] rest) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(rest)).toArray();
    }

    /** No state is kept between calls. */
    private void again() throws Violation {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(100);
            double[] first = value(type, z);
            double[] gradient = backward(type, z, z);
            value(type, 3, -2, 1);
            backward(type, new double[] {3, -2, 1}, new double[] {1, 2, 3});
            Require.same(value(type, z), first, "value for the second time, in " + type);
            Require.same(backward(type, z, z), gradient, "backward for the second time, in " + type);
        }
    }

    /** Different inputs at the same time. */
    private void threads() throws Exception {
        Activation shared = activation.get();
        List<Callable<Void>> all = new ArrayList<>();
        for (int t = 0; t < Threads.COUNT; t++) {
            double[] z = Activations.ordinary(new SplittableRandom(t), 3000);
            double[] value = Activations.value(shared, DataType.FLOAT, z);
            double[] gradient = Activations.backward(shared, DataType.FLOAT, z, z);
            all.add(() -> {
                for (int i = 0; i < 50; i++) {
                    Require.same(Activations.value(shared, DataType.FLOAT, z), value, "value while other threads call");
                    Require.same(
                            Activations.backward(shared, DataType.FLOAT, z, z),
                            gradient,
                            "backward while other threads call");
                }
                return null;
            });
        }
        Threads.all(all);
    }

    /** In float64, also where a part of it may overflow. */
    private String graph() throws Violation, NotApplicable {
        double[] far = limits ? new double[] {-1000, -750, -100, -20, -0.0, 0, 20, 100, 750, 1000} : new double[0];
        double[] z = DoubleStream.concat(Arrays.stream(Activations.ordinary(500)), Arrays.stream(far))
                .toArray();
        return Operations.check(x -> activation.get().graph(x), 10, z, value(z), 10);
    }

    private double[] value(double... z) {
        return value(DataType.DOUBLE, z);
    }

    private double[] slope(double... z) {
        return derivative(DataType.DOUBLE, z);
    }

    private double[] value(DataType type, double... z) {
        return Activations.value(activation.get(), type, z);
    }

    private double[] backward(DataType type, double[] z, double[] upstream) {
        return Activations.backward(activation.get(), type, z, upstream);
    }

    private double[] derivative(DataType type, double... z) {
        double[] ones = new double[z.length];
        Arrays.fill(ones, 1);
        return backward(type, z, ones);
    }
}
