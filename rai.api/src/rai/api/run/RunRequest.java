package rai.api.run;

import java.util.List;
import java.util.Map;
import rai.api.document.Documents;
import rai.api.spec.DocumentException;

/**
 * What to train: a value, and a document of maps, lists, texts, numbers and booleans. It is built by {@link #builder()},
 * which holds all defaults; {@code docs/run-document.md} lists all keys.
 *
 * @param data the data that it learns from
 * @param model the network that learns, and its objective
 * @param phases the methods to train with, one after another, each with the settings of its updates
 * @param evaluation when it is evaluated, and by which metrics
 * @param execution how it computes
 * @param keeping where it is kept
 * @param faults how it handles services that appear, disappear or hang
 */
public record RunRequest(
        DataOptions data,
        ModelOptions model,
        List<Phase> phases,
        EvaluationOptions evaluation,
        ExecutionOptions execution,
        KeepingOptions keeping,
        FaultOptions faults) {
    /** Copies the list. */
    public RunRequest {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new DocumentException("phases", "is empty: a run has at least one");
        }
    }

    /** @return a builder with nothing set */
    public static RunRequestBuilder builder() {
        return new RunRequestBuilder(Map.of());
    }

    /**
     * A builder that begins with a document, in which keys may be missing.
     *
     * @param document what is set
     * @return the builder
     */
    public static RunRequestBuilder builder(Map<?, ?> document) {
        return new RunRequestBuilder(document);
    }

    /** @return a builder with everything set as here */
    public RunRequestBuilder toBuilder() {
        return builder(asMap()).directory(keeping.directory().orElse(null)); // its name may be "none"
    }

    /**
     * Reads a document. Missing keys get their defaults; numbers may be of any type that holds them exactly.
     *
     * @param document the document, with the keys of {@link #asMap}
     * @return the request
     * @throws DocumentException if a key is unknown, the training data are missing, or a value is wrong; one sentence that
     *     begins
     *     with the path of the value, as in {@code phases[1].bacth is unknown: did you mean batch?}
     */
    public static RunRequest of(Map<?, ?> document) {
        return builder(document).build();
    }

    /** @return the request as a complete document: defaults are included. An optional value that is not set has no key */
    public Map<String, Object> asMap() {
        return Documents.of(this);
    }
}
