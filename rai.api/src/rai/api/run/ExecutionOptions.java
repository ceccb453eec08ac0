package rai.api.run;

/**
 * How a run computes.
 *
 * @param seed the seed of everything random
 * @param threads how many threads may compute; 0 is one per processor of the machine that trains. The result does not depend
 *     on it
 * @param precision the data type
 * @param engine the spec of the engine; {@code fastest} is the one with the highest rank
 */
public record ExecutionOptions(long seed, int threads, Precision precision, String engine) {
    /** Checks number and text. */
    public ExecutionOptions {
        Checks.requireAtLeast(0, "threads", threads, " (0 is one per processor)");
        Checks.requireText("engine", engine);
    }

    /** @return how many threads may compute on this machine */
    public int threadsHere() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
