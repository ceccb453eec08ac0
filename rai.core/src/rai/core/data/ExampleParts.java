package rai.core.data;

/**
 * The examples of a run.
 *
 * @param train those that it learns from
 * @param valid those that early stopping and schedules may watch; null if there are none
 * @param test those that nothing depends on; null if there are none
 */
public record ExampleParts(Examples train, Examples valid, Examples test) {}
