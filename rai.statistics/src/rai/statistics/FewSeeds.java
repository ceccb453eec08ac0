package rai.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a study of k seeds would have said, judged by one of more: k of the seeds are drawn again and again, without
 * replacement, and each draw is read as a study of its own.
 *
 * @param seeds k, how many each draw has
 * @param draws how many draws there are
 * @param complete whether the draws are all the choices of k seeds, each once, rather than a random sample of them
 * @param first by cell, the share of the draws in which it has the best mean; cells that are equal share the draw
 * @param means by cell, the range that holds the middle 95 % of its means in the draws
 * @param reversed by cell a and cell b, the share of the draws in which the difference of their means has the opposite sign to
 *     the difference over all seeds; NaN if that is 0
 */
public record FewSeeds(
        int seeds, int draws, boolean complete, List<Double> first, List<Interval> means, List<List<Double>> reversed) {
    private static final double MIDDLE = 0.95;

    /** The lists are copied. */
    public FewSeeds {
        first = List.copyOf(first);
        means = List.copyOf(means);
        reversed = reversed.stream().map(List::copyOf).toList();
    }

    /**
     * Draws the same seeds for every cell. If there are no more choices of k seeds than {@code draws}, each is used once, and the
     * result is exact.
     *
     * @param cells a row of values per cell, seed by seed, all of the same length
     * @param k how many seeds the smaller study has
     * @param higherIsBetter whether larger values are better
     * @param draws how many draws at most
     * @param seed the seed of the draws
     * @return the shares
     * @throws IllegalArgumentException if there are fewer than 2 cells, the rows differ in length, k is not from 1 to their length,
     *     draws is less than 1, or a value is not finite
     */
    public static FewSeeds paired(double[][] cells, int k, boolean higherIsBetter, int draws, long seed) {
        check(cells, k, draws);
        int n = cells[0].length;
        for (double[] cell : cells) {
            Values.pairs(cells[0], cell);
        }
        double choices = choices(n, k);
        if (choices <= draws) {
            double[][] means = new double[cells.length][(int) Math.round(choices)];
            int[] rows = first(k);
            for (int d = 0; d < means[0].length; d++) {
                write(cells, rows, k, means, d);
                advance(rows, n);
            }
            return of(cells, k, higherIsBetter, means, true);
        }
        double[][] means = new double[cells.length][draws];
        Draws random = new Draws(seed);
        int[] rows = first(n);
        for (int d = 0; d < draws; d++) {
            random.choose(rows, k);
            write(cells, rows, k, means, d);
        }
        return of(cells, k, higherIsBetter, means, false);
    }

    /**
     * Draws the seeds of each cell by themselves: for cells that do not share their seeds.
     *
     * @param cells a row of values per cell
     * @param k how many seeds the smaller study has
     * @param higherIsBetter whether larger values are better
     * @param draws how many draws
     * @param seed the seed of the draws
     * @return the shares
     * @throws IllegalArgumentException if there are fewer than 2 cells, k is not from 1 to the length of the shortest, draws is less
     *     than 1, or a value is not finite
     */
    public static FewSeeds unpaired(double[][] cells, int k, boolean higherIsBetter, int draws, long seed) {
        check(cells, k, draws);
        double[][] means = new double[cells.length][draws];
        Draws random = new Draws(seed);
        int[][] rows = new int[cells.length][];
        Arrays.setAll(rows, c -> first(cells[c].length));
        for (int d = 0; d < draws; d++) {
            for (int c = 0; c < cells.length; c++) {
                random.choose(rows[c], k);
                means[c][d] = mean(cells[c], rows[c], k);
            }
        }
        return of(cells, k, higherIsBetter, means, false);
    }

    private static void check(double[][] cells, int k, int draws) {
        Values.atLeast(2, cells.length, "number of cells");
        Values.atLeast(1, draws, "number of draws");
        Values.atLeast(1, k, "number of seeds to draw");
        for (double[] cell : cells) {
            Values.finite(cell);
            if (cell.length < k) {
                throw new IllegalArgumentException(
                        "A cell has " + cell.length + " seeds, so " + k + " of them can't be drawn: draw fewer.");
            }
        }
    }

    private static double choices(int n, int k) {
        double choices = 1;
        for (int i = 1; i <= k; i++) {
            choices = choices * (n - k + i) / i;
        }
        return choices;
    }

    private static int[] first(int k) {
        int[] rows = new int[k];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /** The next choice in lexical order; the last one stays. */
    private static void advance(int[] rows, int n) {
        int i = rows.length - 1;
        while (i >= 0 && rows[i] == n - rows.length + i) {
            i--;
        }
        if (i >= 0) {
            rows[i]++;
            for (int j = i + 1; j < rows.length; j++) {
                rows[j] = rows[j - 1] + 1;
            }
        }
    }

    private static void write(double[][] cells, int[] rows, int k, double[][] means, int draw) {
        for (int c = 0; c < cells.length; c++) {
            means[c][draw] = mean(cells[c], rows, k);
        }
    }

    private static double mean(double[] values, int[] rows, int k) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += values[rows[i]];
        }
        return sum / k;
    }

    private static FewSeeds of(double[][] cells, int k, boolean higherIsBetter, double[][] means, boolean complete) {
        int draws = means[0].length;
        double[] all = Arrays.stream(cells).mapToDouble(Values::mean).toArray();
        double rounding = Arrays.stream(cells)
                .mapToDouble(cell -> Values.rounding(cell, cell))
                .max()
                .orElseThrow();
        List<List<Double>> reversed = new ArrayList<>();
        for (int a = 0; a < cells.length; a++) {
            List<Double> row = new ArrayList<>();
            for (int b = 0; b < cells.length; b++) {
                row.add(reversed(all[a] - all[b], means[a], means[b], rounding));
            }
            reversed.add(row);
        }
        return new FewSeeds(
                k,
                draws,
                complete,
                firsts(means, higherIsBetter, rounding),
                Arrays.stream(means).map(FewSeeds::middle).toList(),
                reversed);
    }

    private static List<Double> firsts(double[][] means, boolean higherIsBetter, double rounding) {
        int draws = means[0].length;
        double[] first = new double[means.length];
        for (int d = 0; d < draws; d++) {
            int draw = d;
            double[] scores = Arrays.stream(means)
                    .mapToDouble(cell -> higherIsBetter ? cell[draw] : -cell[draw])
                    .toArray();
            double best = Arrays.stream(scores).max().orElseThrow() - rounding;
            double winners =
                    Arrays.stream(scores).filter(score -> score >= best).count();
            for (int c = 0; c < scores.length; c++) {
                first[c] += scores[c] >= best ? 1 / winners : 0;
            }
        }
        return Arrays.stream(first).map(count -> count / draws).boxed().toList();
    }

    private static Interval middle(double[] means) {
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        return new Interval(
                Values.quantile(sorted, (1 - MIDDLE) / 2), Values.quantile(sorted, (1 + MIDDLE) / 2), MIDDLE);
    }

    private static double reversed(double difference, double[] a, double[] b, double rounding) {
        if (Math.abs(difference) <= rounding) {
            return Double.NaN;
        }
        double count = 0;
        for (int d = 0; d < a.length; d++) {
            count += (a[d] - b[d]) * Math.signum(difference) < -rounding ? 1 : 0;
        }
        return count / a.length;
    }
}
