package rai.api.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.data.Part;
import rai.api.data.Task;

/**
 * What a training would be.
 *
 * @param request what was asked for; of a run that starts from another one, with the hash of that state
 * @param spec all specs as resolved, as in {@link RunResult#spec()}
 * @param providers its services and who provides them, by kind and spec, those of its data included
 * @param checksums the SHA-256 of each part of its data as the network sees it, before features are scaled
 * @param examples how many examples each part has
 * @param folds how many folds the split of its rows has; 1 if they are not shared out
 * @param task what is learnt
 * @param metrics what is evaluated: each metric by its part of the data, as in {@code valid.accuracy}
 * @param steps how many steps it takes, unless it stops early
 * @param bytes about how much memory it takes, data included
 * @param diskBytes about how much space its directory takes, if it is kept
 */
public record PlannedRun(
        RunRequest request,
        Map<String, Object> spec,
        Map<String, RunEvent.Used> providers,
        Map<Part, String> checksums,
        Map<Part, Integer> examples,
        int folds,
        Task task,
        List<String> metrics,
        long steps,
        double bytes,
        double diskBytes) {
    /** Copies the collections. */
    public PlannedRun {
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
        providers = Collections.unmodifiableMap(new TreeMap<>(providers));
        checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
        examples = Collections.unmodifiableMap(new TreeMap<>(examples));
        metrics = List.copyOf(metrics);
    }
}
