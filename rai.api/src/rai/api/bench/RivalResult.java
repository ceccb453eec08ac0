package rai.api.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training that a case was measured beside, in turns with it.
 *
 * @param method its training method
 * @param optimizer its optimizer
 * @param rows its examples per step
 * @param ms median time of its step, in milliseconds
 * @param bestMs the shortest
 * @param ratio how many times longer the case takes per example, and so per epoch: the median over all turns
 * @param lowerQuartile the lower quartile of these ratios
 * @param upperQuartile the upper quartile of these ratios
 * @param turns how many turns there were
 */
public record RivalResult(
        String method,
        String optimizer,
        int rows,
        double ms,
        double bestMs,
        double ratio,
        double lowerQuartile,
        double upperQuartile,
        int turns) {

    /** @return the result as a document */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", method);
        map.put("optimizer", optimizer);
        map.put("rows", rows);
        map.put("ms", ms);
        map.put("best_ms", bestMs);
        map.put("ratio", ratio);
        map.put("ratio_lower_quartile", lowerQuartile);
        map.put("ratio_upper_quartile", upperQuartile);
        map.put("turns", turns);
        return map;
    }
}
