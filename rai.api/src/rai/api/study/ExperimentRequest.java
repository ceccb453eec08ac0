package rai.api.study;

import java.util.function.BooleanSupplier;

/**
 * How a study is to be run.
 *
 * @param seeds how many seeds, from {@code firstSeed} on
 * @param firstSeed the first seed
 * @param threads how many threads a training may use
 * @param cancelled asked between two steps; true ends the study with the trainings done so far
 */
public record ExperimentRequest(int seeds, long firstSeed, int threads, BooleanSupplier cancelled) {}
