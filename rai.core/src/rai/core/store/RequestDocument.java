package rai.core.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;

/** What was asked for, as the directory of a run keeps it. */
final class RequestDocument {
    private static final List<String> ELSEWHERE = List.of("directory", "command");

    private RequestDocument() {}

    /** Without directory and command: the one follows from the place of the file, the other is in the provenance. */
    static Map<String, Object> of(RunRequest request) {
        Map<String, Object> document = request.asMap();
        ((Map<?, ?>) document.get("keeping")).keySet().removeAll(ELSEWHERE);
        return document;
    }

    /**
     * @param document what {@link #of} gave
     * @param directory where the run is kept
     * @throws rai.api.spec.SpecException if the document is of another form
     */
    static RunRequest read(Map<String, Object> document, Path directory) {
        return RunRequest.builder(withoutDuplicates(document))
                .directory(directory)
                .build();
    }

    /** A metric could once be asked for twice, with one result. */
    private static Map<String, Object> withoutDuplicates(Map<String, Object> document) {
        if (!(document.get("evaluation") instanceof Map<?, ?> evaluation
                && evaluation.get("metrics") instanceof List<?> metrics)) {
            return document;
        }
        Map<Object, Object> plain = new LinkedHashMap<>(evaluation);
        Map<Object, Object> byName = new LinkedHashMap<>();
        metrics.forEach(metric ->
                byName.put(metric instanceof String text ? Spec.parse(text).toString() : metric, metric));
        plain.put("metrics", List.copyOf(byName.values()));
        Map<String, Object> changed = new LinkedHashMap<>(document);
        changed.put("evaluation", plain);
        return changed;
    }
}
