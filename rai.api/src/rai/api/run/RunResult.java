package rai.api.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out of a run. Metrics are those of the true forward pass of the network, never of a relaxed one.
 *
 * @param run the run's name
 * @param spec all specs as resolved
 * @param seed the seed
 * @param steps the steps done
 * @param seconds time spent in steps, evaluations left out
 * @param train loss, accuracy or rmse, and the metrics asked for, on the training data; NaN where one is not defined
 * @param test the same on the test data; empty without
 * @param method the last method's name and what it reports
 * @param phases per phase its method, steps, seconds, metrics, and what the method reports
 * @param stateHash SHA-256 of the final parameters, and behind them the running state of layers where they have any;
 *     little-endian
 * @param stopped why the run ended
 * @param reason a sentence where it ended early, or an empty text
 */
public record RunResult(
        String run,
        Map<String, Object> spec,
        long seed,
        long steps,
        double seconds,
        Map<String, Double> train,
        Map<String, Double> test,
        Map<String, Object> method,
        List<Map<String, Object>> phases,
        String stateHash,
        Stop stopped,
        String reason) {

    /** Why a run ended. */
    public enum Stop {
        /** All steps are done. */
        STEPS,
        /** The objective or the state was no longer finite; the result is that of the last good state. */
        NAN,
        /** A service failed in a step; the result is that of the state before that step. */
        FAILED,
        /** A watched metric no longer improved; the result is that of the state in which it was best. */
        EARLY,
        /** Somebody stopped it; the result is that of the last step. */
        INTERRUPTED
    }

    /** @return steps per second of stepping time */
    public double stepsPerSecond() {
        return seconds > 0 ? steps / seconds : 0;
    }

    /**
     * @param sentence why the run ended as it did
     * @return this with another reason
     */
    public RunResult withReason(String sentence) {
        return new RunResult(
                run, spec, seed, steps, seconds, train, test, method, phases, stateHash, stopped, sentence);
    }

    /** @return the result as a document of maps, lists, texts and numbers, in the order in which it is best read */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run);
        map.put("spec", spec);
        map.put("seed", seed);
        map.put("steps", steps);
        map.put("seconds", seconds);
        map.put("steps_per_second", stepsPerSecond());
        map.put("train", train);
        if (!test.isEmpty()) {
            map.put("test", test);
        }
        map.put("method", method);
        map.put("phases", phases);
        map.put("state_hash", stateHash);
        map.put("stopped", stopped.name().toLowerCase(Locale.ROOT));
        if (!reason.isEmpty()) {
            map.put("reason", reason);
        }
        return map;
    }
}
