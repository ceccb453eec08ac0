package rai.shell.train;

import java.util.Arrays;

/**
 * What a range test of the learning rate says (Smith, 2017, WACV, arXiv:1506.01186): the rate was raised by the same ratio at
 * every step, and the objective before each step noted.
 *
 * @param rates the rate of each step, rising
 * @param objectives the objective before each step; the last may be infinite or NaN
 * @param smoothed the objectives, each the mean of its neighbourhood
 * @param steepest the step at which the smoothed objective fell fastest with the logarithm of the rate; -1 where it never fell
 * @param lowest the step at which it was lowest
 * @param diverged the step at which it had grown to {@value #MUCH} times the lowest, or was no number; -1 where neither
 */
record RangeTest(double[] rates, double[] objectives, double[] smoothed, int steepest, int lowest, int diverged) {
    /** How many times the lowest objective is too much. */
    static final int MUCH = 4;

    /** A neighbourhood is so small a share of all steps, to both sides. */
    private static final int SHARE = 30;
    /** Objectives at the start that say nothing yet. */
    private static final int FEWEST = 3;

    /**
     * @param rates the rate of each step
     * @param objectives the objective before each step
     * @return what they say
     */
    static RangeTest of(double[] rates, double[] objectives) {
        int diverged = divergence(objectives);
        int end = diverged < 0 ? objectives.length : diverged;
        double[] smoothed = smooth(Arrays.copyOf(objectives, end), Math.max(1, rates.length / SHARE));
        int lowest = 0;
        for (int i = 1; i < smoothed.length; i++) {
            lowest = smoothed[i] < smoothed[lowest] ? i : lowest;
        }
        int steepest = -1;
        double fall = 0;
        for (int i = 1; i < Math.min(lowest + 1, smoothed.length - 1); i++) {
            double slope = (smoothed[i + 1] - smoothed[i - 1]) / Math.log(rates[i + 1] / rates[i - 1]);
            if (slope < fall) {
                fall = slope;
                steepest = i;
            }
        }
        return new RangeTest(rates, objectives, smoothed, steepest, lowest, diverged);
    }

    /** @return whether an objective, beside the lowest one before, says that no larger rate need be tried */
    static boolean tooMuch(double objective, double lowest, int steps) {
        boolean grown = objective > lowest && objective - lowest > (MUCH - 1) * Math.abs(lowest);
        return !Double.isFinite(objective) || steps > FEWEST && grown;
    }

    private static int divergence(double[] objectives) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < objectives.length; i++) {
            if (tooMuch(objectives[i], lowest, i)) {
                return i;
            }
            lowest = Math.min(lowest, objectives[i]);
        }
        return -1;
    }

    /** Means over as many neighbours on either side, fewer at the ends: nothing is shifted towards larger rates. */
    private static double[] smooth(double[] values, int reach) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int near = Math.min(reach, Math.min(i, values.length - 1 - i));
            means[i] = Arrays.stream(values, i - near, i + near + 1).average().orElseThrow();
        }
        return means;
    }
}
