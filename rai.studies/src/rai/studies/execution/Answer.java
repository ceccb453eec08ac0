package rai.studies.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.spec.SpecException;
import rai.studies.journal.Json;
import rai.studies.journal.Placements;

/**
 * What has become of a trial elsewhere, as a document of JSON. A {@link Station} writes it; whoever carried it adds {@code worker},
 * {@code executor} and {@code attempt}.
 *
 * @param document the document
 */
record Answer(Map<String, Object> document) {
    /** A line of the journal. */
    static final String ROW = "row";
    /** Why there is none. */
    static final String FAILED = Placements.FAILED;
    /** The directory of the run, packed; only if it is to be kept. */
    static final String RUN = "run";
    /** The processor, Java and process of the worker. */
    static final String MACHINE = Placements.MACHINE;
    /** What the run had to say. */
    static final String LOG = Placements.LOG;
    /** True if it was taken back before a worker had begun. */
    static final String WITHDRAWN = "withdrawn";
    /** Whether a thread is left behind that does not end. */
    static final String HUNG = "hung";

    static Answer of(String text) {
        return new Answer(Json.parse(text)
                .orElseThrow(() -> new SpecException("a worker gave an answer that can't be understood: "
                        + text.substring(0, Math.min(80, text.length())))));
    }

    /** @return why it has no outcome */
    String failed() {
        return text(FAILED);
    }

    boolean isWithdrawn() {
        return Boolean.TRUE.equals(document.get(WITHDRAWN));
    }

    Optional<Map<String, Object>> row() {
        return map(ROW);
    }

    /** @return the worker, for people */
    String worker() {
        return text(Placements.WORKER);
    }

    /** @return the name of the worker's process among all of them */
    String executor() {
        return text(Placements.EXECUTOR);
    }

    String processor() {
        return map(MACHINE)
                .map(machine -> String.valueOf(machine.get(Placements.PROCESSOR)))
                .orElse("");
    }

    List<?> log() {
        return document.get(LOG) instanceof List<?> lines ? lines : List.of();
    }

    String text(String key) {
        return document.get(key) == null ? "" : String.valueOf(document.get(key));
    }

    @SuppressWarnings("unchecked")
    Optional<Map<String, Object>> map(String key) {
        return document.get(key) instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }
}
