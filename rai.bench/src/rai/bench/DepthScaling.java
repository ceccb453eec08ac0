package rai.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.bench.CaseResult;

/** How far the cost of a step is from being proportional to depth. */
final class DepthScaling {
    static final String PER_LAYER = "ms_per_layer";
    static final String DEVIATION = "deviation_from_linear";

    private DepthScaling() {}

    /**
     * Adds to each case of the series its cost per hidden layer, and how far, as a share, that is from the geometric mean of
     * the series: 0.1 is a tenth dearer.
     *
     * @param results all results
     * @param group the series; its size is the depth
     * @return the results, in their order
     */
    static List<CaseResult> mark(List<CaseResult> results, String group) {
        double mean = Math.exp(results.stream()
                .filter(r -> r.group().equals(group))
                .mapToDouble(r -> Math.log(r.ms() / r.size()))
                .average()
                .orElse(0));
        List<CaseResult> marked = new ArrayList<>();
        for (CaseResult r : results) {
            double perLayer = r.ms() / r.size();
            marked.add(r.group().equals(group) ? r.with(figures(perLayer, perLayer / mean - 1)) : r);
        }
        return marked;
    }

    private static Map<String, Double> figures(double perLayer, double deviation) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(PER_LAYER, perLayer);
        figures.put(DEVIATION, deviation);
        return figures;
    }
}
