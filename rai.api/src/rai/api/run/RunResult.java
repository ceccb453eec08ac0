package rai.api.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.document.Documents;
import rai.api.spec.SpecException;

/**
 * The result of a run. Metrics are those of the true forward pass of the network, never of a relaxed one.
 *
 * @param run the run's name
 * @param spec all specs as resolved
 * @param seed the seed
 * @param steps the steps done
 * @param seconds time spent in steps, without evaluations
 * @param train loss, accuracy or rmse, and the metrics asked for, on the training data; NaN if one is not defined
 * @param valid the same on the validation data; empty without
 * @param test the same on the test data; empty without
 * @param method the last method's name and what it reports
 * @param phases per phase its {@code method}, {@code optimizer} and {@code steps}, the metrics at its end ({@code train},
 *     {@code test}) and what the method reports ({@code report}); with early stopping also {@code kept_step} and
 *     {@code stopped_early}; if the method has moved the parameters itself, without the optimizer, {@code ignored}: the keys of the
 *     phase that therefore had no effect
 * @param stateHash SHA-256 of the final parameters, followed by the running state of layers if there is any; little-endian
 * @param stopped why the run ended
 * @param reason a sentence if it ended early, else an empty text
 * @param baseline by part ({@code train}, {@code valid}, {@code test}) the accuracy of always saying the most frequent class of
 *     the training data, or the rmse of always saying the mean of their targets; empty if it is not known
 * @param hints sentences on what may be wrong: the network is no better than the baseline, features differ by orders of
 *     magnitude, or the test data were watched though there are validation data
 */
public record RunResult(
        String run,
        Map<String, Object> spec,
        long seed,
        long steps,
        double seconds,
        Map<String, Double> train,
        Map<String, Double> valid,
        Map<String, Double> test,
        Map<String, Object> method,
        List<Map<String, Object>> phases,
        String stateHash,
        Stop stopped,
        String reason,
        Map<String, Map<String, Double>> baseline,
        List<String> hints) {
    /** The result of a run without validation data, and without a baseline. */
    public RunResult(
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
        this(
                run, spec, seed, steps, seconds, train, Map.of(), test, method, phases, stateHash, stopped, reason,
                Map.of(), List.of());
    }

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
        /** A user stopped it; the result is that of the last step. */
        INTERRUPTED
    }

    /** @return steps per second of stepping time */
    public double stepsPerSecond() {
        return seconds > 0 ? steps / seconds : 0;
    }

    /**
     * @param sentence why the run ended as it did
     * @return the same result with another reason
     */
    public RunResult withReason(String sentence) {
        return new RunResult(
                run, spec, seed, steps, seconds, train, valid, test, method, phases, stateHash, stopped, sentence,
                baseline, hints);
    }

    /**
     * @param values the baseline by part
     * @param sentences the hints
     * @return the same result with these
     */
    public RunResult judged(Map<String, Map<String, Double>> values, List<String> sentences) {
        return new RunResult(
                run, spec, seed, steps, seconds, train, valid, test, method, phases, stateHash, stopped, reason, values,
                sentences);
    }

    /**
     * The result as a document of maps, lists, texts and numbers, in a readable order. Numbers that are not finite stay as
     * they are; in JSON they become null. Without validation or test data there is no {@code valid} or {@code test}, and without a reason no
     * {@code reason}; nor is there an empty {@code baseline} or {@code hints}.
     *
     * @return the document
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        Documents.of(this).forEach((key, value) -> {
            boolean leftOut = key.equals("valid") && valid.isEmpty()
                    || key.equals("test") && test.isEmpty()
                    || key.equals("reason") && reason.isEmpty()
                    || key.equals("baseline") && baseline.isEmpty()
                    || key.equals("hints") && hints.isEmpty();
            if (!leftOut) {
                map.put(key, value);
            }
            if (key.equals("seconds")) {
                map.put("steps_per_second", stepsPerSecond());
            }
        });
        return map;
    }

    /**
     * Reads a document of {@link #asMap}. Other keys are ignored; null in place of a number is read as NaN.
     *
     * @param document the document
     * @return the result
     * @throws SpecException if a key is missing or a value is of another type
     */
    public static RunResult of(Map<?, ?> document) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("reason", ""));
        document.forEach((key, value) -> all.put(String.valueOf(key), value));
        return Documents.read(RunResult.class, all, "");
    }
}
