package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Choices of k of n seeds, each of them a small study.
 *
 * @param seeds k
 * @param complete whether these are all choices, each once, rather than a random sample of them
 * @param rows the choices, each as the indices of its seeds
 */
record Choices(int seeds, boolean complete, List<int[]> rows) {
    /** If there are more choices, so many are drawn. */
    static final int MOST = 10_000;

    static Choices of(int n, int k) {
        return of(n, k, MOST);
    }

    static Choices of(int n, int k, int most) {
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("Of " + n + " seeds, " + k + " can't be chosen.");
        }
        return count(n, k) <= most ? all(n, k) : drawn(n, k, most);
    }

    private static double count(int n, int k) {
        double count = 1;
        for (int i = 1; i <= k; i++) {
            count = count * (n - k + i) / i;
        }
        return Math.rint(count);
    }

    private static Choices all(int n, int k) {
        List<int[]> rows = new ArrayList<>();
        add(rows, new int[k], 0, 0, n);
        return new Choices(k, true, rows);
    }

    private static void add(List<int[]> rows, int[] chosen, int filled, int from, int n) {
        if (filled == chosen.length) {
            rows.add(chosen.clone());
            return;
        }
        for (int row = from; row <= n - chosen.length + filled; row++) {
            chosen[filled] = row;
            add(rows, chosen, filled + 1, row + 1, n);
        }
    }

    /** The numbers of {@link Random} are the same on every Java. */
    private static Choices drawn(int n, int k, int most) {
        Random random = new Random(0);
        List<int[]> rows = new ArrayList<>();
        for (int draw = 0; draw < most; draw++) {
            rows.add(random.ints(0, n).distinct().limit(k).toArray());
        }
        return new Choices(k, false, rows);
    }
}
