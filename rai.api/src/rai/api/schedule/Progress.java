package rai.api.schedule;

/**
 * Where a training method is on its way. A later method of the same run starts counting again.
 *
 * @param step the steps done before, from 0
 * @param steps how many there will be, at least 1
 */
public record Progress(long step, long steps) {}
