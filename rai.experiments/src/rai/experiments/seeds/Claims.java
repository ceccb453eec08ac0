package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rai.statistics.Comparison;
import rai.statistics.Outcome;
import rai.statistics.Rules;
import rai.statistics.Summary;
import rai.statistics.Verdict;

/**
 * What is ranked, with a value per seed, and what all seeds say of it.
 *
 * @param name a short name, fit for a file
 * @param network what is trained
 * @param metric what is compared
 * @param origin where the source's values come from
 * @param higherIsBetter whether larger values are better
 * @param names what is ranked
 * @param source the source's values, by one seed each; NaN if it has none
 * @param values by name, a value per seed, the same seeds for all
 */
record Claims(
        String name,
        String network,
        String metric,
        String origin,
        boolean higherIsBetter,
        List<String> names,
        double[] source,
        double[][] values) {
    /** Two of the things that are ranked, by their indices. */
    record Pair(int a, int b) {}

    int seeds() {
        return values[0].length;
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                pairs.add(new Pair(a, b));
            }
        }
        return pairs;
    }

    /** Paired t tests over all seeds, corrected for all pairs by Holm's method. */
    List<Verdict> verdicts() {
        List<Comparison> family = pairs().stream()
                .map(pair ->
                        new Comparison(names.get(pair.a()), names.get(pair.b()), values[pair.a()], values[pair.b()]))
                .toList();
        return Verdict.of(family, Rules.of(higherIsBetter));
    }

    static boolean isShown(Verdict verdict) {
        return verdict.outcome() != Outcome.NO_DIFFERENCE_SHOWN;
    }

    double[] means() {
        return Arrays.stream(values).mapToDouble(of -> Summary.of(of).mean()).toArray();
    }

    /** From the best to the worst by the means over all seeds. */
    List<Integer> ranking() {
        return order(means());
    }

    /** From the best to the worst by the source, without what it does not have. */
    List<Integer> sourceRanking() {
        return order(source);
    }

    private List<Integer> order(double[] of) {
        Comparator<Integer> rising = Comparator.comparingDouble(i -> of[i]);
        return IntStream.range(0, of.length)
                .filter(i -> !Double.isNaN(of[i]))
                .boxed()
                .sorted(higherIsBetter ? rising.reversed() : rising)
                .toList();
    }

    /** @return whether the first of two values is better; equal ones are not, rounding aside */
    boolean isBetter(double first, double second) {
        double rounding = 1e-12 * Math.max(Math.abs(first), Math.abs(second));
        return higherIsBetter ? first > second + rounding : first < second - rounding;
    }

    String words(List<Integer> order) {
        return String.join(", ", order.stream().map(names::get).toList());
    }
}
