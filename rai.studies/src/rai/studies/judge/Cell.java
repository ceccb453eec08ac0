package rai.studies.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import rai.api.study.Outcome;

/**
 * The trials that differ in seed and fold only.
 *
 * @param factors their other factors
 * @param outcomes how they ended, in the order of the plan
 */
record Cell(Map<String, String> factors, List<Outcome> outcomes) {
    /** Groups outcomes by some of their factors, in the order in which these appear. */
    static List<Cell> of(Collection<Outcome> outcomes, Collection<String> by) {
        Map<Map<String, String>, List<Outcome>> groups = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(factors(outcome, by), factors -> new ArrayList<>())
                    .add(outcome);
        }
        return groups.entrySet().stream()
                .map(group -> new Cell(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }

    /** The levels of an outcome, as texts, for those of the names that it has. */
    static Map<String, String> factors(Outcome outcome, Collection<String> names) {
        Map<String, String> factors = new LinkedHashMap<>();
        for (String name : names) {
            Object level = outcome.trial().factors().get(name);
            if (level != null) {
                factors.put(name, Show.level(level));
            }
        }
        return factors;
    }

    String label() {
        return factors.isEmpty() ? "all trials" : String.join(", ", factors.values());
    }

    /** What its colour stands for: the level of the compared factor, unless other factors make cells of it, too. */
    String key(Question question) {
        return question.compare()
                .filter(contrast -> factors.size() == 1)
                .map(contrast -> factors.get(contrast.axis()))
                .orElseGet(this::label);
    }

    /** Those that have a value: neither failed nor without the metric. */
    List<Outcome> valued(String metric) {
        return outcomes.stream()
                .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                .filter(outcome -> Double.isFinite(outcome.metric(metric)))
                .toList();
    }

    double[] values(String metric) {
        return valued(metric).stream()
                .mapToDouble(outcome -> outcome.metric(metric))
                .toArray();
    }

    List<String> ids(String metric) {
        return valued(metric).stream().map(Outcome::id).toList();
    }

    long count(Outcome.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }

    /** The level of a factor that is a number; empty if it is none. */
    OptionalDouble number(String factor) {
        return outcomes.get(0).trial().factors().get(factor) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** The different levels of a factor among its trials. */
    String levels(String factor) {
        Set<String> levels = outcomes.stream()
                .map(outcome -> outcome.trial().factors().get(factor))
                .filter(level -> level != null)
                .map(Show::level)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return String.join(", ", levels);
    }
}
