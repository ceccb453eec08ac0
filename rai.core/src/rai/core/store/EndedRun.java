package rai.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.run.Extension;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/**
 * A run that has ended as one that was interrupted in its last phase: its final state is the state from which a longer phase
 * continues. The evaluation and the measurements at its end are cut if a longer phase has none at this step.
 */
final class EndedRun {
    private static final int MOST_OF_A_LINE = 1 << 16;

    /** What all methods count. */
    private static final String WORK = "layer_updates";

    private final Path dir;
    private final StoredReader reader;
    private final RunResult result;

    private EndedRun(Path dir) {
        this.dir = dir;
        reader = new StoredReader(dir);
        result = reader.result().orElseThrow(() -> refused("has not ended: resume continues it without --steps"));
    }

    private SpecException refused(String why) {
        return new SpecException("the run in " + dir + " " + why);
    }

    /**
     * @param document its run.json
     * @return from where it continues
     * @throws SpecException if it can't be continued to that length
     * @throws IOException if its files can't be read
     */
    static ResumePoint longer(Path dir, Map<String, Object> document, Extension to) throws IOException {
        return new EndedRun(dir).point(document, to);
    }

    private ResumePoint point(Map<String, Object> document, Extension to) throws IOException {
        if (RunDocument.isResumable(document)) {
            throw refused("was interrupted: resume it without --steps first");
        }
        if (result.stopped() == Stop.NAN) {
            throw refused("stopped at NaN, and would come to it again: train --from-run starts a new run from its"
                    + " last good state, with a smaller rate for instance");
        }
        if (reader.swaps().anyMatch(swap -> !swap.from().spec().equals(swap.to().spec()))) {
            throw refused("was changed by hand in its course, so its request does not describe it: train --from-run"
                    + " starts a new run from its state");
        }
        reader.requireFinalState();
        RunRequest before = reader.request();
        RunRequest request = to.of(before);
        Map<String, Object> last = result.phases().get(result.phases().size() - 1);
        long done = ((Number) last.get("steps")).longValue();
        long start = result.steps() - done;
        if (last.get("kept_step") instanceof Number kept && kept.longValue() != result.steps()) {
            throw refused("went back to the state after step " + kept + ", where its watched metric was best: train"
                    + " --from-run starts a new run from that state");
        }
        long steps = request.phases().get(request.phases().size() - 1).stepsOn(examples(document));
        if (steps <= done) {
            throw refused("has done " + done + (result.phases().size() == 1 ? " steps" : " steps in its last phase")
                    + " already: ask for more than that, since --steps and --epochs count from the start of the"
                    + " phase");
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("format", Format.CURRENT);
        state.put("step", result.steps());
        state.put("steps_of_phase", done);
        state.put("nanoseconds", Math.round(result.seconds() * 1e9));
        state.put("reason", "");
        state.put(
                "phases",
                new ArrayList<>(result.phases().subList(0, result.phases().size() - 1)));
        state.put("reports", Map.of());
        Map<String, Double> counts = Checkpoint.countsIn(dir.resolve(FinalState.FOLDER));
        boolean reported = last.get("report") instanceof Map<?, ?> report && report.containsKey(WORK);
        if (!counts.isEmpty() || !reported) { // an earlier version reported the figure, and kept no sum
            state.put(Checkpoint.COUNTS, counts);
        }
        state.put(RunDocument.REQUEST, RequestDocument.of(request));
        state.put(RunDocument.SPEC, longer(document, steps));
        long perEpoch = request.phases().get(request.phases().size() - 1).stepsPerEpoch(examples(document));
        boolean evaluated = before.evaluation().every().isDue(result.steps(), done, perEpoch);
        ResumePoint.putLengths(
                state,
                evaluated
                        ? Files.size(dir.resolve(HistoryFile.FILE))
                        : withoutLastEvaluation(dir.resolve(HistoryFile.FILE), result.steps()),
                Files.size(dir.resolve(EventLog.FILE)),
                ProbeFiles.lengths(
                        dir,
                        before.evaluation().probes(),
                        before.evaluation().probeInterval().isDue(result.steps(), done, perEpoch)
                                ? -1
                                : result.steps()));
        return new ResumePoint(Optional.of(Checkpoint.ofEnd(dir.resolve(FinalState.FOLDER), result.steps(), state)));
    }

    private int examples(Map<String, Object> document) {
        if (document.get(RunDocument.DATA) instanceof Map<?, ?> data && data.get("examples") instanceof Number number) {
            return number.intValue();
        }
        throw reader.damaged("its " + RunDocument.FILE + " does not say how many examples it has", null);
    }

    private static Map<String, Object> longer(Map<String, Object> document, long steps) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (document.get(RunDocument.SPEC) instanceof Map<?, ?> before) {
            before.forEach((key, value) -> spec.put(String.valueOf(key), value));
        }
        if (spec.get("phases") instanceof List<?> before) {
            List<Object> phases = new ArrayList<>(before);
            Map<String, Object> last = new LinkedHashMap<>();
            ((Map<?, ?>) phases.get(phases.size() - 1)).forEach((key, value) -> last.put(String.valueOf(key), value));
            last.put("steps", steps);
            phases.set(phases.size() - 1, last);
            spec.put("phases", phases);
        }
        return spec;
    }

    /** The length of the history without its last line, if that is an evaluation after this step. */
    private static long withoutLastEvaluation(Path history, long step) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(history.toFile(), "r")) {
            long length = file.length();
            byte[] end = new byte[(int) Math.min(length, MOST_OF_A_LINE)];
            file.seek(length - end.length);
            file.readFully(end);
            int last = end.length - 2;
            while (last >= 0 && end[last] != '\n') {
                last--;
            }
            String line = new String(end, last + 1, end.length - last - 1, StandardCharsets.UTF_8);
            return last >= 0 && line.startsWith(step + ",,") ? length - end.length + last + 1 : length;
        }
    }
}
