package rai.api.split;

/**
 * The rows of one fold, by their numbers from 0. No row is in two parts; one that is in none is not used.
 *
 * @param train the rows for training, in any order: a run takes them in ascending order
 * @param valid the rows for validation; none if empty
 * @param test the rows for testing; none if empty
 */
public record Parts(int[] train, int[] valid, int[] test) {}
