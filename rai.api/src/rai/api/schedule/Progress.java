package rai.api.schedule;

/**
 * The progress of a training method. Each method of a run counts from 0.
 *
 * @param step the steps done, from 0
 * @param steps how many there will be, at least 1
 */
public record Progress(long step, long steps) {}
