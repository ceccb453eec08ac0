package rai.api.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a split knows of the rows: how many there are, and to which class and group each belongs. */
public final class SplitRows {
    private final String origin;
    private final int[] classes;
    private final int classCount;
    private final int[] groups;
    private final List<String> groupNames;
    private final List<Parts> folds;

    private SplitRows(
            String origin, int[] classes, int classCount, int[] groups, List<String> groupNames, List<Parts> folds) {
        this.folds = List.copyOf(folds);
        this.origin = origin;
        this.classes = classes;
        this.classCount = classCount;
        this.groups = groups;
        this.groupNames = groupNames;
    }

    /**
     * Rows without classes, as for a regression, and without groups.
     *
     * @param origin where they come from, for messages, such as a file name
     * @param count how many rows there are
     * @return the rows
     */
    public static SplitRows of(String origin, int count) {
        return new SplitRows(origin, new int[count], 0, new int[count], List.of(), List.of());
    }

    /**
     * @param numbers [n] the class of each row, from 0; the order of the classes is always the same for the same data
     * @return the same rows with classes
     */
    public SplitRows withClasses(int[] numbers) {
        requireLength(numbers);
        int count = Arrays.stream(numbers).max().orElse(-1) + 1;
        return new SplitRows(origin, numbers.clone(), count, groups, groupNames, folds);
    }

    /**
     * @param numbers [n] the group of each row, from 0
     * @param names the names of the groups, in the order of their numbers
     * @return the same rows with groups
     */
    public SplitRows withGroups(int[] numbers, List<String> names) {
        requireLength(numbers);
        return new SplitRows(origin, classes, classCount, numbers.clone(), List.copyOf(names), folds);
    }

    /**
     * @param own the folds that come with the data
     * @return the same rows with these folds
     */
    public SplitRows withFolds(List<Parts> own) {
        return new SplitRows(origin, classes, classCount, groups, groupNames, own);
    }

    private void requireLength(int[] numbers) {
        if (numbers.length != classes.length) {
            throw new IllegalArgumentException(
                    classes.length + " rows need as many numbers, but there are " + numbers.length);
        }
    }

    /** @return where the rows come from, for messages */
    public String origin() {
        return origin;
    }

    /** @return the number of rows, n */
    public int count() {
        return classes.length;
    }

    /** @return how many classes there are; 0 if rows have none, as for a regression */
    public int classCount() {
        return classCount;
    }

    /**
     * @param row from 0
     * @return the number of its class, from 0; 0 if rows have none
     */
    public int classOf(int row) {
        return classes[row];
    }

    /** @return the names of the groups, in the order of their numbers; empty unless {@link Split#groupColumn} asks for groups */
    public List<String> groupNames() {
        return groupNames;
    }

    /**
     * @param row from 0
     * @return the number of its group, from 0; 0 if rows have none
     */
    public int groupOf(int row) {
        return groups[row];
    }

    /** @return the folds that come with the data, such as the standard splits of a benchmark; empty if there are none */
    public List<Parts> folds() {
        return folds;
    }

    /**
     * The rows by class, each list in ascending order.
     *
     * @return the rows of each class that has any, in the order of the classes; all rows at once if rows have no classes
     */
    public List<int[]> strata() {
        if (classCount == 0) {
            return List.of(IntStream.range(0, count()).toArray());
        }
        int[] sizes = new int[classCount];
        for (int number : classes) {
            sizes[number]++;
        }
        int[][] rows = new int[classCount][];
        for (int c = 0; c < classCount; c++) {
            rows[c] = new int[sizes[c]];
        }
        int[] filled = new int[classCount];
        for (int i = 0; i < classes.length; i++) {
            rows[classes[i]][filled[classes[i]]++] = i;
        }
        List<int[]> strata = new ArrayList<>(Arrays.asList(rows));
        strata.removeIf(stratum -> stratum.length == 0);
        return strata;
    }
}
