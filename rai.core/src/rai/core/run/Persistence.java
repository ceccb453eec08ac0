package rai.core.run;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.run.Interval;
import rai.api.run.RunResult;
import rai.core.compute.Views;
import rai.core.data.Standardization;
import rai.core.state.Mover;
import rai.core.state.RunNumbers;
import rai.core.state.Snapshot;
import rai.core.store.ArrayNames;
import rai.core.store.Checkpoint;
import rai.core.store.RunDirectory;
import rai.core.store.StateHash;

/** Writes the state of a run into its directory, takes it up from there, and makes its result. */
final class Persistence {
    /** How often the state is written if that depends on time, in nanoseconds. */
    private static final long INTERVAL = 60_000_000_000L;

    private static final long NEVER = -1;

    private static final String MOVED_BY = "moved_by";
    private static final String ASKED_FOR_SCHEDULE = "asked_for_schedule";

    private final RunContext run;
    private final RunDirectory directory;
    private final Standardization standardization;
    private final Judgement judgement;
    /** The steps done when the state was last written, or the run began. */
    private long written;

    private long writtenAt = System.nanoTime();

    Persistence(RunContext run, RunDirectory directory, Standardization standardization, Judgement judgement) {
        this.run = run;
        this.directory = directory;
        this.standardization = standardization;
        this.judgement = judgement;
    }

    /** Restores what does not belong to a single phase. */
    @SuppressWarnings("unchecked")
    void takeUp(Checkpoint from) {
        written = from.step();
        run.resumeFrom(from.step(), from.number("nanoseconds"), (String) from.get("reason"), (List<Map<String, Object>>)
                from.get("phases"));
    }

    /** Restores what belongs to the current phase. */
    void restore(Checkpoint from) {
        arrays().forEach(from::restore);
        RunNumbers.restore(
                run.state().slots().numbers().all(),
                from.numbers(run.state().slots().numbers().all().keySet()));
        run.state()
                .resumeFrom(
                        from.numberOr("moved_since", 0),
                        movers(from),
                        !from.denies(ASKED_FOR_SCHEDULE),
                        from.map("reports"),
                        from.counts());
    }

    /** A checkpoint of an earlier version does not say who: then nobody claims that the optimizer had no effect. */
    private static Set<Mover> movers(Checkpoint from) {
        return from.list(MOVED_BY)
                .map(names -> names.stream()
                        .map(name -> Mover.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()))
                .orElseGet(() -> EnumSet.allOf(Mover.class));
    }

    /**
     * Writes everything that the next steps depend on, if it is time to.
     *
     * @param now whether it is time in any case; what is written already is not written again
     */
    void checkpoint(boolean now) {
        if (directory.isKept() && run.completed() != written && (now || isDue())) {
            Map<String, INDArray> arrays = arrays();
            Map<String, Object> more = new LinkedHashMap<>();
            if (run.best() != null) {
                more.put("early_stopping", run.best().numbers());
                arrays.putAll(run.best().arrays());
            }
            more.put(Checkpoint.COUNTS, run.state().counts());
            write(
                    run.completed(),
                    run.state().done(),
                    run.state().slots().numbers().all(),
                    more,
                    arrays);
        }
    }

    private boolean isDue() {
        Interval every = run.plan().request().keeping().checkpointEvery();
        if (every.isNever() || every.unit() == Interval.Unit.SECONDS) {
            return System.nanoTime() - writtenAt >= (every.isNever() ? INTERVAL : every.amount() * 1e9);
        }
        return every.isDue(run.completed(), run.state().done(), run.phase().perEpoch());
    }

    /** Writes the state in any case: it is to be gone on with in another way. */
    void checkpointAgain() {
        written = NEVER;
        checkpoint(true);
    }

