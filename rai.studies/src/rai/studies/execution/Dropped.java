package rai.studies.execution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rai.api.study.Trial;
import rai.studies.journal.Journal;
import rai.studies.journal.Row;

/** Outcomes that a study has and its plan does not: how many, and why. */
final class Dropped {
    private static final int MOST_NAMED = 3;

    private Dropped() {}

    /**
     * @param planned the plan
     * @param isWhole whether no stage can follow; before that, trials of stages that are not planned yet are not dropped
     * @return how many, by reason
     */
    static Map<String, Integer> of(Journal journal, List<PlannedTrial> planned, boolean isWhole) {
        Set<String> ids = planned.stream().map(PlannedTrial::id).collect(Collectors.toSet());
        Map<List<Object>, PlannedTrial> named = new HashMap<>();
        planned.forEach(trial -> named.put(name(trial.trial()), trial));
        Set<String> stages = new HashSet<>();
        planned.forEach(trial -> stages.add(trial.trial().stage()));
        Map<String, Integer> reasons = new TreeMap<>();
        journal.rows(id -> !ids.contains(id), row -> {
            Trial trial = row.outcome().trial();
            if (isWhole || stages.contains(trial.stage())) {
                reasons.merge(reason(row, named.get(name(trial))), 1, Integer::sum);
            }
        });
        return reasons;
    }

    /** In a journal whole numbers are long, whatever they were. */
    private static List<Object> name(Trial trial) {
        Map<String, String> factors = new TreeMap<>();
        trial.factors().forEach((name, level) -> factors.put(name, String.valueOf(level)));
        return List.of(trial.stage(), factors);
    }

    private static String reason(Row row, PlannedTrial now) {
        if (now == null) {
            return "the plan has no such trial any more";
        }
        if (!row.basis().data().equals(now.basis().data())) {
            return "the data have changed";
        }
        if (!row.basis().providers().equals(now.basis().providers())) {
            Set<String> bundles = differing(row.basis().providers(), now.basis().providers());
            return some(bundles) + (bundles.size() == 1 ? " has" : " have") + " changed";
        }
        Set<String> keys = differing(flat(row.outcome().trial()), flat(now.trial()));
        return keys.isEmpty() ? "a service has other settings now" : some(keys) + " of the run changed";
    }

    private static Map<String, Object> flat(Trial trial) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", Identity.without(trial.request()), flat);
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> flatten(path.isEmpty() ? String.valueOf(key) : path + "." + key, part, into));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), into);
            }
        } else {
            into.put(path, value);
        }
    }

    private static Set<String> differing(Map<String, ?> one, Map<String, ?> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
        return keys;
    }

    private static String some(Set<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }
}
