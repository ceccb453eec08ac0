package rai.api.optimizer;

/**
 * Which update it is.
 *
 * @param number the number of this update, from 1
 * @param factor what a schedule multiplies the learning rate with, at least 0; 1 without a schedule
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
