package rai.api.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark measured.
 *
 * @param machine processor, Java and libraries, by name
 * @param cases the cases, in the order in which they ran
 * @param skipped the reason for each case that could not be measured, as {@code name, N threads}
 */
public record BenchResult(Map<String, Object> machine, List<CaseResult> cases, Map<String, String> skipped) {
    /** @return the result as a document */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machine);
        map.put("cases", cases.stream().map(CaseResult::asMap).toList());
        map.put("skipped", skipped);
        return map;
    }
}
