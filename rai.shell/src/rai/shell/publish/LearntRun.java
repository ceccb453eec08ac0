package rai.shell.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rai.api.study.Outcome;
import rai.shell.console.Failure;
import rai.shell.text.Numbers;

/**
 * A kept run of a study that has learnt an activation.
 *
 * @param name what its activation will be called
 * @param directory the directory of the run
 * @param levels its levels, for readers
 */
record LearntRun(String name, Path directory, String levels) {
    private static final String SEED = "seed";

    /**
     * Names the activations that a study has learnt: after the levels in which their runs differ, and after the seed if nothing else
     * distinguishes two of them. A level that is a number stands after the name of its axis.
     *
     * @param prefix what all names begin with
     * @param outcomes the trials that are to be published
     * @param hasLearnt whether the run in a directory has learnt an activation
     * @return those of which the run was kept and has learnt one
     * @throws Failure if two of them would have the same name
     */
    static List<LearntRun> of(String prefix, List<Outcome> outcomes, Predicate<Path> hasLearnt) {
        List<Outcome> learnt = outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.DONE)
                .filter(outcome -> outcome.directory()
                        .filter(directory -> Files.isDirectory(directory) && hasLearnt.test(directory))
                        .isPresent())
                .toList();
        Set<String> differing = differing(learnt);
        Map<String, List<Outcome>> byName = learnt.stream()
                .collect(Collectors.groupingBy(
                        outcome -> name(prefix, outcome, differing), LinkedHashMap::new, Collectors.toList()));
        List<LearntRun> runs = new ArrayList<>();
        for (Outcome outcome : learnt) {
            String name = name(prefix, outcome, differing);
            if (byName.get(name).size() > 1) {
                name = name(name, outcome, Set.of(SEED));
            }
            runs.add(new LearntRun(name, outcome.directory().orElseThrow(), levels(outcome)));
        }
        requireDistinct(runs);
        return runs;
    }

    private static Set<String> differing(List<Outcome> outcomes) {
        Map<String, Set<Object>> levels = new LinkedHashMap<>();
        outcomes.forEach(outcome -> outcome.trial()
                .factors()
                .forEach((axis, level) ->
                        levels.computeIfAbsent(axis, a -> new HashSet<>()).add(level)));
        Set<String> differing = new LinkedHashSet<>(levels.keySet());
        differing.removeIf(axis -> axis.equals(SEED) || levels.get(axis).size() < 2);
        return differing;
    }

    private static String name(String prefix, Outcome outcome, Set<String> axes) {
        StringBuilder name = new StringBuilder(prefix);
        outcome.trial().factors().forEach((axis, level) -> {
            String word = words((level instanceof Number ? axis + " " : "") + Numbers.text(level));
            if (axes.contains(axis) && !word.isEmpty()) {
                name.append('-').append(word);
            }
        });
        return name.toString();
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String levels(Outcome outcome) {
        return outcome.trial().factors().entrySet().stream()
                .map(factor -> factor.getKey() + "=" + Numbers.text(factor.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void requireDistinct(List<LearntRun> runs) {
        Map<String, LearntRun> named = new LinkedHashMap<>();
        for (LearntRun run : runs) {
            LearntRun other = named.put(run.name(), run);
            if (other != null) {
                throw new Failure("two runs would be called " + run.name() + ", that of " + other.levels()
                        + " and that of " + run.levels() + ": publish one of them by its directory, "
                        + run.directory());
            }
        }
    }
}
