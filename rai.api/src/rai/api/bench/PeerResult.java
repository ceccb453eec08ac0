package rai.api.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The measurements of another program for the same step.
 *
 * @param ms median time of a step, in milliseconds; NaN if it failed
 * @param bestMs the shortest
 * @param p90Ms the 90th percentile
 * @param steps how many were measured
 * @param about version, kernel and threads as reported by the program, or why it failed
 */
public record PeerResult(double ms, double bestMs, double p90Ms, long steps, String about) {
    /**
     * @param reason why there is nothing to measure
     * @return a peer that failed
     */
    public static PeerResult failed(String reason) {
        return new PeerResult(Double.NaN, Double.NaN, Double.NaN, 0, reason);
    }

    /** @return the result as a document */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ms", ms);
        map.put("best_ms", bestMs);
        map.put("p90_ms", p90Ms);
        map.put("steps", steps);
        map.put("about", about);
        return map;
    }
}
