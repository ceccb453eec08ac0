package rai.api.study;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.data.Part;
import rai.api.run.RunResult;

/**
 * How a trial ended.
 *
 * @param id the identity of the trial: a SHA-256, in hexadecimal, of the document of its run, the checksums of its data and the
 *     hashes of the bundles that provide its services
 * @param trial the trial
 * @param state how it ended
 * @param result the result of its run; empty if it failed before it had one
 * @param curves the evaluations during the run
 * @param reason a sentence if it diverged, failed or stopped early, with the layer and the step if they are known; else empty
 * @param seconds the time from the beginning to the end of the trial, data and evaluations included
 * @param directory where its run is kept, if it is
 * @param examples how many examples each part of its data had, validation rows that were trained on counted as training; empty if
 *     that is not known
 */
public record Outcome(
        String id,
        Trial trial,
        State state,
        Optional<RunResult> result,
        Curves curves,
        String reason,
        double seconds,
        Optional<Path> directory,
        Map<Part, Integer> examples) {
    /** What the names of numbers begin with that methods report. */
    public static final String METHOD = "method.";

    /** Copies the examples. */
    public Outcome {
        examples = Collections.unmodifiableMap(new TreeMap<>(examples));
    }

    /**
     * An outcome of which nobody knows how many examples its data had.
     *
     * @param id the identity of the trial
     * @param trial the trial
     * @param state how it ended
     * @param result the result of its run; empty if it failed before it had one
     * @param curves the evaluations during the run
     * @param reason a sentence if it diverged, failed or stopped early; else empty
     * @param seconds the time from the beginning to the end of the trial
     * @param directory where its run is kept, if it is
     */
    public Outcome(
            String id,
            Trial trial,
            State state,
            Optional<RunResult> result,
            Curves curves,
            String reason,
            double seconds,
            Optional<Path> directory) {
        this(id, trial, state, result, curves, reason, seconds, directory, Map.of());
    }

    /** How a trial can end. */
    public enum State {
        /** It did all its steps, or stopped early as asked. */
        DONE,
        /** Its objective or state was no longer finite: a result, not a failure. */
        DIVERGED,
        /** A service failed, the memory was not enough, or its process died too often; it can be tried again. */
        FAILED
    }

    /**
     * A metric at the end of the run.
     *
     * @param metric a part of the data and a metric: {@code test.accuracy}, {@code valid.loss}, {@code train.rmse}; {@code method} and
     *     a number that a method of the run reported at its end, such as {@code method.hidden_loss}: of several methods the last
     *     that reported it; or {@code seconds}, {@code steps}
     * @return its value; NaN if the trial has none. A trial that diverged has the values of its last good state
     */
    public double metric(String metric) {
        if (result.isEmpty()) {
            return Double.NaN;
        }
        RunResult of = result.get();
        int dot = metric.indexOf('.');
        if (dot < 0) {
            return switch (metric) {
                case "seconds" -> seconds;
                case "steps" -> of.steps();
                default -> Double.NaN;
            };
        }
        String name = metric.substring(dot + 1);
        if (metric.startsWith(METHOD)) {
            return reported(of, name);
        }
        Map<String, Double> part =
                switch (metric.substring(0, dot)) {
                    case "train" -> of.train();
                    case "valid" -> of.valid();
                    case "test" -> of.test();
                    default -> Map.of();
                };
        return part.getOrDefault(name, Double.NaN);
    }

    private static double reported(RunResult of, String name) {
        double value = Double.NaN;
        for (Map<String, Object> phase : of.phases()) {
            if (phase.get("report") instanceof Map<?, ?> report && report.get(name) instanceof Number number) {
                value = number.doubleValue();
            }
        }
        return value;
    }
}
