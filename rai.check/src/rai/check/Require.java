package rai.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;

/** The comparisons that checks are made of. */
final class Require {
    private Require() {}

    static void that(boolean holds, String message, Object... arguments) throws Violation {
        if (!holds) {
            throw new Violation(String.format(java.util.Locale.ROOT, message, arguments));
        }
    }

    /** At most {@code relative} times the expected number away from it, or {@code relative} if that number is below 1. */
    static void close(double actual, double expected, double relative, String what) throws Violation {
        within(actual, expected, relative * Math.max(1, Math.abs(expected)), what);
    }

    static void within(double actual, double expected, double allowed, String what) throws Violation {
        if (!(Math.abs(actual - expected) <= allowed || actual == expected)) {
            throw new Violation(what + ": it is " + actual + " instead of " + expected);
        }
    }

    /** Equal to the bit. */
    static void same(double[] actual, double[] expected, String what) throws Violation {
        int i = Arrays.mismatch(actual, expected);
        if (i >= 0) {
            throw new Violation(
                    i < actual.length && i < expected.length
                            ? what + ": element " + i + " is " + actual[i] + " instead of " + expected[i]
                            : what + ": there are " + actual.length + " elements instead of " + expected.length);
        }
    }

    static void finite(double[] values, String what) throws Violation {
        for (int i = 0; i < values.length; i++) {
            that(Double.isFinite(values[i]), "%s: element %d is %s, but must be finite", what, i, values[i]);
        }
    }

    static void equal(Object actual, Object expected, String what) throws Violation {
        that(actual.equals(expected), "%s: it is %s instead of %s", what, actual, expected);
    }

    /** Requires names that can become file names in a checkpoint. */
    static void names(Collection<String> names, String what) throws Violation {
        distinct(names, what);
        for (String name : names) {
            that(
                    name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                    "%s: '%s' must be lower-case words joined by hyphens",
                    what,
                    name);
        }
    }

    static void distinct(Collection<?> all, String what) throws Violation {
        that(new HashSet<>(all).size() == all.size(), "%s: one occurs twice in %s", what, all);
    }
}
