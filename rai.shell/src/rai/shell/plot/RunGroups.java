package rai.shell.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sorts runs into groups that differ in nothing but their seeds, and names each group by the options that differ. */
final class RunGroups {
    private static final String SEED = "execution.seed";
    /** What changes neither the numbers of a run nor their meaning. */
    private static final Set<String> ASIDE =
            Set.of(SEED, "execution.threads", "keeping.*", "faults.*", "evaluation.every");

    /** With more options in it, a label is harder to read than the name of a run. */
    private static final int MOST_OPTIONS = 4;

    private static final String PHASES = "phases";
    private static final Set<String> NOTHING = Set.of("0", "0.0", "false", "");
    private static final Map<String, String> NAMES = Map.of("data.train", "data", "data.test", "test");

    /**
     * Runs that are one curve.
     *
     * @param label what distinguishes it from the other groups; empty if there is only one
     * @param runs at least one
     */
    record Group(String label, List<RunHistory> runs) {
        /** The label, and how many seeds the curve is the mean of. */
        String legend() {
            String seeds = runs.size() == 1 ? "" : runs.size() + " seeds";
            return label.isEmpty() || seeds.isEmpty() ? label + seeds : label + " (" + seeds + ")";
        }
    }

    private RunGroups() {}

    /**
     * @param runs at least one
     * @param names of each run
     * @return groups in the order of their first runs. Runs with the same options and the same seed, such as a run and its
     *     repetition, or runs whose options can't be read, are groups of their own, labelled with their names. So are all groups if
     *     they differ in more options than can be read in a legend
     */
    static List<Group> of(List<RunHistory> runs, List<String> names) {
        boolean samePhases =
                runs.stream().map(run -> phases(run).size()).distinct().count() == 1;
        List<Map<String, String>> options =
                runs.stream().map(run -> flat(run, samePhases)).toList();
        Set<String> differing = differing(options);
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            byLabel.computeIfAbsent(label(options.get(i), differing), label -> new ArrayList<>())
                    .add(i);
        }
        List<Group> groups = new ArrayList<>();
        byLabel.forEach((label, members) -> {
            Set<String> seeds = members.stream()
                    .map(i -> options.get(i).getOrDefault(SEED, ""))
                    .collect(Collectors.toSet());
            if (seeds.size() == members.size()) {
                String name = names.get(members.get(0)) + (members.size() > 1 ? " ..." : "");
                groups.add(new Group(
                        differing.size() > MOST_OPTIONS ? name : label,
                        members.stream().map(runs::get).toList()));
            } else {
                members.forEach(i -> groups.add(new Group(names.get(i), List.of(runs.get(i)))));
            }
        });
        return groups;
    }

    /** Each run by itself, with its name. */
    static List<Group> each(List<RunHistory> runs, List<String> names) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            groups.add(new Group(runs.size() == 1 ? "" : names.get(i), List.of(runs.get(i))));
        }
        return groups;
    }

    private static Set<String> differing(List<Map<String, String>> options) {
        Set<String> keys = new LinkedHashSet<>();
        options.forEach(each -> keys.addAll(each.keySet()));
        keys.removeIf(key -> isAside(key)
                || options.stream().map(each -> each.get(key)).distinct().count() == 1);
        return keys;
    }

    private static boolean isAside(String key) {
        return ASIDE.contains(key) || ASIDE.contains(key.replaceFirst("\\..*", ".*"));
    }

    private static String label(Map<String, String> options, Set<String> differing) {
        return differing.stream()
                .map(key -> options.containsKey(key) ? name(key) + " " + options.get(key) : "no " + name(key))
                .collect(Collectors.joining(", "));
    }

    /** As the option is called: {@code optimizer}, or {@code optimizer of phase 2}. */
    private static String name(String key) {
        if (NAMES.containsKey(key)) {
            return NAMES.get(key);
        }
        String last = key.substring(key.lastIndexOf('.') + 1).replace('_', '-');
        return key.startsWith(PHASES + ".") && !key.startsWith(PHASES + ".0.")
                ? last + " of phase " + (Integer.parseInt(key.split("\\.")[1]) + 1)
                : last;
    }

    private static List<?> phases(RunHistory run) {
        return run.request().get(PHASES) instanceof List<?> list ? list : List.of();
    }

    /** @param phaseByPhase whether the options of each phase are apart, or all phases are one option */
    private static Map<String, String> flat(RunHistory run, boolean phaseByPhase) {
        Map<String, String> options = new TreeMap<>();
        run.request().forEach((key, value) -> {
            if (key.equals(PHASES) && !phaseByPhase) {
                options.put(PHASES, phases(run).stream().map(RunGroups::phase).collect(Collectors.joining(" + ")));
            } else {
                flatten(key, value, options);
            }
        });
        return options;
    }

    /** A phase in few words: {@code rai 60}. */
    private static String phase(Object document) {
        if (!(document instanceof Map<?, ?> phase)) {
            return "";
        }
        Object epochs = phase.get("epochs");
        return phase.get("method") + " " + (epochs == null ? phase.get("steps") : epochs + " epochs");
    }

    private static void flatten(String path, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(path + "." + key, inner, into));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "." + i, list.get(i), into);
            }
        } else if (value instanceof List<?> list) {
            into.put(path, list.stream().map(Objects::toString).collect(Collectors.joining(", ")));
        } else if (value != null && (path.equals(SEED) || !NOTHING.contains(value.toString()))) {
            into.put(path, value.toString());
        }
    }
}
