package rai.datasets;

/**
 * The random numbers of NumPy's legacy {@code RandomState(seed)}, so that a dataset here is number for number the one
 * that scikit-learn makes.
 *
 * <p>Generator: Mersenne Twister MT19937 (Matsumoto, Nishimura, 1998, ACM TOMACS 8(1)), seeded by its
 * {@code init_genrand}; normal numbers by the polar method (Marsaglia, Bray, 1964, SIAM Review 6(3)).
 */
final class NumpyRandom {
    /** Largest seed, 2^32 - 1. */
    static final double MAX_SEED = 4294967295.0;

    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;
    private boolean hasSpare;
    private double spare;

    /** @param seed 0 to 2^32 - 1 */
    NumpyRandom(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /** @return 32 random bits */
    int bits() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
            state[i] = state[(i + M) % N] ^ y >>> 1 ^ -(y & 1) & 0x9908b0df;
        }
        next = 0;
    }

    /** @return a number of 53 random bits in [0, 1) */
    double uniform() {
        int high = bits() >>> 5;
        int low = bits() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** @return a normal number of mean 0 and standard deviation 1 */
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double a;
        double b;
        double square;
        do {
            a = 2 * uniform() - 1;
            b = 2 * uniform() - 1;
            square = a * a + b * b;
        } while (square >= 1 || square == 0);
        // StrictMath, here and in the generators: the same numbers on every machine.
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = factor * a;
        hasSpare = true;
        return factor * b;
    }

    /**
     * The numbers 0 to n - 1 in random order.
     *
     * @param n how many
     * @return the order
     */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = upTo(i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** A whole number in [0, max], by rejection. */
    private int upTo(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int candidate;
        do {
            candidate = bits() & mask;
        } while (candidate > max);
        return candidate;
    }
}
