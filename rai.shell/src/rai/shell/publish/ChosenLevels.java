package rai.shell.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rai.api.study.Outcome;
import rai.shell.console.Failure;
import rai.shell.study.StudyLevels;
import rai.shell.text.Numbers;

/**
 * Which trials of a study are meant.
 *
 * @param texts the levels by axis, as they were typed
 */
record ChosenLevels(Map<String, String> texts) {
    /** @param only texts of the form AXIS=LEVEL[,LEVEL] */
    static ChosenLevels of(List<String> only) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String text : only) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new Failure("--only '" + text + "' is not of the form AXIS=LEVEL[,LEVEL], as in activation=relu");
            }
            String axis = text.substring(0, equals).strip();
            if (texts.put(axis, text.substring(equals + 1)) != null) {
                throw new Failure("--only names the axis " + axis + " twice: write its levels in one list");
            }
        }
        return new ChosenLevels(texts);
    }

    /**
     * @param outcomes trials
     * @return those of the chosen levels
     * @throws Failure if no trial has such an axis or level
     */
    List<Outcome> among(List<Outcome> outcomes) {
        List<Outcome> chosen = outcomes;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String axis = text.getKey();
            Set<String> known = outcomes.stream()
                    .filter(outcome -> outcome.trial().factors().containsKey(axis))
                    .map(outcome -> level(outcome, axis))
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> levels = StudyLevels.read(text.getValue(), known);
            for (String level : levels) {
                if (!known.contains(level)) {
                    throw new Failure("no trial of the study that has ended has the level " + axis + "=" + level
                            + (known.isEmpty() ? "" : ": there are " + String.join(", ", known)));
                }
            }
            chosen = chosen.stream()
                    .filter(outcome -> levels.contains(level(outcome, axis)))
                    .toList();
        }
        return chosen;
    }

    private static String level(Outcome outcome, String axis) {
        Object level = outcome.trial().factors().get(axis);
        return level == null ? "" : Numbers.text(level);
    }
}
