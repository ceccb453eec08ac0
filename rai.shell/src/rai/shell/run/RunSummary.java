package rai.shell.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.Runs.Kept;
import rai.shell.text.Numbers;

/**
 * How a run stands, be it a job of this process or one in a directory.
 *
 * @param name its name
 * @param state queued, preparing, running, paused, waiting, ended, interrupted (it can be resumed), failed (before it began) or
 *     damaged
 * @param here whether it is a job of this process
 * @param stopped why it ended, in a word; empty before
 * @param reason what it waits for or why it ended early; empty while all goes well
 * @param step the steps done
 * @param totalSteps how many there will be; 0 if that is not known
 * @param method the name of the present method; empty if it is not known
 * @param objective the last objective; NaN if it is not known
 * @param train the metrics of the last evaluation
 * @param test the same on the test data
 * @param stepsPerSecond the current speed; 0 if it does not train, or in another process
 * @param started when, or null if that is not known
 * @param directory where it is kept, if anywhere
 */
public record RunSummary(
        String name,
        String state,
        boolean here,
        String stopped,
        String reason,
        long step,
        long totalSteps,
        String method,
        double objective,
        Map<String, Double> train,
        Map<String, Double> test,
        double stepsPerSecond,
        Instant started,
        Optional<Path> directory) {

    private static final String FAILED = "failed";

    public static RunSummary of(RunFinder.Found found) {
        return found.job()
                // the directory says more than a job that could not continue it
                .filter(job -> found.kept().isEmpty() || hasBegun(job))
                .map(job -> of(job, found.kept()))
                .orElseGet(() -> of(found.kept().orElseThrow()));
    }

    private static boolean hasBegun(Job job) {
        return job.status().state() != Job.State.ENDED || !job.spec().isEmpty();
    }

    private static RunSummary of(Job job, Optional<Kept> kept) {
        Job.Status s = job.status();
        String state = s.state().name().toLowerCase(Locale.ROOT);
        String stopped = "";
        if (s.state() == Job.State.ENDED) {
            state = kept.map(Kept::state).orElse(hasBegun(job) ? state : FAILED);
            stopped = job.stopped().orElse(RunResult.Stop.FAILED).name().toLowerCase(Locale.ROOT);
        }
        return new RunSummary(
                job.name(),
                state,
                true,
                stopped,
                s.reason(),
                s.step(),
                s.totalSteps(),
                s.method(),
                s.objective(),
                s.train(),
                s.test(),
                s.stepsPerSecond(),
                kept.map(there -> started(there.document())).orElse(s.started()), // before it was resumed
                job.directory());
    }

    private static RunSummary of(Kept kept) {
        Map<String, Object> document = kept.document();
        Map<String, Object> result = map(document.get("result"));
        Optional<RunEvent.Evaluated> evaluated = last(kept.events(), RunEvent.Evaluated.class);
        return new RunSummary(
                kept.name(),
                kept.state(),
                false,
                text(result.get("stopped")),
                text(result.get("reason")),
                kept.step(),
                last(kept.events(), RunEvent.Started.class)
                        .map(RunEvent.Started::totalSteps)
                        .orElse(0L),
                kept.method(),
                kept.objective(),
                result.isEmpty()
                        ? evaluated.map(RunEvent.Evaluated::train).orElse(Map.of())
                        : metrics(result.get("train")),
                result.isEmpty()
                        ? evaluated.map(RunEvent.Evaluated::test).orElse(Map.of())
                        : metrics(result.get("test")),
                0,
                started(document),
                Optional.of(kept.directory()));
    }

    private static <E extends RunEvent> Optional<E> last(List<RecordedEvent> events, Class<E> kind) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (kind.isInstance(events.get(i).event())) {
                return Optional.of(kind.cast(events.get(i).event()));
            }
        }
        return Optional.empty();
    }

    private static Instant started(Map<String, Object> document) {
        Object time = map(document.get("provenance")).get("started");
        return time == null ? null : Instant.parse(text(time));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, Double> metrics(Object value) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        map(value)
                .forEach((name, figure) ->
                        metrics.put(name, figure instanceof Number number ? number.doubleValue() : Double.NaN));
        return metrics;
    }

    /** @return seconds until its end at this pace; NaN if that is not known */
    double secondsLeft() {
        return stepsPerSecond > 0 && totalSteps > 0 ? (totalSteps - step) / stepsPerSecond : Double.NaN;
    }

    /** @return the state, with one more word if it is not clear by itself */
    public String stateText() {
        boolean plain =
                stopped.isEmpty() || stopped.equals("steps") || stopped.equals("interrupted") || stopped.equals(state);
        return state + (plain ? "" : " (" + stopped + ")") + (state.equals("running") && !here ? " elsewhere" : "");
    }

    /** @return the steps done and to be done */
    String stepText() {
        return totalSteps > 0 ? step + "/" + totalSteps : Long.toString(step);
    }

    /** @return the most important of the metrics; empty if there is none */
    static String first(Map<String, Double> metrics) {
        for (String name : List.of("accuracy", "rmse", "loss")) {
            if (metrics.containsKey(name)) {
                return name + " " + Numbers.metric(metrics.get(name));
            }
        }
        return "";
    }

    /** @return a duration as people say it */
    static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "";
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    Map<String, Object> document() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", name);
        map.put("state", state);
        map.put("here", here);
        if (!stopped.isEmpty()) {
            map.put("stopped", stopped);
        }
        if (!reason.isEmpty()) {
            map.put("reason", reason);
        }
        map.put("step", step);
        map.put("total_steps", totalSteps > 0 ? totalSteps : null);
        map.put("method", method);
        map.put("objective", objective);
        map.put("train", train);
        map.put("test", test);
        map.put("steps_per_second", stepsPerSecond);
        map.put("seconds_left", secondsLeft());
        map.put("started", started);
        directory.ifPresent(there -> map.put("directory", there.toString()));
        return map;
    }
}
