package rai.studies.design;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * Finds files of data beside the file of a study: a path is relative to the directory of the study if the file exists there, else to
 * the working directory.
 */
final class DataPaths {
    private static final Map<String, List<String>> KEYS =
            Map.of("data", List.of("train", "test", "split"), "model", List.of("start_from"));

    private final Optional<Path> directory;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    DataPaths(Optional<Path> directory) {
        this.directory = directory.filter(path -> !path.toString().isEmpty());
    }

    /** The same document; its paths are found. */
    Map<String, Object> found(Map<String, Object> document) {
        if (directory.isEmpty()) {
            return document;
        }
        Map<String, Object> all = new LinkedHashMap<>(document);
        KEYS.forEach((group, keys) -> {
            if (all.get(group) instanceof Map<?, ?> values) {
                Map<Object, Object> copy = new LinkedHashMap<>(values);
                copy.replaceAll((key, value) -> keys.contains(key) && value instanceof String text
                        ? known.computeIfAbsent(text, this::find)
                        : value);
                all.put(group, copy);
            }
        });
        return all;
    }

    private String find(String text) {
        String beside = beside(text.strip());
        if (!beside.equals(text.strip()) || !text.strip().endsWith(")")) {
            return beside.equals(text.strip()) ? text : beside;
        }
        try {
            Spec spec = Spec.parse(text);
            Map<String, String> settings = new LinkedHashMap<>(spec.settings());
            settings.replaceAll((key, value) -> list(value));
            List<String> positional = spec.positional().stream().map(this::list).toList();
            Spec found = new Spec(spec.name(), positional, settings);
            return found.equals(spec) ? text : found.toString();
        } catch (SpecException e) {
            return text; // whoever resolves it explains what is wrong
        }
    }

    /** A setting may be a list of files. */
    private String list(String value) {
        String whole = beside(value);
        return !whole.equals(value)
                ? whole
                : Arrays.stream(value.split(",", -1)).map(this::beside).collect(Collectors.joining(","));
    }

    private String beside(String text) {
        if (text.isEmpty() || text.indexOf('.') < 0 && text.indexOf('/') < 0) {
            return text;
        }
        try {
            Path path = directory.orElseThrow().resolve(text).normalize();
            return !Path.of(text).isAbsolute() && Files.exists(path) ? path.toString() : text;
        } catch (InvalidPathException e) {
            return text;
        }
    }
}
