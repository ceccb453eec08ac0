package rai.core.train;

/**
 * Numbers of the trained vector that are copied when a run changes to another setup.
 *
 * @param from where they were
 * @param to where they are now
 * @param length how many
 */
record CopiedRange(long from, long to, long length) {}
