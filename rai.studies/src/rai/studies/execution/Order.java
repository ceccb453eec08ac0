package rai.studies.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.api.study.Trial;
import rai.studies.journal.Basis;
import rai.studies.journal.Json;

/**
 * What a worker is asked for: a trial, with all that makes its identity.
 *
 * @param id the identity of the trial
 * @param trial the trial
 * @param basis the checksums of the data and of the bundles that it was planned with
 * @param threads how many threads it gets
 * @param limit after how many seconds it is taken for hung
 * @param files local files that its data are read from, with their SHA-256, to be brought to the worker
 * @param places where the worker has those files
 * @param apart the worker that must not train it, if another will do; empty for any
 */
record Order(
        String id,
        Trial trial,
        Basis basis,
        int threads,
        double limit,
        Map<String, String> files,
        Map<String, String> places,
        String apart) {

    String text() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("name", PlannedTrial.name(trial));
        document.put("stage", trial.stage());
        document.put("factors", trial.factors());
        document.put("keep", trial.keep());
        document.put("request", trial.request().asMap());
        document.put("data", basis.data());
        document.put("providers", basis.providers());
        document.put("threads", threads);
        document.put("limit", limit);
        List<Map<String, Object>> shipped = new ArrayList<>();
        files.forEach((path, sha256) -> shipped.add(Map.of("path", path, "sha256", sha256)));
        document.put("files", shipped);
        document.put("apart", apart);
        return Json.line(document);
    }

    /** @throws SpecException if the text is not an order */
    static Order of(String text) {
        Optional<Map<String, Object>> parsed = Json.parse(text);
        try {
            Map<String, Object> document = parsed.orElseThrow();
            Map<String, Object> factors = new LinkedHashMap<>();
            map(document, "factors").forEach((name, level) -> factors.put(String.valueOf(name), level));
            Trial trial = new Trial(
                    String.valueOf(document.get("stage")),
                    factors,
                    RunRequest.of(map(document, "request")),
                    Boolean.TRUE.equals(document.get("keep")));
            return new Order(
                    String.valueOf(document.get("id")),
                    trial,
                    new Basis(Basis.texts(document.get("data")), Basis.texts(document.get("providers"))),
                    ((Number) document.get("threads")).intValue(),
                    ((Number) document.get("limit")).doubleValue(),
                    Map.of(),
                    Basis.texts(document.get("places")),
                    "");
        } catch (RuntimeException e) {
            throw e instanceof SpecException known
                    ? known
                    : new SpecException("a worker got an order that it does not understand: is its RAI the same?", e);
        }
    }

    private static Map<?, ?> map(Map<String, Object> document, String key) {
        return (Map<?, ?>) document.get(key);
    }
}
