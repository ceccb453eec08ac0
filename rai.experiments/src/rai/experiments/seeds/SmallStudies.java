package rai.experiments.seeds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rai.statistics.FewSeeds;
import rai.statistics.Paired;
import rai.statistics.TestResult;
import rai.statistics.Verdict;

/** All studies of k of the seeds, or many of them, each read as if it were the only one, and judged by all seeds. */
final class SmallStudies {
    /** What counts as a claim in a small study: p below it, not corrected for the number of pairs. */
    static final double LEVEL = 0.05;

    private final Claims claims;
    private final Choices choices;
    private final List<Claims.Pair> pairs;
    private final List<Verdict> verdicts;
    private final double[][] means;
    /** By pair and study; NaN for studies of one seed, which test nothing. */
    private final double[][] p;
    /** By pair and study: 1 if the first has the larger mean, -1 if the second has, 0 if neither has. */
    private final int[][] direction;

    SmallStudies(Claims claims, Choices choices) {
        this.claims = claims;
        this.choices = choices;
        pairs = claims.pairs();
        verdicts = claims.verdicts();
        int studies = choices.rows().size();
        means = new double[claims.names().size()][studies];
        p = new double[pairs.size()][studies];
        direction = new int[pairs.size()][studies];
        for (int s = 0; s < studies; s++) {
            read(s, choices.rows().get(s));
        }
    }

    private void read(int study, int[] seeds) {
        double[][] values = Arrays.stream(claims.values())
                .map(all -> Arrays.stream(seeds).mapToDouble(seed -> all[seed]).toArray())
                .toArray(double[][]::new);
        for (int i = 0; i < values.length; i++) {
            means[i][study] = Arrays.stream(values[i]).sum() / seeds.length;
        }
        for (int i = 0; i < p.length; i++) {
            TestResult result =
                    Paired.t(values[pairs.get(i).a()], values[pairs.get(i).b()]);
            p[i][study] = result.p();
            direction[i][study] = result.direction();
        }
    }

    int seeds() {
        return choices.seeds();
    }

    int studies() {
        return choices.rows().size();
    }

    boolean complete() {
        return choices.complete();
    }

    /** @return the share of the studies in which the means have this order, without ties */
    double ranked(List<Integer> order) {
        return share(s -> IntStream.range(1, order.size())
                .allMatch(i -> claims.isBetter(means[order.get(i - 1)][s], means[order.get(i)][s])));
    }

    /** @return the share of the studies in which the best over all seeds is the best; those that are equal share a study */
    double best() {
        return FewSeeds.paired(claims.values(), seeds(), claims.higherIsBetter(), Choices.MOST, 0)
                .first()
                .get(claims.ranking().get(0));
    }

    /** @return the share of all pairs and studies in which the means are in the order of those over all seeds */
    double inOrder() {
        List<Integer> ranking = claims.ranking();
        double right = 0;
        for (int i = 0; i < ranking.size(); i++) {
            for (int j = i + 1; j < ranking.size(); j++) {
                double[] better = means[ranking.get(i)];
                double[] worse = means[ranking.get(j)];
                right += share(s -> claims.isBetter(better[s], worse[s]));
            }
        }
        return right / pairs.size();
    }

    /** @return the share of the studies that claim a difference of this pair, at this level, in either direction */
    double claimed(int pair, double level) {
        return share(s -> p[pair][s] < level);
    }

    /** @return the share of the studies that claim a difference of this pair in this direction */
    double claimed(int pair, double level, int towards) {
        return share(s -> p[pair][s] < level && direction[pair][s] == towards);
    }

    /** @return the share of the studies that claim the opposite of the difference of the means over all seeds */
    double wrong(int pair) {
        return claimed(pair, LEVEL, -(int) Math.signum(verdicts.get(pair).difference()));
    }

    /** @return the share of the studies that claim a difference of at least one pair of which all seeds show none */
    double alarmed() {
        return share(
                s -> IntStream.range(0, p.length).anyMatch(i -> p[i][s] < LEVEL && !Claims.isShown(verdicts.get(i))));
    }

    /** @return the share of the studies that claim a difference of at least one pair in the wrong direction */
    double reversed() {
        return share(s -> IntStream.range(0, p.length)
                .anyMatch(i ->
                        p[i][s] < LEVEL && direction[i][s] * verdicts.get(i).difference() < 0));
    }

    /** @return of all claims, the share that all seeds show, in the same direction; NaN if there are none */
    double rightClaims() {
        double all = 0;
        double right = 0;
        for (int i = 0; i < p.length; i++) {
            double claimed = claimed(i, LEVEL);
            all += claimed;
            right += Claims.isShown(verdicts.get(i)) ? claimed - wrong(i) : 0;
        }
        return right / all;
    }

    /** @return of all pairs of which all seeds show a difference, in how many studies it is claimed in the same direction */
    double found() {
        return IntStream.range(0, p.length)
                .filter(i -> Claims.isShown(verdicts.get(i)))
                .mapToDouble(i -> claimed(i, LEVEL) - wrong(i))
                .average()
                .orElse(Double.NaN);
    }

    private double share(java.util.function.IntPredicate of) {
        return (double) IntStream.range(0, studies()).filter(of).count() / studies();
    }
}
