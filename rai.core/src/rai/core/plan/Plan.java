package rai.core.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.run.DataOptions;
import rai.api.run.ExecutionOptions;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.core.data.SplitOptions;
import rai.core.evaluate.Metrics;
import rai.core.probe.Probes;

/**
 * A request with all specs resolved.
 *
 * @param request the request
 * @param data the training data
 * @param test the test data, or null
 * @param split the split of the rows, or null
 * @param network the layer list
 * @param init the initializer
 * @param loss the loss
 * @param phases the methods
 * @param engine the engine
 * @param metrics what is evaluated beside loss and accuracy or rmse
 * @param probes what measures between steps
 */
public record Plan(
        RunRequest request,
        Spec data,
        Spec test,
        Spec split,
        String network,
        Spec init,
        Spec loss,
        List<PlannedPhase> phases,
        Spec engine,
        Metrics metrics,
        Probes probes) {
    /** @return the seed of everything random */
    public long seed() {
        return request.execution().seed();
    }

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
        request.model().startFrom().ifPresent(run -> spec.put("start_from", run));
        request.model().startState().ifPresent(state -> spec.put("start_state", state));
        spec.put("method", phases.get(0).method().toString());
        spec.put("optimizer", phases.get(0).optimizer().toString());
        spec.put("phases", phases.stream().map(PlannedPhase::describe).toList());
        ExecutionOptions execution = request.execution();
        spec.put("seed", execution.seed());
        spec.put("threads", execution.threadsHere());
        spec.put("precision", execution.precision().name().toLowerCase(Locale.ROOT));
        spec.put("standardize", request.data().standardize());
        DataOptions asked = request.data();
        DataOptions usual = RunRequest.builder().train(asked.train()).build().data();
        putUnless(spec, "scale", asked.scale(), usual.scale());
        putUnless(spec, "missing", asked.missing(), usual.missing());
        putUnless(spec, "encode", asked.encode(), usual.encode());
        putUnless(spec, "unseen", asked.unseen(), usual.unseen());
        putUnless(spec, "holdout", asked.holdout(), usual.holdout());
        asked.split().ifPresent(text -> spec.put("split", SplitOptions.isSpec(text) ? split.toString() : text));
        putUnless(spec, "fold", (long) asked.fold(), (long) usual.fold());
        putUnless(spec, "use_valid", word(asked.useValid()), word(usual.useValid()));
        asked.classWeight().ifPresent(weights -> spec.put("class_weight", weights));
        spec.put("engine", engine.toString());
        if (!metrics.names().isEmpty()) {
            spec.put(Metrics.KEY, metrics.describe());
        }
        if (!probes.isEmpty()) {
            spec.put(Probes.KEY, probes.describe());
        }
        return spec;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What is as usual is not said. */
    private static void putUnless(Map<String, Object> spec, String key, Object value, Object usual) {
        if (!value.equals(usual)) {
            spec.put(key, value);
        }
    }
}
