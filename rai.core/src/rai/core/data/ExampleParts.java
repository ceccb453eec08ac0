package rai.core.data;

/**
 * The examples of a run.
 *
 * @param train those that it learns from
 * @param valid those that early stopping and schedules may watch; null if there are none
 * @param test those that nothing depends on; null if there are none
 * @param weights how much the rows of each class count in the objective
 */
public record ExampleParts(Examples train, Examples valid, Examples test, ClassWeights weights) {
    /** Examples that all count the same. */
    public ExampleParts(Examples train, Examples valid, Examples test) {
        this(train, valid, test, ClassWeights.NONE);
    }
}
