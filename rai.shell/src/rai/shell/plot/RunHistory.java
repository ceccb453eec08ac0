package rai.shell.plot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunReader.Row;
import rai.api.spec.SpecException;

/**
 * What is drawn of a run, which may still be in progress.
 *
 * @param directory where it is
 * @param name the name of the run
 * @param request what was asked for, as a document; empty if that can't be read
 * @param rows its history in its order, without the evaluations of states that early stopping went back to
 * @param kept the states that early stopping went back to
 * @param events all its events, in their order
 * @param phases where its phases begin, except the first
 */
record RunHistory(
        Path directory,
        String name,
        Map<String, Object> request,
        List<Row> rows,
        List<Kept> kept,
        List<RecordedEvent> events,
        List<PhaseStart> phases) {

    /**
     * A state that was kept although the run had trained further.
     *
     * @param step the step after which it was reached
     * @param until the step at which the run went back to it
     */
    record Kept(long step, long until) {}

    /**
     * Where a phase begins.
     *
     * @param step the last step of the phase before
     * @param method its method
     */
    record PhaseStart(long step, String method) {}

    /**
     * @param run the run
     * @return its history
     * @throws SpecException if there is none, or it can't be read
     */
    static RunHistory of(RunReader run) {
        List<Row> rows = new ArrayList<>();
        run.history(rows::add);
        List<RecordedEvent> events = run.events();
        List<Kept> kept = new ArrayList<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof RunEvent.WentBack back) {
                kept.add(new Kept(back.to(), back.step()));
                dropEvaluation(rows, back);
            }
        }
        return new RunHistory(run.directory(), run.name(), request(run), rows, kept, events, phases(run, rows));
    }

    /** By the result; while there is none, two phases of the same method look like one. */
    private static List<PhaseStart> phases(RunReader run, List<Row> rows) {
        return run.result().map(result -> ofResult(result.phases())).orElseGet(() -> ofMethods(rows));
    }

    private static List<PhaseStart> ofResult(List<Map<String, Object>> phases) {
        List<PhaseStart> starts = new ArrayList<>();
        long step = 0;
        for (Map<String, Object> phase : phases) {
            if (step > 0) {
                starts.add(new PhaseStart(step, String.valueOf(phase.get("method"))));
            }
            step += phase.get("steps") instanceof Number steps ? steps.longValue() : 0;
        }
        return starts;
    }

    private static List<PhaseStart> ofMethods(List<Row> rows) {
        List<PhaseStart> starts = new ArrayList<>();
        String method = "";
        for (Row row : rows) {
            if (!row.method().isEmpty() && !row.method().equals(method)) {
                if (!method.isEmpty()) {
                    starts.add(new PhaseStart(row.step() - 1, row.method()));
                }
                method = row.method();
            }
        }
        return starts;
    }

    /**
     * After going back, the kept state is evaluated once more, which the history has at the last step: there it would draw a
     * vertical line, or hide what the last step had come to.
     */
    private static void dropEvaluation(List<Row> rows, RunEvent.WentBack back) {
        List<Row> then = evaluations(rows, back.step());
        List<Row> before = evaluations(rows, back.to());
        if (then.isEmpty() || back.to() == back.step()) {
            return;
        }
        Row last = then.get(then.size() - 1);
        boolean ofKept = before.stream().anyMatch(row -> row.metrics().equals(last.metrics()));
        if (then.size() > 1 || ofKept) {
            rows.remove(rows.lastIndexOf(last));
        }
    }

    private static List<Row> evaluations(List<Row> rows, long step) {
        return rows.stream()
                .filter(row -> row.step() == step && row.objective().isEmpty())
                .toList();
    }

    private static Map<String, Object> request(RunReader run) {
        try {
            return run.request().asMap();
        } catch (SpecException e) {
            return Map.of(); // only its curves' names depend on it
        }
    }

    /** @return the steps done */
    long steps() {
        return rows.stream().mapToLong(Row::step).max().orElse(0);
    }
}
