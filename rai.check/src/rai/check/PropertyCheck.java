package rai.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.check.Tail.End;

/**
 * Compares the properties that an activation declares with samples: close ones from -30 to 30, those beside kinks, and
 * some far out.
 */
final class PropertyCheck {
    private static final double REACH = 30;
    private static final double CELL = 0.005;
    /** A kink is known to 1e-5. */
    private static final double BESIDE = 2e-5;

    private static final double ROUNDING = 1e-9;
    /** How near the samples must come to a bound that is declared to be the least. */
    private static final double ATTAINED = 1e-3;
    /** Values from here on count as unbounded. */
    private static final double MUCH = 100;

    private final Properties declared;
    private final double[] kinks;
    private final double[] z;
    private final double[] values;
    private final double[] slopes;
    private final Curve value;
    private final Curve slope;

    private PropertyCheck(Properties declared, Curve value, Curve slope) {
        this.declared = declared;
        this.value = value;
        this.slope = slope;
        kinks = Kinks.of(value, -REACH, REACH);
        z = points(kinks);
        values = value.at(z);
        slopes = slope.at(z);
    }

    static String check(Activation activation, Curve value, Curve slope) throws Violation, NotApplicable {
        Optional<Properties> declared = activation.properties();
        if (declared.isEmpty()) {
            throw new NotApplicable("it declares none");
        }
        PropertyCheck check = new PropertyCheck(declared.get(), value, slope);
        check.range();
        check.monotone();
        check.symmetry();
        check.lipschitz();
        check.saturation();
        return "";
    }

    /** Symmetric, in ascending order, and with 0. */
    private static double[] points(double[] kinks) {
        TreeSet<Double> positive = new TreeSet<>();
        for (int i = 1; i * CELL <= REACH; i++) {
            positive.add(i * CELL);
        }
        for (double far = REACH * 1.3; far < 1e6; far *= 1.3) {
            positive.add(far);
        }
        for (double kink : kinks) {
            positive.add(Math.abs(kink) + BESIDE);
            positive.add(Math.abs(Math.abs(kink) - BESIDE));
        }
        return DoubleStream.concat(
                        positive.descendingSet().stream().mapToDouble(x -> -x),
                        DoubleStream.concat(
                                DoubleStream.of(0), positive.stream().mapToDouble(x -> x)))
                .toArray();
    }

    private void range() throws Violation {
        for (int i = 0; i < z.length; i++) {
            double allowed = ROUNDING * Math.max(1, Math.abs(values[i]));
            Require.that(
                    values[i] >= declared.low() - allowed && values[i] <= declared.high() + allowed,
                    "values are declared to lie in [%s, %s], but value(%s) is %s",
                    declared.low(),
                    declared.high(),
                    z[i],
                    values[i]);
        }
        double[] ends = {Tail.of(value, -1).limit(), Tail.of(value, 1).limit()};
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        for (double end : ends) {
            low = Math.min(low, Double.isNaN(end) ? low : end);
            high = Math.max(high, Double.isNaN(end) ? high : end);
        }
        reached(declared.low(), low, "infimum", "least");
        reached(declared.high(), high, "supremum", "largest");
    }

    private static void reached(double bound, double extreme, String name, String which) throws Violation {
        boolean near = Double.isInfinite(bound)
                ? Math.abs(extreme) >= MUCH && Math.signum(extreme) == Math.signum(bound)
                : Math.abs(extreme - bound) <= ATTAINED * Math.max(1, Math.abs(bound));
        Require.that(
                near,
                "the %s of the values is declared to be %s, but the %s one found is %s",
                name,
                bound,
                which,
                extreme);
    }

