package rai.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import rai.api.array.Doubles;

/** Compares what plain trainings hold. */
final class PlainState {
    private PlainState() {}

    static void requireOthersSame(String name, double[] after, double[] before, PlainTraining training)
            throws Violation {
        for (int i = 0; i < after.length; i++) {
            Require.that(
                    isInBatch(training, name, i) || after[i] == before[i],
                    "the row of example %s of %s was changed by a step whose batch is %s",
                    training.example(name, i),
                    name,
                    IntStream.of(training.batch().rows()).boxed().toList());
        }
    }

    /** Whether an element belongs to an example of the batch, or to no example. */
    static boolean isInBatch(PlainTraining training, String name, int element) {
        return !training.isPerExample(name)
                || IntStream.of(training.batch().rows()).anyMatch(row -> row == training.example(name, element));
    }

    static void requireSameState(PlainTraining actual, PlainTraining expected, String which) throws Violation {
        requireSame(copies(actual), copies(expected), which);
        Require.equal(actual.values(), expected.values(), "numbers " + which);
        Require.equal(actual.counters(), expected.counters(), "counters " + which);
    }

    static Map<String, double[]> copies(PlainTraining training) {
        Map<String, double[]> copies = new LinkedHashMap<>();
        training.trained().forEach((name, values) -> copies.put(name, Doubles.copy(values)));
        return copies;
    }

    /** To the bit, because arrays of the tensor library count as equal if they nearly are. */
    static void requireSame(Map<String, double[]> actual, Map<String, double[]> expected, String when)
            throws Violation {
        for (String name : expected.keySet()) {
            Require.same(actual.get(name), expected.get(name), name + " " + when);
        }
    }
}
