package rai.splits;

import java.util.Arrays;
import java.util.stream.IntStream;
import rai.api.split.Parts;
import rai.api.split.SplitRows;

/** Rows for tests. */
final class Rows {
    private Rows() {}

    /** Rows of classes of these sizes, the classes mixed. */
    static SplitRows ofClasses(int... sizes) {
        int[] classes = IntStream.range(0, sizes.length)
                .flatMap(c -> IntStream.range(0, sizes[c]).map(i -> c))
                .toArray();
        Draws.shuffle(classes, Draws.of(1, "rows"));
        return SplitRows.of("people.csv", classes.length).withClasses(classes);
    }

    /** How many of the rows are of each class. */
    static int[] counts(SplitRows rows, int[] part) {
        int[] counts = new int[rows.classCount()];
        Arrays.stream(part).forEach(row -> counts[rows.classOf(row)]++);
        return counts;
    }

    /** All rows of a fold, in ascending order. */
    static int[] all(Parts parts) {
        return IntStream.concat(
                        IntStream.concat(Arrays.stream(parts.train()), Arrays.stream(parts.valid())),
                        Arrays.stream(parts.test()))
                .sorted()
                .toArray();
    }
}
