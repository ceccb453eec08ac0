package rai.core.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rai.api.run.Checkpoints;
import rai.api.run.Control;
import rai.api.run.Phase;
import rai.api.run.RunRequest;
import rai.api.run.Supervision;

/** What was asked for, as a document from which it can be asked for again. */
final class RequestDocument {
    private RequestDocument() {}

    static Map<String, Object> of(RunRequest request) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("data", request.data());
        d.put("test", request.test().orElse(null));
        d.put("network", request.network());
        d.put("init", request.init());
        d.put("loss", request.loss().orElse(null));
        d.put("optimizer", request.optimizer());
        d.put("phases", request.phases().stream().map(RequestDocument::of).toList());
        d.put("seed", request.seed());
        d.put("batch", request.batch());
        d.put("threads", request.threads());
        d.put("precision", request.precision().name().toLowerCase(Locale.ROOT));
        d.put("standardize", request.standardize());
        d.put("evaluate_every", request.evaluateEvery());
        d.put("engine", request.engine());
        d.put("metrics", request.metrics());
        d.put("control", request.control().asMap());
        d.put("checkpoint", request.checkpoints().every());
        d.put("keep", request.checkpoints().keep());
        d.put("pin", request.supervision().pin());
        d.put("wait", request.supervision().patience());
        d.put("step_limit", request.supervision().stepLimit());
        return d;
    }

    private static Map<String, Object> of(Phase phase) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("method", phase.method());
        d.put("length", phase.length());
        d.put("unit", phase.unit().name().toLowerCase(Locale.ROOT));
        d.put("optimizer", phase.optimizer().orElse(null));
        return d;
    }

    /** @throws ClassCastException or another exception where the document is of another form */
    @SuppressWarnings("unchecked")
    static RunRequest read(Map<String, Object> d, Path directory) {
        Map<String, Object> c = (Map<String, Object>) d.get("control");
        return new RunRequest(
                text(d, "data").orElseThrow(),
                text(d, "test"),
                text(d, "network").orElseThrow(),
                text(d, "init").orElseThrow(),
                text(d, "loss"),
                text(d, "optimizer").orElseThrow(),
                ((List<Map<String, Object>>) d.get("phases"))
                        .stream().map(RequestDocument::phase).toList(),
                (Long) d.get("seed"),
                Math.toIntExact((Long) d.get("batch")),
                Math.toIntExact((Long) d.get("threads")),
                RunRequest.Precision.valueOf(text(d, "precision").orElseThrow().toUpperCase(Locale.ROOT)),
                (Boolean) d.get("standardize"),
                (Long) d.get("evaluate_every"),
                Optional.of(directory),
                text(d, "engine").orElseThrow(),
                (List<String>) d.get("metrics"),
                new Control(
                        (Map<String, String>) c.getOrDefault("optimizer_for", Map.of()),
                        text(c, "schedule"),
                        (Double) c.getOrDefault("clip_value", 0.0),
                        (Double) c.getOrDefault("clip_norm", 0.0),
                        (Double) c.getOrDefault("l1", 0.0),
                        (Double) c.getOrDefault("l2", 0.0),
                        (Double) c.getOrDefault("max_norm", 0.0),
                        text(c, "stop_early")),
                new Checkpoints((Long) d.get("checkpoint"), Math.toIntExact((Long) d.get("keep"))),
                new Supervision(
                        (Boolean) d.getOrDefault("pin", Supervision.USUAL.pin()),
                        (Double) d.getOrDefault("wait", Supervision.USUAL.patience()),
                        (Double) d.getOrDefault("step_limit", Supervision.USUAL.stepLimit())),
                ""); // the command of the beginning is in the provenance
    }

    private static Phase phase(Map<String, Object> d) {
        return new Phase(
                text(d, "method").orElseThrow(),
                (Long) d.get("length"),
                Phase.Unit.valueOf(text(d, "unit").orElseThrow().toUpperCase(Locale.ROOT)),
                text(d, "optimizer"));
    }

    private static Optional<String> text(Map<String, Object> d, String key) {
        return Optional.ofNullable((String) d.get(key));
    }
}
