package rai.core.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.data.Task;
import rai.api.run.DataOptions;
import rai.api.spec.SpecException;
import rai.core.compute.Streams;

/**
 * Shares the rows of a table among training, validation and test. The shares are the same for every class, as nearly as its rows
 * allow, and each class keeps a row for training. The same seed gives the same rows; each part keeps their order.
 *
 * @param train the share of the training rows
 * @param valid the share of the validation rows
 * @param test the share of the test rows
 */
record Split(double train, double valid, double test) {
    /** No more than what rounding makes of shares that are written as decimal numbers. */
    private static final double ROUNDING = 1e-9;

    /** The rows of each part, in their order. */
    record Parts(int[] train, int[] valid, int[] test) {}

    /**
     * @return what the options ask for; the whole table for training if they ask for nothing
     * @throws SpecException if they can't be understood, or contradict each other
     */
    static Split of(DataOptions options) {
        if (options.split().isPresent() && options.holdout() > 0) {
            throw new SpecException("--holdout and --split both share out the rows: give one of them");
        }
        Split split = options.split().map(Split::parse).orElse(new Split(1 - options.holdout(), 0, options.holdout()));
        if (split.test > 0 && options.test().isPresent()) {
            throw new SpecException("there would be two sets of test data: leave out --test, or "
                    + (options.holdout() > 0 ? "--holdout" : "make the last share of --split 0"));
        }
        return split;
    }

    private static Split parse(String text) {
        double[] shares = Arrays.stream(text.split("/", -1))
                .mapToDouble(share -> Cell.number(share.strip()))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        boolean fits = shares.length == 3
                && Arrays.stream(shares).allMatch(share -> share >= 0 && share <= 1)
                && shares[0] > 0
                && Math.abs(sum - 1) < ROUNDING;
        if (!fits) {
            throw new SpecException("--split needs the shares for training, validation and test, which sum to 1, as in"
                    + " 0.7/0.15/0.15, not '" + text + "'");
        }
        return new Split(shares[0], shares[1], shares[2]);
    }

    boolean isWhole() {
        return valid == 0 && test == 0;
    }

    /**
     * @param table all rows
     * @param learnt what is learnt: classes are spread evenly
     * @param seed decides which rows
     * @throws DataException if a part would be empty
     */
    Parts of(Table table, Targets learnt, long seed) {
        byte[] part = new byte[table.rows()];
        RandomGenerator random = Streams.of(seed, "split", 0);
        double[] owed = new double[2];
        for (int[] rows : strata(table, learnt)) {
            shuffle(rows, random);
            int left = rows.length - 1; // one stays for training
            int validRows = share(rows.length, valid, 0, owed, left);
            int testRows = share(rows.length, test, 1, owed, left - validRows);
            for (int i = 0; i < validRows + testRows; i++) {
                part[rows[i]] = (byte) (i < validRows ? 1 : 2);
            }
        }
        Parts parts = new Parts(rows(part, 0), rows(part, 1), rows(part, 2));
        if (valid > 0 && parts.valid.length == 0 || test > 0 && parts.test.length == 0) {
            throw new DataException("the " + table.rows() + " rows of " + table.origin()
                    + " are too few to be shared out as asked: a part would be empty");
        }
        return parts;
    }

    /** What rounding leaves is owed to the next class, so that the parts have the right sizes in all. */
    private static int share(int rows, double share, int part, double[] owed, int most) {
        owed[part] += rows * share;
        int taken = (int) Math.max(0, Math.min(most, Math.rint(owed[part])));
        owed[part] -= taken;
        return taken;
    }

    private static List<int[]> strata(Table table, Targets learnt) {
        Map<String, int[]> rows = new TreeMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Column> targets = table.columns(Column.Role.TARGET);
        boolean classes = learnt.task() != Task.REGRESSION && targets.size() == 1;
        String[] stratum = new String[table.rows()];
        for (int i = 0; i < stratum.length; i++) {
            String text = classes ? targets.get(0).text(i) : "";
            stratum[i] = text == null ? "" : learnt.canonical(text);
            counts.merge(stratum[i], 1, Integer::sum);
        }
        counts.forEach((name, count) -> rows.put(name, new int[count]));
        counts.replaceAll((name, count) -> 0);
        for (int i = 0; i < stratum.length; i++) {
            int at = counts.merge(stratum[i], 1, Integer::sum) - 1;
            rows.get(stratum[i])[at] = i;
        }
        return List.copyOf(rows.values());
    }

    private static void shuffle(int[] rows, RandomGenerator random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }

    private static int[] rows(byte[] part, int wanted) {
        int[] rows = new int[part.length];
        int n = 0;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == wanted) {
                rows[n++] = i;
            }
        }
        return Arrays.copyOf(rows, n);
    }
}
