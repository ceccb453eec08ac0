package rai.shell.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import rai.api.run.RunRequestBuilder;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
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

    @Option(
            names = "--portable",
            description = "Train every trial with the engine portable: the same bits on every processor.")
    boolean portable;

    /** @param study the study that is changed */
    StudyRequest request(StudySource study) {
        if (seeds != null && seeds < 1) {
            throw new Failure("--seeds must be at least 1, not " + seeds);
        }
        Map<String, Set<String>> axes =
                only.stream().anyMatch(text -> text.contains(",")) ? StudyLevels.of(study) : Map.of();
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String text : only) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new Failure("--only '" + text + "' is not of the form AXIS=LEVEL[,LEVEL], as in activation=relu");
            }
            String axis = text.substring(0, equals).strip();
            List<String> levels = StudyLevels.read(text.substring(equals + 1), axes.getOrDefault(axis, Set.of()));
            if (kept.put(axis, levels) != null) {
                throw new Failure("--only names the axis " + axis + " twice: write its levels in one list");
            }
        }
        return new StudyRequest(Optional.ofNullable(seeds), Optional.ofNullable(firstSeed), quick, kept)
                .withEngine(portable ? RunRequestBuilder.PORTABLE : null);
    }
}
