package rai.statistics;

/**
 * Exact distributions of sums of ranks, given the ranks, so also with ties. Ranks are multiples of one half; what is computed
 * with is their double, a whole number.
 */
final class RankSums {
    private RankSums() {}

    /** The two-sided p-value of a sum of some of these ranks, each of which is in it or not with probability 1/2. */
    static double signed(double[] ranks, double sum) {
        double[] chance = new double[doubled(ranks) + 1];
        chance[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int r = (int) Math.round(2 * rank);
            reached += r;
            for (int s = reached; s >= 0; s--) {
                chance[s] = (chance[s] + (s >= r ? chance[s - r] : 0)) / 2;
            }
        }
        return twoSided(chance, sum, 1);
    }

    /** The two-sided p-value of the sum of k of these ranks, all choices of k of them being equally likely. */
    static double chosen(double[] ranks, int k, double sum) {
        double[][] ways = new double[k + 1][doubled(ranks) + 1];
        ways[0][0] = 1;
        for (double rank : ranks) {
            int r = (int) Math.round(2 * rank);
            for (int chosen = k; chosen > 0; chosen--) {
                for (int s = ways[chosen].length - 1; s >= r; s--) {
                    ways[chosen][s] += ways[chosen - 1][s - r];
                }
            }
        }
        double all = 0;
        for (double count : ways[k]) {
            all += count;
        }
        return twoSided(ways[k], sum, all);
    }

    private static int doubled(double[] ranks) {
        double sum = 0;
        for (double rank : ranks) {
            sum += rank;
        }
        return (int) Math.round(2 * sum);
    }

    private static double twoSided(double[] weights, double sum, double all) {
        int at = (int) Math.round(2 * sum);
        double low = 0;
        double high = 0;
        for (int s = 0; s < weights.length; s++) {
            low += s <= at ? weights[s] : 0;
            high += s >= at ? weights[s] : 0;
        }
        return Math.min(1, 2 * Math.min(low, high) / all);
    }
}
