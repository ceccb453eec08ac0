package rai.splits;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers by purpose and number: those of fold 3 follow from the seed alone, whichever folds were asked for before. The
 * streams are those of the trainer, and must stay as they are: else a run would no longer find its test rows.
 */
final class Draws {
    private Draws() {}

    /**
     * @param own the seed of the split; -1 if it has none
     * @param ofRun the seed of the run
     * @return the one that counts
     */
    static long seed(long own, long ofRun) {
        return own == -1 ? ofRun : own;
    }

    static RandomGenerator of(long seed, String purpose, long... numbers) {
        long z = mix(seed ^ mix(purpose.hashCode()));
        for (long number : numbers) {
            z = mix(z + number);
        }
        return new SplittableRandom(z);
    }

    /** The finalizer of SplitMix64: neighbouring seeds give unrelated streams. */
    private static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Puts numbers into a random order (Fisher and Yates). */
    static void shuffle(int[] numbers, RandomGenerator random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int number = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = number;
        }
    }
}
