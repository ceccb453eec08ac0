package rai.api.run;

import rai.api.spec.SpecException;

/**
 * How often the state of a kept run is written, so that it can go on after an interruption.
 *
 * @param every steps between two checkpoints; 0 is by time, once a minute
 * @param keep how many of the newest are kept
 */
public record Checkpoints(long every, int keep) {
    /** Once a minute, the newest two. */
    public static final Checkpoints USUAL = new Checkpoints(0, 2);

    /** Checks the numbers. */
    public Checkpoints {
        if (every < 0) {
            throw new SpecException(
                    "--checkpoint must be a number of steps of at least 0 (0 is once a minute), but is " + every);
        }
        if (keep < 1) {
            throw new SpecException("--keep must be at least 1, but is " + keep);
        }
    }
}
