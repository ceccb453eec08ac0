package rai.statistics;

/**
 * Random numbers that are the same on every Java, now and later: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).
 */
final class Draws {
    private long state;

    Draws(long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** @return a whole number from 0 to n - 1 */
    int below(int n) {
        return (int) ((next() >>> 11) * 0x1p-53 * n);
    }

    /** Fills the array with numbers below its length, with replacement: the rows of a bootstrap sample. */
    void withReplacement(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = below(rows.length);
        }
    }

    /** Moves k of the rows, chosen at random, to the front. */
    void choose(int[] rows, int k) {
        for (int i = 0; i < k; i++) {
            int j = i + below(rows.length - i);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}
