package rai.studies.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.studies.execution.Endings;

/** Runs of any origin as outcomes; what differs between their requests distinguishes them. */
final class ComparedRuns {
    private static final String SEED = "execution.seed";
    /** What can't change a result distinguishes nothing. */
    private static final Set<String> CIRCUMSTANCES = Set.of("keeping", "faults");

    private final Runs runs;

    ComparedRuns(Runs runs) {
        this.runs = runs;
    }

    /** @throws SpecException if one holds no run, or one that has not ended */
    List<Outcome> outcomes(List<Path> directories) {
        List<RunReader> readers = directories.stream().map(runs::open).toList();
        List<Map<String, Object>> requests =
                readers.stream().map(reader -> flat(reader.request())).toList();
        Set<String> keys = new LinkedHashSet<>();
        requests.forEach(request -> keys.addAll(request.keySet()));
        keys.removeIf(key -> key.equals(SEED)
                || requests.stream().map(r -> r.get(key)).distinct().count() < 2);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            Map<String, Object> factors = new LinkedHashMap<>();
            for (String key : keys) {
                factors.put(key, Objects.requireNonNullElse(requests.get(i).get(key), "-"));
            }
            factors.put("seed", requests.get(i).get(SEED));
            outcomes.add(outcome(readers.get(i), factors));
        }
        return outcomes;
    }

    private static Outcome outcome(RunReader reader, Map<String, Object> factors) {
        RunResult result = reader.result()
                .orElseThrow(() -> new SpecException(
                        "the run in " + reader.directory() + " has not ended: wait for it, or resume it"));
        RunRequest request = reader.request();
        return new Outcome(
                result.stateHash(),
                new Trial("runs", factors, request, true),
                Endings.state(result.stopped()),
                Optional.of(result),
                Endings.curves(reader),
                result.reason(),
                result.seconds(),
                Optional.of(reader.directory()));
    }

    private static Map<String, Object> flat(RunRequest request) {
        Map<String, Object> flat = new LinkedHashMap<>();
        request.asMap().forEach((key, value) -> {
            if (!CIRCUMSTANCES.contains(key)) {
                flatten(key, value, flat);
            }
        });
        flat.remove("execution.threads");
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> flatten(path + "." + key, part, into));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), into);
            }
        } else {
            into.put(path, value);
        }
    }
}
