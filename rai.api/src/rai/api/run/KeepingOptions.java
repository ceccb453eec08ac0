package rai.api.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run is kept, and how often its state is written, so that it can be resumed after an interruption.
 *
 * @param directory where the run is kept; if empty, it is not kept
 * @param checkpointEvery how often the state is written, in steps, epochs or time; 0 is once a minute
 * @param keep how many of the newest checkpoints are kept until the run has ended
 * @param command the command line as typed, for the record; an empty text if there was none
 */
public record KeepingOptions(Optional<Path> directory, Interval checkpointEvery, int keep, String command) {
    /** Checks the numbers. */
    public KeepingOptions {
        Checks.requireAtLeast(1, "keep", keep, "");
    }
}