    private void write(
            long step,
            long ofPhase,
            Map<String, Double> ofServices,
            Map<String, Object> more,
            Map<String, INDArray> arrays) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("format", RunDirectory.FORMAT);
        numbers.put("step", step);
        numbers.put("phase", run.state().phase());
        numbers.put("steps_of_phase", ofPhase);
        numbers.put("moved_since", run.state().movedSince());
        numbers.put(
                MOVED_BY,
                run.state().movers().stream()
                        .map(mover -> mover.name().toLowerCase(Locale.ROOT))
                        .toList());
        numbers.put(ASKED_FOR_SCHEDULE, run.state().asksForSchedule());
        numbers.put("nanoseconds", run.nanos());
        numbers.put("reason", run.reason());
        numbers.put("phases", run.ended());
        numbers.put("numbers", ofServices);
        numbers.put("reports", run.state().reports());
        numbers.putAll(more);
        directory.checkpoint(step, run.plan().request(), run.plan().describe(), numbers, arrays);
        written = step;
        writtenAt = System.nanoTime();
    }

    /** The end of the run as it stands. */
    RunResult finish() {
        Map<String, INDArray> arrays = arrays();
        addNumbers(arrays, run.state().slots().numbers().all(), run.state().counts());
        return directory.finish(result(run.vector().parameters(), run.state().layers()), arrays);
    }

    /**
     * Writes a checkpoint of a copy of the state, if it is newer than what was written.
     *
     * @param copy the copy
     */
    void checkpoint(Snapshot copy) {
        if (directory.isKept() && run.completed() > written) {
            write(
                    run.completed(),
                    copy.done(),
                    copy.numbers(),
                    Map.of(Checkpoint.COUNTS, copy.counts()),
                    arrays(copy.values(), copy.slots(), copy.layers()));
        }
    }

    /**
     * The end of the run at a copy of its state.
     *
     * @param copy the copy; null if there is none
     */
    RunResult finish(Snapshot copy) {
        if (copy == null) {
            return directory.finish(
                    result(run.vector().parameters(), run.state().layers()), Map.of());
        }
        Map<String, INDArray> arrays = arrays(copy.values(), copy.slots(), copy.layers());
        addNumbers(arrays, copy.numbers(), copy.counts());
        return directory.finish(
                result(Views.of(copy.values(), 0, run.vector().parameters().length()), copy.layers()), arrays);
    }

    @SuppressWarnings("unchecked")
    private RunResult result(INDArray parameters, INDArray layers) {
        Map<String, Object> ended = run.ended().get(run.ended().size() - 1);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put(
                "name", run.plan().phases().get(run.ended().size() - 1).method().name());
        method.putAll((Map<String, Object>) ended.get("report"));
        RunResult result = new RunResult(
                directory.name(),
                run.plan().describe(),
                run.plan().seed(),
                run.completed(),
                run.nanos() / 1e9,
                (Map<String, Double>) ended.get("train"),
                (Map<String, Double>) ended.getOrDefault("valid", Map.of()),
                (Map<String, Double>) ended.get("test"),
                method,
                List.copyOf(run.ended()),
                layers == null ? StateHash.of(parameters) : StateHash.of(parameters, layers),
                run.stop(),
                run.reason(),
                Map.of(),
                List.of());
        return run.isDataAltered() ? result : judgement.of(result);
    }

    private Map<String, INDArray> arrays() {
        return arrays(
                run.vector().values, run.state().slots().slots(), run.state().layers());
    }

    private Map<String, INDArray> arrays(INDArray values, Map<String, INDArray> slots, INDArray layers) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        run.vector()
                .ranges()
                .forEach((name, range) -> arrays.put(name, Views.of(values, range.offset(), range.shape())));
        slots.forEach((slot, array) -> arrays.put("optimizer-" + slot, array));
        if (layers != null) {
            arrays.put(ArrayNames.LAYERS, layers);
        }
        if (run.start() != null) {
            arrays.put(ArrayNames.START, run.start());
        }
        return arrays;
    }

    private void addNumbers(Map<String, INDArray> arrays, Map<String, Double> numbers, Map<String, Double> counts) {
        numbers.forEach((name, value) -> arrays.put(name, Nd4j.createFromArray(value.doubleValue())));
        counts.forEach(
                (name, value) -> arrays.put(ArrayNames.COUNTED + name, Nd4j.createFromArray(value.doubleValue())));
        arrays.put(ArrayNames.FEATURE_MEAN, standardization.mean());
        arrays.put(ArrayNames.FEATURE_SD, standardization.sd());
    }
}
