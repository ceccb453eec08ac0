package rai.api.optimizer;

/**
 * The number of an update, and the factor on its learning rate.
 *
 * @param number the number of this update, from 1
 * @param factor the factor of a schedule on the learning rate, at least 0; 1 without a schedule
 */
public record Update(long number, double factor) {
    /**
     * An update without a schedule.
     *
     * @param number the number of this update, from 1
     */
    public Update(long number) {
        this(number, 1);
    }
}
