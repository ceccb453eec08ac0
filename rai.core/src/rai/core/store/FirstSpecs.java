package rai.core.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.run.RunEvent.Swapped;

/** All specs of a run as they were resolved when it began: those at its end, with the changes by hand taken back. */
public final class FirstSpecs {
    private static final String PHASES = "phases";

    private FirstSpecs() {}

    /**
     * @param directory the directory of a run that has ended
     * @return its specs, by the keys of run.json; none if the directory does not say
     */
    public static Map<String, Object> of(Path directory) {
        StoredReader reader = StoredReader.openEnded(directory);
        Map<String, Object> specs = copy(reader.document().get(RunDocument.SPEC));
        List<Map<String, Object>> phases = new ArrayList<>();
        if (specs.get(PHASES) instanceof List<?> all) {
            all.forEach(phase -> phases.add(copy(phase)));
            specs.put(PHASES, phases);
        }
        List<Long> ends = ends(reader);
        List<Swapped> swaps = new ArrayList<>(reader.swaps().toList());
        Collections.reverse(swaps);
        for (Swapped swap : swaps) {
            int phase = (int) ends.stream().filter(end -> end <= swap.step()).count();
            if (phase < phases.size()) {
                takeBack(swap, phases.get(phase));
            }
            takeBack(swap, specs);
        }
        return specs;
    }

    private static void takeBack(Swapped swap, Map<String, Object> specs) {
        if (swap.to().spec().equals(specs.get(swap.kind()))) {
            specs.put(swap.kind(), swap.from().spec());
        }
    }

    private static List<Long> ends(StoredReader reader) {
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (Map<String, Object> phase : reader.result().orElseThrow().phases()) {
            end += phase.get("steps") instanceof Number steps ? steps.longValue() : 0;
            ends.add(end);
        }
        return ends;
    }

    private static Map<String, Object> copy(Object map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }
}
