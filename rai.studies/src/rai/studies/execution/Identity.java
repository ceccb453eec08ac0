package rai.studies.execution;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.run.PlannedRun;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.studies.journal.Basis;
import rai.studies.journal.Json;
import rai.studies.journal.Pool;

/**
 * The identity of a trial: two of one identity have the same result to the last bit, on the same machine. It is a SHA-256 of the
 * request, with all specs as they were resolved, of the checksums of the data, and of the bundles that provide its services. How many
 * threads compute, where the run is kept and how it handles services that hang does not matter.
 */
final class Identity {
    private Identity() {}

    static String of(PlannedRun run, Basis basis) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run", run(run));
        all.put("data", basis.data());
        all.put("providers", basis.providers());
        return Sha256.of(Json.canonical(all).getBytes(StandardCharsets.UTF_8));
    }

    static Basis basis(PlannedRun run, Pool pool) {
        Map<String, String> data = new TreeMap<>();
        run.checksums().forEach((part, sha256) -> data.put(part.key(), sha256));
        Map<String, String> providers = new TreeMap<>();
        run.providers().values().forEach(used -> providers.put(used.provider(), used.sha256()));
        return new Basis(pool.of(data), pool.of(providers));
    }

    /** What is written in two ways and means the same is the same: the specs as resolved stand for those of the request. */
    private static Map<String, Object> run(PlannedRun run) {
        Map<String, Object> document = without(run.request());
        group(document, "data").keySet().removeAll(List.of("train", "test"));
        group(document, "model").keySet().removeAll(List.of("network", "init", "loss", "start_from"));
        group(document, "execution").remove("engine");
        document.remove("phases");
        Map<String, Object> spec = new LinkedHashMap<>(run.spec());
        spec.keySet().removeAll(List.of("threads", "start_from"));
        List.of("data", "test").forEach(part -> spec.computeIfPresent(part, (key, text) -> placeless(text)));
        document.put("spec", spec);
        return document;
    }

    /** A spec without the directory in which it looks for its files: their checksums stand for them. */
    private static String placeless(Object text) {
        Spec spec = Spec.parse(String.valueOf(text));
        Map<String, String> settings = new LinkedHashMap<>(spec.settings());
        return settings.remove("directory") == null
                ? String.valueOf(text)
                : new Spec(spec.name(), spec.positional(), settings).toString();
    }

    /** @return the document of a request without what can't change its numbers */
    static Map<String, Object> without(RunRequest request) {
        Map<String, Object> document = new LinkedHashMap<>(request.asMap());
        document.keySet().removeAll(List.of("keeping", "faults"));
        group(document, "data").remove("directory");
        group(document, "execution").remove("threads");
        return document;
    }

    /** A group of a document, as a copy that takes its place. */
    private static Map<String, Object> group(Map<String, Object> document, String name) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (document.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        document.put(name, copy);
        return copy;
    }
}
