package rai.core.compute;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers by purpose and number instead of by order: those of map 7 or of epoch 3 follow from the seed alone. So
 * a counter is all the state there is.
 */
public final class Streams {
    private Streams() {}

    public static RandomGenerator of(long seed, String purpose, long... numbers) {
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
}
