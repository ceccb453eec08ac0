package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The points where a function bends or jumps, from its values alone.
 *
 * <p>The second difference |f(x+h) - 2 f(x) + f(x-h)| / h tends to 0 with h where f is smooth, to the difference of the two
 * slopes at a kink, and to infinity at a jump. So intervals are halved around their largest second difference until h is
 * {@value #STEP}, and what is then still large is a kink.
 */
final class Kinks {
    /** Where the halving ends. */
    private static final double STEP = 5e-7;
    /** Least difference of two slopes that counts, in units of the larger of 1 and the slope. */
    private static final double BEND = 1e-4;

    private static final double CELL = 0.01;

    private Kinks() {}

    /** All kinks between two points, in order, each as near as 1e-6. */
    static double[] of(Curve f, double from, double to) {
        int n = (int) Math.ceil((to - from) / CELL);
        double[] centres = new double[n + 1];
        // away from round numbers, where kinks often are: a kink exactly at a point has the largest second difference
        Arrays.setAll(centres, i -> from + CELL * (i + 0.3183));
        double h = CELL;
        while (h > STEP) {
            h /= 2;
            centres = nearer(f, centres, h);
        }
        List<Double> found = new ArrayList<>();
        double[] values = f.at(around(centres, h));
        for (int i = 0; i < centres.length; i++) {
            double left = (values[5 * i + 2] - values[5 * i + 1]) / h;
            double right = (values[5 * i + 3] - values[5 * i + 2]) / h;
            double bend = Math.abs(right - left);
            double wider = Math.abs(values[5 * i + 4] - 2 * values[5 * i + 2] + values[5 * i]) / (2 * h);
            double slope = Math.min(Math.abs(left), Math.abs(right));
            double centre = centres[i];
            // if it is smooth, twice the step bends twice as much
            if (bend > BEND * Math.max(1, slope)
                    && bend > 0.6 * wider
                    && found.stream().noneMatch(k -> Math.abs(k - centre) < 1e-5)) {
                found.add(centre);
            }
        }
        return found.stream().mapToDouble(Kinks::round).sorted().toArray();
    }

    /** Of the three inner ones of five points around each centre the one with the largest second difference. */
    private static double[] nearer(Curve f, double[] centres, double h) {
        double[] values = f.at(around(centres, h));
        double[] nearer = new double[centres.length];
        for (int i = 0; i < centres.length; i++) {
            int best = 0;
            double most = -1;
            for (int j : new int[] {0, -1, 1}) {
                int at = 5 * i + 2 + j;
                double second = Math.abs(values[at + 1] - 2 * values[at] + values[at - 1]);
                if (second > most) {
                    most = second;
                    best = j;
                }
            }
            nearer[i] = centres[i] + best * h;
        }
        return nearer;
    }

    private static double[] around(double[] centres, double h) {
        double[] points = new double[5 * centres.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = centres[i / 5] + (i % 5 - 2) * h;
        }
        return points;
    }

    /** To five decimals, because kinks are shown to users; and never -0. */
    private static double round(double z) {
        return Math.round(z * 1e5) / 1e5;
    }

    static String text(double[] kinks) {
        return kinks.length == 0
                ? "no kink"
                : (kinks.length == 1 ? "a kink at " : "kinks at ")
                        + Arrays.stream(kinks)
                                .mapToObj(rai.api.spec.Settings::number)
                                .collect(Collectors.joining(", "));
    }
}
