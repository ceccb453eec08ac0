package rai.api.diagnosis;

import rai.api.spec.SpecException;

/**
 * From where on something is wrong.
 *
 * @param rows how many of the training examples are looked at, chosen by the seed of the run
 * @param deadSlope a unit is dead if the slope of its activation is at most this, in size, for all examples
 * @param slope an example saturates a unit if the slope there is smaller than this, in size
 * @param saturated a unit is saturated if at least this share of the examples saturates it
 * @param spread a layer has collapsed if the standard deviation of its outputs over the examples is at most this share of their root
 *     mean square
 * @param vanishing gradients vanish if the norm at the output of the first map is less than this times that at the last one
 * @param exploding gradients explode if it is more than this times that at the last one
 */
public record Limits(
        int rows, double deadSlope, double slope, double saturated, double spread, double vanishing, double exploding) {
    /** 2,000 examples; slopes 0 and 0.01; 95 % of the examples; a spread of 0.001; factors 1e-4 and 1e4. */
    public static final Limits USUAL = new Limits(2000, 0, 0.01, 0.95, 1e-3, 1e-4, 1e4);

    /** Checks the ranges. */
    public Limits {
        require(rows >= 1, "rows must be at least 1, but is " + rows);
        require(deadSlope >= 0, "the slope of a dead unit must be at least 0, but is " + deadSlope);
        require(slope >= 0, "the slope that saturates must be at least 0, but is " + slope);
        require(
                saturated > 0 && saturated <= 1,
                "the share of a saturated unit must be above 0 and at most 1, but is " + saturated);
        require(spread >= 0 && spread < 1, "the spread must be at least 0 and below 1, but is " + spread);
        require(
                vanishing >= 0 && vanishing < 1,
                "the factor of vanishing gradients must be at least 0 and below 1, but is " + vanishing);
        require(exploding > 1, "the factor of exploding gradients must be above 1, but is " + exploding);
    }

    private static void require(boolean is, String otherwise) {
        if (!is) {
            throw new SpecException(otherwise);
        }
    }
}
