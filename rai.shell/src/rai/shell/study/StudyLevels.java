package rai.shell.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.spec.Settings;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.Trial;

/** The axes of a study and their levels, as they are written in {@code --only AXIS=LEVEL,LEVEL}. */
public final class StudyLevels {
    private static final String SEPARATOR = ", ";

    private StudyLevels() {}

    /**
     * Nothing is resolved and no data are read: the study plans what it would ask for.
     *
     * @param study a study
     * @return the levels of each axis that its first stage has, numbers with all their digits
     */
    public static Map<String, Set<String>> of(StudySource study) {
        Map<String, Set<String>> axes = new LinkedHashMap<>();
        for (Trial trial : study.study().plan(StudyRequest.AS_IT_IS, List.of())) {
            trial.factors()
                    .forEach((axis, level) -> axes.computeIfAbsent(axis, a -> new LinkedHashSet<>())
                            .add(written(level)));
        }
        return axes;
    }

    private static String written(Object level) {
        return level instanceof Number number ? Settings.number(number.doubleValue()) : String.valueOf(level);
    }

    /**
     * Reads a list of levels. Commas in the parentheses of a spec, and those in the name of a level, separate nothing.
     *
     * @param text levels with commas between them
     * @param known the levels of the axis
     * @return the levels
     */
    public static List<String> read(String text, Set<String> known) {
        List<String> pieces = pieces(text);
        List<String> levels = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            int to = pieces.size();
            while (to > from + 1 && !known.contains(String.join(SEPARATOR, pieces.subList(from, to)))) {
                to--;
            }
            levels.add(String.join(SEPARATOR, pieces.subList(from, to)));
            from = to;
        }
        return levels;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString().strip());
        return pieces;
    }
}
