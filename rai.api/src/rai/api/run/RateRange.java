package rai.api.run;

/**
 * The result of a range test of the learning rate: the rate was raised by the same ratio at every step, and the objective
 * before each step recorded. Steps are counted from 0.
 *
 * @param rates the rate of each step, rising
 * @param objectives the objective before each step; the last may be infinite or NaN
 * @param smoothed the objectives before the divergence, each the mean of its neighbourhood
 * @param steepest the step at which the smoothed objective fell fastest with the logarithm of the rate; -1 if it never fell
 * @param lowest the step at which the smoothed objective was lowest
 * @param diverged the step at which the objective had become too large or was not finite; -1 if it never was
 */
public record RateRange(
        double[] rates, double[] objectives, double[] smoothed, int steepest, int lowest, int diverged) {}
