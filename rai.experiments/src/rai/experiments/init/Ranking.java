package rai.experiments.init;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.experiments.Findings;
import rai.experiments.Show;
import rai.statistics.Comparison;
import rai.statistics.FewSeeds;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Outcome;
import rai.statistics.Summary;
import rai.statistics.Verdict;

/**
 * A ranking of four starts by one seed each, and what many seeds say of it.
 *
 * @param network what is trained
 * @param inits the starts
 * @param source the source's losses, by one seed each
 * @param losses by start, a loss per seed, the same seeds for all
 */
record Ranking(String network, List<String> inits, double[] source, double[][] losses) {
    private static final double LEVEL = 0.95;
    private static final int DRAWS = 10_000;

    int seeds() {
        return losses[0].length;
    }

    /** Whether the source's losses are such as one more seed could have: in the 95 % prediction interval of the logarithm. */
    List<Statement> figures() {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < inits.size(); i++) {
            Interval next = next(losses[i]);
            statements.add(Findings.verdict(
                    next.contains(source[i]),
                    network + ", " + inits.get(i) + ": train loss",
                    Show.number(source[i]) + " by one seed, in the 95 % prediction interval",
                    Show.mean(losses[i]) + ", one seed in " + Show.text(next),
                    InitStudy.SOURCE));
        }
        return statements;
    }

    /** For one more value: mean ± t sd √(1 + 1/n) of the logarithms. */
    static Interval next(double[] losses) {
        double[] logs = Arrays.stream(losses).map(Math::log).toArray();
        Interval of = Intervals.t(logs, 1, LEVEL);
        return new Interval(Math.exp(of.low()), Math.exp(of.high()), LEVEL);
    }

    List<Comparison> pairs() {
        List<Comparison> pairs = new ArrayList<>();
        for (int a = 0; a < inits.size(); a++) {
            for (int b = a + 1; b < inits.size(); b++) {
                pairs.add(new Comparison(
                        network + ", " + inits.get(a), network + ", " + inits.get(b), losses[a], losses[b]));
            }
        }
        return pairs;
    }

    /** Whether the source has the smaller loss for the first of a pair, in the order of {@link #pairs}. */
    List<Boolean> sourceSaysFirst() {
        List<Boolean> first = new ArrayList<>();
        for (int a = 0; a < inits.size(); a++) {
            for (int b = a + 1; b < inits.size(); b++) {
                first.add(source[a] < source[b]);
            }
        }
        return first;
    }

    /**
     * Which differences of the source survive.
     *
     * @param verdicts of {@link #pairs}, corrected for the whole family
     */
    Statement surviving(List<Verdict> verdicts) {
        List<String> same = new ArrayList<>();
        List<String> opposite = new ArrayList<>();
        List<Boolean> first = sourceSaysFirst();
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.outcome() != Outcome.NO_DIFFERENCE_SHOWN) {
                boolean smaller = verdict.difference() < 0;
                String words = name(
                                smaller
                                        ? verdict.comparison().nameA()
                                        : verdict.comparison().nameB()) + " below "
                        + name(
                                smaller
                                        ? verdict.comparison().nameB()
                                        : verdict.comparison().nameA());
                (smaller == first.get(i) ? same : opposite).add(words);
            }
        }
        return new Statement(
                same.isEmpty() && opposite.isEmpty() ? Mark.OPEN : opposite.isEmpty() ? Mark.YES : Mark.NO,
                network + ": of the " + differences(verdicts.size()) + " of the source, "
                        + agree(same.size(), "survives", "survive") + " over " + seeds() + " seeds" + listed(same)
                        + ", " + agree(opposite.size(), "is", "are") + " the other way round" + listed(opposite)
                        + ", and " + agree(verdicts.size() - same.size() - opposite.size(), "is", "are")
                        + " not shown.",
                InitStudy.SOURCE);
    }

    private static String differences(int number) {
        return number + (number == 1 ? " difference" : " differences");
    }

    private static String agree(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private String name(String compared) {
        return compared.substring(network.length() + 2);
    }

    private static String listed(List<String> pairs) {
        return pairs.isEmpty() ? "" : " (" + String.join("; ", pairs) + ")";
    }

    /** How probable the source's ranking is if each start has one seed of its own. */
    Statement probability() {
        double[] best = FewSeeds.unpaired(losses, 1, false, DRAWS, 0).first().stream()
                .mapToDouble(share -> share)
                .toArray();
        List<Integer> ranked = order(source);
        List<Integer> byMean = order(
                Arrays.stream(losses).mapToDouble(l -> Summary.of(l).mean()).toArray());
        return Statement.remark(network + ": one seed each would give the source's ranking, "
                + names(ranked) + ", with a probability of " + Show.number(probability(ranked))
                + ", and that of the means over "
                + seeds() + " seeds, " + names(byMean) + ", with one of " + Show.number(probability(byMean))
                + "; any ranking of starts that do not differ has one of " + Show.number(1.0 / factorial(inits.size()))
                + ". The source's best start, " + inits.get(ranked.get(0))
                + ", would be the best with a probability of "
                + Show.number(best[ranked.get(0)]) + ".");
    }

    private String names(List<Integer> order) {
        return String.join(" < ", order.stream().map(inits::get).toList());
    }

    private static List<Integer> order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
    }

    private static long factorial(int n) {
        return IntStream.rangeClosed(1, n).asLongStream().reduce(1, (a, b) -> a * b);
    }

    /** The share of all choices of one seed per start in which the losses rise in this order, counted start by start. */
    double probability(List<Integer> order) {
        double[] ways = new double[losses[order.get(0)].length];
        Arrays.fill(ways, 1);
        for (int i = 1; i < order.size(); i++) {
            double[] below = losses[order.get(i - 1)];
            double[] here = losses[order.get(i)];
            double[] before = ways;
            ways = Arrays.stream(here)
                    .map(loss -> IntStream.range(0, below.length)
                            .filter(s -> below[s] < loss)
                            .mapToDouble(s -> before[s])
                            .sum())
                    .toArray();
        }
        return Arrays.stream(ways).sum()
                / order.stream().mapToDouble(i -> losses[i].length).reduce(1, (a, b) -> a * b);
    }
}
