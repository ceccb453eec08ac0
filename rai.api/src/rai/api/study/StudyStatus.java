package rai.api.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a study stands.
 *
 * @param study its name
 * @param directory its directory
 * @param state how it stands
 * @param planned how many trials are known so far
 * @param done how many have ended as asked
 * @param diverged how many have diverged
 * @param failed how many have failed
 * @param training the trials that processes are training at this moment: what is known of each, by name
 * @param processes how many processes are running it
 * @param failures per cause of a failure the number of trials
 * @param secondsLeft the estimated time left; NaN if it is not known
 * @param seconds how long at least one of the trials that have ended was being trained, pauses left out; NaN if it is not known, as
 *     in directories of earlier versions
 */
public record StudyStatus(
        String study,
        Path directory,
        State state,
        int planned,
        int done,
        int diverged,
        int failed,
        List<Map<String, Object>> training,
        int processes,
        Map<String, Integer> failures,
        double secondsLeft,
        double seconds) {
    /** How a study can stand. */
    public enum State {
        /** All its trials have ended. */
        COMPLETE,
        /** A process is running it. */
        RUNNING,
        /** Nobody is running it, and trials are missing. */
        STOPPED,
        /** Too many trials failed in succession. */
        GIVEN_UP
    }

    /** @return how many trials have ended */
    public int ended() {
        return done + diverged + failed;
    }
}
