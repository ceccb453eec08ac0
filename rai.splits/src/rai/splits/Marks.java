package rai.splits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rai.api.data.DataException;
import rai.api.split.Parts;
import rai.api.split.SplitRows;

/** In which part each row is: a row that is not marked is for training. */
final class Marks {
    private static final byte VALID = 1;
    private static final byte TEST = 2;

    private final SplitRows rows;
    private final byte[] marks;

    Marks(SplitRows rows) {
        this.rows = rows;
        marks = new byte[rows.count()];
    }

    void valid(int row) {
        marks[row] = VALID;
    }

    void test(int row) {
        marks[row] = TEST;
    }

    boolean isTest(int row) {
        return marks[row] == TEST;
    }

    /**
     * @param valid whether there must be a row for validation
     * @param test whether there must be a row for testing
     * @throws DataException if a part that must have rows has none
     */
    Parts parts(boolean valid, boolean test) {
        Parts parts = new Parts(marked((byte) 0), marked(VALID), marked(TEST));
        if (parts.train().length == 0 || valid && parts.valid().length == 0 || test && parts.test().length == 0) {
            throw new DataException("the " + rows.count() + " rows of " + rows.origin()
                    + " are too few to be shared out as asked: a part would be empty");
        }
        return parts;
    }

    private int[] marked(byte part) {
        return IntStream.range(0, marks.length).filter(i -> marks[i] == part).toArray();
    }

    /** @return the rows by class if they are to be stratified, else all rows at once; the arrays are the caller's */
    static List<int[]> strata(SplitRows rows, boolean stratified) {
        return stratified
                ? rows.strata()
                : List.of(IntStream.range(0, rows.count()).toArray());
    }

    /** @return those of the rows that are not for testing */
    int[] rest(int[] stratum) {
        return Arrays.stream(stratum).filter(row -> !isTest(row)).toArray();
    }
}