    private void monotone() throws Violation {
        int falls = -1;
        for (int i = 1; i < z.length && falls < 0; i++) {
            falls = values[i] < values[i - 1] - ROUNDING * Math.max(1, Math.abs(values[i])) ? i : -1;
        }
        if (declared.monotone() && falls >= 0) {
            throw new Violation("it is declared to be monotone, but falls from " + values[falls - 1] + " at z = "
                    + z[falls - 1] + " to " + values[falls] + " at z = " + z[falls]);
        }
        Require.that(
                declared.monotone() || falls >= 0,
                "it is declared not to be monotone, but no point was found where it falls");
    }

    private void symmetry() throws Violation {
        int notOdd = -1;
        int notEven = -1;
        for (int i = 0; i < z.length; i++) {
            double mirrored = values[z.length - 1 - i];
            double allowed = ROUNDING * Math.max(1, Math.abs(values[i]));
            notOdd = Math.abs(values[i] + mirrored) > allowed ? i : notOdd;
            notEven = Math.abs(values[i] - mirrored) > allowed ? i : notEven;
        }
        if (declared.symmetry() == Symmetry.ODD) {
            requireMirrored(notOdd, "odd");
        } else if (declared.symmetry() == Symmetry.EVEN) {
            requireMirrored(notEven, "even");
        } else {
            Require.that(
                    notOdd >= 0 && notEven >= 0,
                    "it is declared to be neither odd nor even, but it is %s",
                    notOdd < 0 ? "odd" : "even");
        }
    }

    private void requireMirrored(int not, String symmetry) throws Violation {
        if (not >= 0) {
            throw new Violation("it is declared to be " + symmetry + ", but value(" + z[not] + ") is " + values[not]
                    + " and value(" + -z[not] + ") is " + values[z.length - 1 - not]);
        }
    }

    /** The steepest slope found: of the derivative, of its limits, and between neighbouring points at a jump. */
    private void lipschitz() throws Violation {
        double steepest = 0;
        double where = 0;
        for (int i = 0; i < z.length; i++) {
            if (Math.abs(slopes[i]) > steepest) {
                steepest = Math.abs(slopes[i]);
                where = z[i];
            }
        }
        for (double kink : kinks) {
            double[] sides = value.at(kink - BESIDE, kink + BESIDE);
            double secant = Math.abs(sides[1] - sides[0]) / (2 * BESIDE);
            if (secant > steepest + MUCH) { // a jump: its secants are unbounded
                steepest = Double.POSITIVE_INFINITY;
                where = kink;
            }
        }
        double ends = Math.max(end(-1), end(1));
        double supremum = Math.max(steepest, ends);
        double constant = declared.lipschitz();
        Require.that(
                steepest <= constant * (1 + ROUNDING),
                "the Lipschitz constant is declared to be %s, but at z = %s the slope is %s",
                constant,
                where,
                steepest);
        Require.that(
                Double.isInfinite(constant) ? supremum >= MUCH : supremum >= constant * (1 - ATTAINED) - ROUNDING,
                "the least Lipschitz constant is declared to be %s, but the steepest slope found is %s, at z = %s",
                constant,
                supremum,
                where);
    }

    private double end(int side) {
        double limit = Math.abs(Tail.of(slope, side).limit());
        return Double.isNaN(limit) ? 0 : limit;
    }

    private void saturation() throws Violation {
        boolean left = declared.saturation() == Saturation.LEFT || declared.saturation() == Saturation.BOTH;
        boolean right = declared.saturation() == Saturation.RIGHT || declared.saturation() == Saturation.BOTH;
        saturates(left, -1, "-∞");
        saturates(right, 1, "∞");
    }

    private void saturates(boolean expected, int side, String where) throws Violation {
        Tail tail = Tail.of(slope, side);
        boolean zero = tail.end() == End.FINITE && Math.abs(tail.limit()) <= Math.max(1e-5, tail.error());
        Require.that(
                zero == expected,
                "it is declared %s for z to %s, but there its derivative %s",
                expected ? "to saturate" : "not to saturate",
                where,
                tail.end() == End.NONE ? "has no limit" : "tends to " + (zero ? 0 : tail.limit()));
    }
}
