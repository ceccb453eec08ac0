package rai.studies.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.SpecException;
import rai.api.study.StudyRequest;

/**
 * What was asked for: {@code study.json}.
 *
 * @param study the name of the study
 * @param title what it asks
 * @param origin where it comes from
 * @param request what the caller has changed
 * @param gaveUp why it was ended early; empty if it was not
 */
public record StudyDocument(String study, String title, String origin, StudyRequest request, String gaveUp) {
    static final String FILE = "study.json";
    private static final String FILES = ".*\\.(yaml|yml|json)";
    private static final int FORMAT = 1;

    static StudyDocument read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new SpecException(directory + " holds no study: it has no " + FILE);
        }
        Map<String, Object> document = Json.parse(Files.readString(file))
                .orElseThrow(() ->
                        new SpecException(file + " is damaged: run the study again, which writes it from scratch"));
        if (Json.number(document.get("format")) > FORMAT) {
            throw new SpecException(file + " is of a newer version of RAI: use that");
        }
        return new StudyDocument(
                Objects.toString(document.get("study"), ""),
                Objects.toString(document.get("title"), ""),
                Objects.toString(document.get("origin"), ""),
                request(document.get("request")),
                Objects.toString(document.get("gave_up"), ""));
    }

    void write(Path directory) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("study", study);
        document.put("title", title);
        document.put("origin", origin);
        document.put("request", document(request));
        document.put("gave_up", gaveUp);
        Durable.write(directory.resolve(FILE), Json.line(document) + "\n");
    }

    private static Map<String, Object> document(StudyRequest request) {
        Map<String, Object> document = new LinkedHashMap<>();
        request.seeds().ifPresent(seeds -> document.put("seeds", seeds));
        request.firstSeed().ifPresent(seed -> document.put("first_seed", seed));
        document.put("quick", request.quick());
        document.put("only", request.only());
        request.dataDirectory().ifPresent(directory -> document.put("data_directory", directory));
        request.engine().ifPresent(engine -> document.put("engine", engine));
        return document;
    }

    private static StudyRequest request(Object value) {
        Map<?, ?> document = value instanceof Map<?, ?> map ? map : Map.of();
        Map<String, List<String>> only = new LinkedHashMap<>();
        if (document.get("only") instanceof Map<?, ?> axes) {
            axes.forEach((axis, levels) -> only.put(
                    String.valueOf(axis),
                    ((List<?>) levels).stream().map(String::valueOf).toList()));
        }
        return new StudyRequest(
                Optional.ofNullable(document.get("seeds")).map(seeds -> ((Number) seeds).intValue()),
                Optional.ofNullable(document.get("first_seed")).map(seed -> ((Number) seed).longValue()),
                Boolean.TRUE.equals(document.get("quick")),
                only,
                Optional.ofNullable(document.get("data_directory")).map(String::valueOf),
                Optional.ofNullable(document.get("engine")).map(String::valueOf));
    }

    /** @return the command that runs it in this form; where data lie is not part of it, since that differs between machines */
    public String command() {
        StringBuilder command = new StringBuilder("./rai study run ");
        command.append(quoted(origin.matches(FILES) ? origin : study));
        command.append(request.quick() ? " --quick" : "");
        request.seeds().ifPresent(seeds -> command.append(" --seeds ").append(seeds));
        request.firstSeed().ifPresent(seed -> command.append(" --first-seed ").append(seed));
        request.only()
                .forEach((axis, levels) ->
                        command.append(" --only ").append(quoted(axis + "=" + String.join(",", levels))));
        request.engine().filter(RunRequestBuilder.PORTABLE::equals).ifPresent(engine -> command.append(" --portable"));
        return command.toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\w./=,:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    StudyDocument givenUp(String reason) {
        return new StudyDocument(study, title, origin, request, reason);
    }
}
