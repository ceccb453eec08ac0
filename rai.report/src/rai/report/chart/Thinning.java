package rai.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Points of a line, without those that nobody can see: of many within a pixel, the first, the lowest, the highest and the last stay.
 *
 * @param x in pixels, rising
 * @param y in pixels
 */
record Thinning(double[] x, double[] y) {
    private static final int FEW = 1000;

    static Thinning of(double[] x, double[] y) {
        if (x.length <= FEW) {
            return new Thinning(x, y);
        }
        List<Integer> kept = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= x.length; i++) {
            if (i == x.length || Math.floor(x[i]) != Math.floor(x[begin])) {
                keep(y, begin, i - 1, kept);
                begin = i;
            }
        }
        return new Thinning(
                kept.stream().mapToDouble(i -> x[i]).toArray(),
                kept.stream().mapToDouble(i -> y[i]).toArray());
    }

    private static void keep(double[] y, int first, int last, List<Integer> kept) {
        int low = first;
        int high = first;
        for (int i = first; i <= last; i++) {
            low = y[i] < y[low] ? i : low;
            high = y[i] > y[high] ? i : high;
        }
        for (int i : new int[] {first, Math.min(low, high), Math.max(low, high), last}) {
            if (kept.isEmpty() || kept.get(kept.size() - 1) < i) {
                kept.add(i);
            }
        }
    }

    Thinning reversed() {
        int n = x.length;
        double[] backX = new double[n];
        double[] backY = new double[n];
        for (int i = 0; i < n; i++) {
            backX[i] = x[n - 1 - i];
            backY[i] = y[n - 1 - i];
        }
        return new Thinning(backX, backY);
    }

    Thinning followedBy(Thinning next) {
        double[] allX = java.util.Arrays.copyOf(x, x.length + next.x.length);
        double[] allY = java.util.Arrays.copyOf(y, y.length + next.y.length);
        System.arraycopy(next.x, 0, allX, x.length, next.x.length);
        System.arraycopy(next.y, 0, allY, y.length, next.y.length);
        return new Thinning(allX, allY);
    }
}
