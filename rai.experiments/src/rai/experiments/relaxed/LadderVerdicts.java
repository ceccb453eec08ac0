package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.report.Statement;
import rai.statistics.Comparison;
import rai.statistics.Outcome;
import rai.statistics.Rules;
import rai.statistics.Verdict;

/**
 * Where on the ladder a method is better than backprop, and where it is worse: paired by seed, corrected for all depths and all
 * methods of the study together.
 */
final class LadderVerdicts {
    private LadderVerdicts() {}

    private record At(Ladder ladder, int depth, Comparison comparison) {}

    static List<Statement> of(Ladder backprop, Map<String, Ladder> ladders) {
        List<At> family = new ArrayList<>();
        for (Ladder ladder : ladders.values()) {
            for (int depth : ladder.depths()) {
                if (ladder != backprop && backprop.rungs().containsKey(depth)) {
                    compared(ladder, backprop, depth, family);
                }
            }
        }
        List<Verdict> verdicts = Verdict.of(family.stream().map(At::comparison).toList(), Rules.of(true));
        List<Statement> said = new ArrayList<>();
        for (Ladder ladder : ladders.values()) {
            Map<Outcome, List<String>> depths = new EnumMap<>(Outcome.class);
            for (int i = 0; i < family.size(); i++) {
                if (family.get(i).ladder() == ladder) {
                    depths.computeIfAbsent(verdicts.get(i).outcome(), outcome -> new ArrayList<>())
                            .add(Integer.toString(family.get(i).depth()));
                }
            }
            if (!depths.isEmpty()) {
                said.add(Statement.remark(sentence(ladder.method(), backprop.method(), depths, family.size())));
            }
        }
        return said;
    }

    /** The seeds that both have. */
    private static void compared(Ladder ladder, Ladder backprop, int depth, List<At> family) {
        Map<Long, Double> ours = Ladder.bySeed(ladder.rungs().get(depth), Column.ACCURACY);
        Map<Long, Double> theirs = Ladder.bySeed(backprop.rungs().get(depth), Column.ACCURACY);
        ours.keySet().retainAll(theirs.keySet());
        theirs.keySet().retainAll(ours.keySet());
        if (ours.size() > 1) { // of one seed there is nothing to say
            family.add(new At(
                    ladder, depth, new Comparison(ladder.method(), backprop.method(), array(ours), array(theirs))));
        }
    }

    private static double[] array(Map<Long, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String sentence(String method, String than, Map<Outcome, List<String>> depths, int comparisons) {
        List<String> parts = new ArrayList<>();
        part(depths, Outcome.BETTER, "better at ", parts);
        part(depths, Outcome.NO_DIFFERENCE_SHOWN, "no difference shown at ", parts);
        part(depths, Outcome.WORSE, "worse at ", parts);
        return method + " beside " + than + ", test accuracy by depth: " + String.join("; ", parts)
                + " (paired t test, corrected for " + comparisons + " comparisons).";
    }

    private static void part(Map<Outcome, List<String>> depths, Outcome outcome, String words, List<String> parts) {
        List<String> at = depths.getOrDefault(outcome, List.of());
        if (!at.isEmpty()) {
            parts.add(at.stream().collect(Collectors.joining(", ", words, "")));
        }
    }
}
