package rai.bench;

import java.util.Arrays;

/** Times of equal pieces of work, in nanoseconds; reported in milliseconds. */
final class Times {
    private static final double NANOS = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    /** Adds a time. */
    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    /** Adds the times of another. */
    void addAll(Times others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    /** @return how many there are */
    int count() {
        return count;
    }

    /** @return the median in milliseconds, the mean of the middle two if their number is even; NaN without times */
    double median() {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = sorted();
        return (sorted[(count - 1) / 2] / 2.0 + sorted[count / 2] / 2.0) / NANOS;
    }

    /** @return the shortest, in milliseconds; NaN without times */
    double best() {
        return quantile(0);
    }

    /**
     * @param share from 0 to 1
     * @return the shortest time that at least this share does not exceed (nearest rank), in milliseconds; NaN without times
     */
    double quantile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        int rank = Math.max(1, (int) Math.ceil(share * count));
        return sorted()[rank - 1] / NANOS;
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
