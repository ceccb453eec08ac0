package rai.shell.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import rai.api.study.StudyRequest;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/** The options that change what a study trains. */
final class StudyChanges {
    @Option(names = "--quick", description = "Train the quick form: fewer seeds and levels.")
    boolean quick;

    @Option(names = "--seeds", paramLabel = "N", description = "Use N seeds (default: as the study says).")
    Integer seeds;

    @Option(names = "--first-seed", paramLabel = "N", description = "The first seed (default: as the study says).")
    Long firstSeed;

    @Option(
            names = "--only",
            paramLabel = Labels.LEVELS,
            description = "Train only these levels of an axis; may be given once per axis.")
    List<String> only = List.of();

    StudyRequest request() {
        if (seeds != null && seeds < 1) {
            throw new Failure("--seeds must be at least 1, not " + seeds);
        }
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String text : only) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new Failure("--only '" + text + "' is not of the form AXIS=LEVEL[,LEVEL], as in activation=relu");
            }
            String axis = text.substring(0, equals).strip();
            if (kept.put(axis, levels(text.substring(equals + 1))) != null) {
                throw new Failure("--only names the axis " + axis + " twice: write its levels in one list");
            }
        }
        return new StudyRequest(Optional.ofNullable(seeds), Optional.ofNullable(firstSeed), quick, kept);
    }

    /** Commas outside parentheses separate levels: a level may be a spec. */
    private static List<String> levels(String text) {
        List<String> levels = new ArrayList<>();
        StringBuilder level = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                levels.add(level.toString().strip());
                level.setLength(0);
            } else {
                level.append(c);
            }
        }
        levels.add(level.toString().strip());
        return levels;
    }
}
