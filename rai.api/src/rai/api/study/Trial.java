package rai.api.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.RunRequest;

/**
 * A training that a study plans.
 *
 * @param stage the stage that it belongs to, such as {@code tune} or {@code test}
 * @param factors what distinguishes it, in the order of the axes: texts and numbers; the seed, and the fold if there is one, are
 *     factors too. No two trials of a stage have the same factors
 * @param request the run, without a directory
 * @param keep whether its directory is kept, for a landscape or another look at its network
 */
public record Trial(String stage, Map<String, Object> factors, RunRequest request, boolean keep) {
    /** Copies the map. */
    public Trial {
        factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    }
}
