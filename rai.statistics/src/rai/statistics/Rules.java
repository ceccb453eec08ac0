package rai.statistics;

/**
 * How comparisons are judged.
 *
 * @param higherIsBetter whether larger values of the metric are better
 * @param test the test that decides
 * @param overlap of the folds of a cross-validation or of repeated hold-outs the number of test rows divided by that of training
 *     rows, because their training sets overlap (see {@link Paired#correctedT}); 0 for data sets, and for
 *     seeds that do not share out the rows
 * @param alpha the level of the whole family of comparisons
 * @param power the power with which a difference is to be found
 * @param unit what a value belongs to, in the plural: seeds, folds, data sets
 */
public record Rules(boolean higherIsBetter, TestKind test, double overlap, double alpha, double power, String unit) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if alpha or power is not between 0 and 1, the overlap is negative or not finite, or there is
     *     one and the test is not the paired t test
     */
    public Rules {
        Values.fraction(alpha, "level");
        Values.fraction(power, "power");
        Values.overlap(overlap);
        if (overlap > 0 && test != TestKind.PAIRED_T) {
            throw new IllegalArgumentException("The " + test.label()
                    + " does not allow for folds that overlap in their training rows: use the paired t test.");
        }
    }

    /**
     * Paired t tests over seeds at the level 0.05, with a power of 0.8.
     *
     * @param higherIsBetter whether larger values of the metric are better
     * @return the rules
     */
    public static Rules of(boolean higherIsBetter) {
        return new Rules(higherIsBetter, TestKind.PAIRED_T, 0, 0.05, 0.8, "seeds");
    }

    /**
     * @param other another test
     * @return the same rules with that test
     */
    public Rules test(TestKind other) {
        return new Rules(higherIsBetter, other, overlap, alpha, power, unit);
    }

    /**
     * @param other another level
     * @return the same rules with that level
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Rules alpha(double other) {
        return new Rules(higherIsBetter, test, overlap, other, power, unit);
    }

    /**
     * @param testRows how many rows each fold is tested on
     * @param trainingRows how many it is trained on
     * @return the same rules for folds that overlap in their training rows
     * @throws IllegalArgumentException if a number is less than 1, or the test is not the paired t test
     */
    public Rules folds(int testRows, int trainingRows) {
        Values.atLeast(1, testRows, "number of test rows");
        Values.atLeast(1, trainingRows, "number of training rows");
        return new Rules(higherIsBetter, test, (double) testRows / trainingRows, alpha, power, "folds");
    }

    /**
     * For seeds that each share out the same rows, so that a value is one of repeated hold-outs: as {@link #folds}, but the unit
     * stays.
     *
     * @param testOverTrain the number of test rows divided by that of training rows
     * @return the same rules, unit included, for values that overlap in their training rows
     * @throws IllegalArgumentException if it is negative or not finite, or it is not 0 and the test is not the paired t test
     */
    public Rules overlap(double testOverTrain) {
        return new Rules(higherIsBetter, test, testOverTrain, alpha, power, unit);
    }

    /** @return what the test is called in a sentence, with its correction for overlapping training rows if there is one */
    public String label() {
        return test.label() + (overlap > 0 ? " corrected for overlapping training rows" : "");
    }

    /**
     * @param other what a value belongs to, in the plural
     * @return the same rules with that word
     */
    public Rules unit(String other) {
        return new Rules(higherIsBetter, test, overlap, alpha, power, other);
    }
}
