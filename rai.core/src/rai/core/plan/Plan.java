package rai.core.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.core.evaluate.Metrics;

/**
 * A request with all specs resolved.
 *
 * @param request the request
 * @param data the training data
 * @param test the test data, or null
 * @param network the layer list
 * @param init the initializer
 * @param loss the loss
 * @param phases the methods
 * @param engine the engine
 * @param metrics what is evaluated beside loss and accuracy or rmse
 */
public record Plan(
        RunRequest request,
        Spec data,
        Spec test,
        String network,
        Spec init,
        Spec loss,
        List<PlannedPhase> phases,
        Spec engine,
        Metrics metrics) {
    public long totalSteps() {
        return phases.stream().mapToLong(PlannedPhase::steps).sum();
    }

    /** @return all specs as resolved, as a document */
    public Map<String, Object> describe() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("data", data.toString());
        if (test != null) {
            spec.put("test", test.toString());
        }
        spec.put("network", network);
        spec.put("init", init.toString());
        spec.put("loss", loss.toString());
        spec.put("method", phases.get(0).method().toString());
        spec.put("optimizer", phases.get(0).optimizer().toString());
        spec.put(
                "phases",
                phases.stream()
                        .map(p -> Map.of(
                                "method", p.method().toString(),
                                "optimizer", p.optimizer().toString(),
                                "steps", p.steps()))
                        .map(java.util.TreeMap::new)
                        .toList());
        spec.put("seed", request.seed());
        spec.put("batch", request.batch());
        spec.put("threads", request.threads());
        spec.put("precision", request.precision().name().toLowerCase(java.util.Locale.ROOT));
        spec.put("standardize", request.standardize());
        spec.put("engine", engine.toString());
        spec.putAll(request.control().asMap());
        if (!phases.get(0).optimizers().isEmpty()) {
            Map<String, String> groups = new LinkedHashMap<>();
            phases.get(0).optimizers().forEach((group, optimizer) -> groups.put(group, optimizer.toString()));
            spec.put("optimizer_for", groups);
        }
        if (phases.get(0).schedule() != null) {
            spec.put("schedule", phases.get(0).schedule().toString());
        }
        if (!metrics.names().isEmpty()) {
            spec.put(Metrics.KEY, metrics.describe());
        }
        return spec;
    }
}
