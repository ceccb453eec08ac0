package rai.core.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.probe.Probe;
import rai.api.spec.Spec;
import rai.core.service.Services;

/** The probes that were asked for, by the names of their series: their specs as they were written. */
public final class Probes {
    /** The key of the probes in the document of a run. */
    public static final String KEY = "probes";

    private final Map<String, Spec> specs = new LinkedHashMap<>();

    private Probes() {}

    /**
     * Resolves probes.
     *
     * @param asked their specs
     * @param services takes them up
     * @throws rai.api.spec.SpecException if there is no such probe
     */
    public static Probes resolve(List<String> asked, Services services) {
        Probes probes = new Probes();
        asked.forEach(text -> probes.specs.put(text.strip(), services.use(Probe.class, Spec.parse(text))));
        return probes;
    }

    /** @return the full spec of each, by name */
    public Map<String, Spec> specs() {
        return Collections.unmodifiableMap(specs);
    }

    public List<String> names() {
        return List.copyOf(specs.keySet());
    }

    public boolean isEmpty() {
        return specs.isEmpty();
    }

    /** @return the columns of each, by name */
    public Map<String, List<String>> columns(Services services) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        specs.forEach((name, spec) ->
                columns.put(name, services.get(Probe.class, spec).columns()));
        return columns;
    }

    /** @return whether one of them needs the parameters at the start of the run */
    public boolean compareWithStart(Services services) {
        return specs.values().stream()
                .map(spec -> services.get(Probe.class, spec))
                .anyMatch(probe -> probe != null && probe.comparesWithStart());
    }

    /** @return name and full spec of each */
    public Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        specs.forEach((name, spec) -> all.put(name, spec.toString()));
        return all;
    }
}
